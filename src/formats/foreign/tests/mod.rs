//! What becomes of texts as Anki and Moodle hold them, and that a reader of Markdown shows their words.

mod any;
mod inline;

use super::{Dropped, Gapped, letters, markdown, markdown_with_gaps};
use cairn_domain::media::MediaHash;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

fn kept(address: &str) -> Option<MediaHash> {
    ["a b.png", "x.mp3", "@@PLUGINFILE@@/heart.jpg", "data:image/png;base64,AAAA"]
        .contains(&address)
        .then_some(MediaHash([7; 32]))
}

fn hash() -> String {
    MediaHash([7; 32]).to_text()
}

fn md(html: &str) -> String {
    markdown(html, &mut kept, &mut Dropped::default())
}

fn gapped(html: &str) -> Gapped {
    markdown_with_gaps(html, &mut kept, &mut Dropped::default())
}

fn check(html: &str, expected: &str) {
    assert_eq!(md(html), expected, "{html}");
}

/// What a reader of Markdown makes of a text: its letters, with what emphasises them.
fn seen(text: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH;
    let mut out = String::new();
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => out.push_str(&text),
            Event::Code(code) => out.extend(["`", &code, "`"]),
            Event::InlineMath(tex) => out.extend(["$", &tex, "$"]),
            Event::DisplayMath(tex) => out.extend(["$$", &tex, "$$"]),
            Event::SoftBreak | Event::HardBreak => out.push('/'),
            Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => out.push('B'),
            Event::Start(Tag::Emphasis) | Event::End(TagEnd::Emphasis) => out.push('I'),
            Event::Start(Tag::Strikethrough) | Event::End(TagEnd::Strikethrough) => out.push('S'),
            Event::Start(Tag::Paragraph) => out.push('¶'),
            _ => {}
        }
    }
    out
}

fn check_seen(html: &str, expected: &str) {
    let text = md(html);
    assert_eq!(seen(&text), expected, "{html} -> {text}");
}

#[test]
fn paragraphs_and_lines() {
    check("a<br>b", "a\nb");
    check("<div>a</div><div>b</div>", "a\n\nb");
    check("<p>a</p>\n\n<p>  b\n c  </p>", "a\n\nb c");
    check("a<br><br><br>b<br>", "a\n\nb");
    check("<div><br></div><div>x &nbsp; y&nbsp;</div>", "x y");
    check("5&nbsp;km", "5\u{a0}km");
    check("<h2>One <b>two</b></h2>three", "## One **two**\n\nthree");
    check("a<hr>b", "a\n\n***\n\nb");
    check("<blockquote>a<p>b</p></blockquote>c", "> a\n>\n> b\n\nc");
    check("<p>a<p>b<div>c", "a\n\nb\n\nc");
    check("", "");
    check(" <p> </p><br>", "");
    check("a<!-- x --><![CDATA[<b> & c]]>", "a\\<b> & c");
    check("<details><summary>s</summary>t</details>", "s\n\nt");
}

#[test]
fn lists_nest() {
    check("<ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>e", "- a\n- b\n  - c\n- d\n\ne");
    check("x<ol><li>a<li>b</ol>", "x\n\n1. a\n2. b");
    check("<ol start=3><li>a</li><li value=7>b</li></ol>", "3. a\n7. b");
    check("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>", "- a\n  - b\n- c");
    check("<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "- a\n\n  b\n- c");
    check("<ul><li><ul><li>a</li></ul></li></ul>", "- - a");
    check("<ul><li></li><li>a</li></ul>", "- a");
    check("<li>a<li>b", "- a\n- b");
    check("<ol><li>a</li></ol><ol><li></li>b<li>c</ol>", "1. a\n\nb\n\n2. c");
    check("<blockquote><ul><li>a</li></ul></blockquote>b", "> - a\n\nb");
    check("<ol><li>a<ol start=2><li>b</li></ol></li></ol>", "1. a\n\n   2. b");
    let deep = md(&format!("{}x", "<ul><li>".repeat(5_000)));
    assert!(deep.len() < 100 && seen(&deep).ends_with('x'), "{deep}");
    assert_eq!(md(&["<ul><li>a".repeat(20), "</li></ul>".repeat(20), "b".into()].concat()).lines().last(), Some("b"));
}

#[test]
fn tables_are_tables_or_their_paragraphs() {
    check(
        "<table><tr><th>a</th><th>b|c</th></tr><tr><td>d<br>e</td></tr></table>f",
        "| a | b\\|c |\n| --- | --- |\n| d e |  |\n\nf",
    );
    check("<table><tr><td>a</td><td>b</td></tr></table>", "|  |  |\n| --- | --- |\n| a | b |");
    check("<table><tr><td>a<p>b</p></td></tr><tr><td>c</table>", "a\n\nb\n\nc");
    check("<table><tr><td colspan=2>a</td></tr><tr><td>b<td>c", "|  |  |\n| --- | --- |\n| a |  |\n| b | c |");
    check("<table><caption>t</caption><tr><td>a<td><code>x|y</code>", "t\n\n|  |  |\n| --- | --- |\n| a | `x\\|y` |");
    check("<table><tr><td><table><tr><td>a<td>b</table><td>c</table>", "|  |  |\n| --- | --- |\n| a b | c |");
    check("<ul><li>x<table><tr><td>a<td>b</table></ul>", "- x\n\n  |  |  |\n  | --- | --- |\n  | a | b |");
    check("<table></table>a", "a");
    let wide = md(&["<table><tr>", &"<td>a".repeat(1_000), &"<tr><td>b".repeat(50)].concat());
    assert!(wide.len() < 5_000);
    let spans = md(&["<table>", &"<tr><td colspan=9999>b".repeat(20_000)].concat());
    assert!(spans.len() < 100_000);
}

#[test]
fn code_keeps_its_lines_and_signs() {
    check("<pre><code>a  b\n  <span>c</span>&lt;d&gt;</code></pre>e", "```\na  b\n  c<d>\n```\n\ne");
    check("<pre>a<br>b<div>c</div></pre>", "```\na\nb\nc\n```");
    check("a <code>x &lt; *y*</code> <kbd>`</kbd>", "a `x < *y*` `` ` ``");
    check("<code>a<br>  b</code>", "```\na\n  b\n```");
    check("<pre>```</pre>", "````\n```\n````");
    check("<pre>a", "```\na\n```");
    check("<code>a</code><code>b</code>", "`a` `b`");
    check("<pre>  </pre><code></code>", "");
}

#[test]
fn what_runs_or_loads_is_left_out_and_counted() {
    let html = "a<script>alert('<b>')</script>b<style>x{}</style><iframe src=x>f</iframe><object>o</object><embed src=x>\
        <svg onload=x><text>t</text><script>1</script></svg><form onsubmit=x>c<input value=v><button>d</button></form>\
        <p onclick='x' ONMOUSEOVER=y>e</p><a href='javascript:x'>g</a><textarea>h</textarea>";
    let mut dropped = Dropped::default();
    assert_eq!(markdown(html, &mut kept, &mut dropped), "abc\n\ne\n\ng");
    assert_eq!(dropped, Dropped { scripts: 6, styles: 1, frames: 8, ..Dropped::default() });
    check("a<script>b", "a");
    check("a<svg>b", "ab");
    check("a<title>b</title>c", "ac");
}

#[test]
fn letters_alone() {
    let check = |html: &str, expected: &str| assert_eq!(letters(html, &mut Dropped::default()), expected, "{html}");
    check("<p>a <b>b</b> &amp; *c*</p><p>d</p>", "a b & *c*\nd");
    check("x<sup>2</sup><img alt='y'><script>z</script>", "x²y");
    check("a\n b", "a b");
}

#[test]
fn hostile_texts_cost_no_more_than_their_length() {
    let many = 40_000;
    for part in [
        "<",
        "<a",
        "<a b='",
        "<a b=\"x<y\" ",
        "<!--",
        "<![CDATA[",
        "<!",
        "</",
        "&",
        "<b>",
        "</b>",
        "<sup>",
        "<span>",
        "<a href=x>",
        "<table>",
        "<td>",
        "<ul>",
        "<li>",
        "<blockquote>",
        "<pre>",
        "<code>",
        "\\(",
        "\\(\\)",
        "\\[ \\]",
        "$$",
        "[$]",
        "[latex]",
        "[latex]$x$ y[/latex]",
        "{{c1::",
        "}}",
        "{{c1::a}}",
        "<object>",
        "<svg>",
        "<audio>",
        "<anki-mathjax>",
        "<rt>",
        "`",
        "<h1>",
        "\u{301}",
        "<b>.</b>a",
        "<i>a</i><b>b</b>",
        "<br>",
        "<hr>",
        "<table><tr><td>a<td>b</table>",
        "(<b>(</b>",
    ] {
        let html = part.repeat(many);
        for text in [md(&html), gapped(&html).text] {
            assert!(text.len() <= super::TEXT_MAX + 1_000, "{part}");
        }
    }
}
