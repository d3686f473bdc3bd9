//! What stands in a line: emphasis, letters, formulas, figures, pictures, links and gaps.

use super::{check, check_seen, gapped, hash, kept, md, seen};
use crate::foreign::{Dropped, escaped, letters, markdown};

#[test]
fn emphasis_is_read_as_such() {
    check("<b>a</b> <i>b</i>, <u>c</u> <s>d</s>", "**a** *b*, *c* ~~d~~");
    check("<b>a <b>b</b> c</b>", "**a b c**");
    check("<b><i>a</i></b>", "***a***");
    check("x<b> a </b>y", "x **a** y");
    check("<b></b><i> </i>a", "a");
    check("<b>a<br>b</b>", "**a**\n**b**");
    check("<b>a</p><p>b</b>c", "**a**\n\n**b**c");
    check("<span style=\"font-weight: bold\">a</span> <span>b</span></span>", "**a** b");
    check("</b>a<b>", "a");
    for (html, expected) in [
        ("<b>a.</b>b", "¶BaB.b"),
        ("a<b>(b)</b>c", "¶a(BbB)c"),
        ("<b>(a)</b> b", "¶B(a)B b"),
        ("<b>a</b><i>b</i>", "¶BaBIbI"),
        ("<i>a</i><b>b</b>", "¶IaIBbB"),
        ("<b>a.</b><i>b</i>", "¶BaB.b"),
        ("<b>a<i>b</i>c</b>", "¶BabcB"),
        ("<b>to <i>be</i> it</b>", "¶BtoB IBbeBI BitB"),
        ("<s>a</s><b>b</b>", "¶SaSBbB"),
        ("中<b>“引用”</b>文", "¶中“B引用B”文"),
        ("<b>…</b>a<b>!</b>", "¶…a!"),
        ("<b>&nbsp;a</b>", "¶BaB"),
        ("e<b>e\u{301}</b>x", "¶eBe\u{301}Bx"),
        ("<b>قلب</b>؟", "¶BقلبB؟"),
        ("a<b><code>x</code></b>c", "¶a`x`c"),
        ("<b>*a*</b>", "¶B*a*B"),
        ("2*<i>a</i>*3", "¶2*IaI*3"),
        ("<s>~</s>a ~<s>b</s>", "¶~a ~SbS"),
    ] {
        check_seen(html, expected);
    }
}

#[test]
fn letters_that_would_mean_something_do_not() {
    for text in [
        "*a* _b_ snake_case __c__ `d` [e](f) ![g](h) <i>j</i> <https://x.y> &amp; &lt a & b AT&T",
        "$5 and $6",
        "~~a~~ ~b~",
        "a | b",
        "\\ \\* C:\\dir\\",
        "# a",
        "#tag",
        "> a",
        "- a",
        "+ a",
        "1. a",
        "12) a",
        "1.5",
        "---",
        "===",
        ":---",
        "|a|",
        "```x",
        "~~~",
        "[a]: b",
        "{{c1::a}}",
        "a  b",
        "!",
        "<!-- a -->",
        "<div>",
        "&#65;",
        "1986\\. A",
        "* * *",
        "_ _ _",
        "- - -",
        "-",
        "2026.",
    ] {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words(&seen(&escaped(text))), format!("¶{}", words(text)), "{text}");
        let html = text.replace('&', "&amp;").replace('<', "&lt;");
        assert_eq!(seen(&md(&html)), format!("¶{}", words(text)), "{text}");
        // The same below another line, and in a cell.
        assert_eq!(seen(&md(&format!("x<br>{html}"))), format!("¶x/{}", words(text)), "{text}");
        let table = md(&format!("<table><tr><td>x</td><td>{html}</td></tr></table>"));
        assert_eq!(seen(&table), format!("x{}", words(text)), "{table}");
        let heading = md(&format!("<h1>{html}</h1>"));
        assert_eq!(seen(&heading), words(text), "{heading}");
    }
    assert_eq!(escaped("a\n\n\n b \r\nc"), "a\n\nb\nc");
    check("wow!<a href='https://x.y'>z</a>", "wow\\![z](https://x.y)");
    check("a<b", "a\\<b");
    check("1 < 2 > 1", "1 < 2 > 1");
}

#[test]
fn formulas_are_between_dollars() {
    check("a \\(x^2 &lt; 3\\) b", "a $x^2 < 3$ b");
    check("\\[ \\frac{1}{2}<br>+ 1 \\]", "$$\\frac{1}{2} + 1$$");
    check("a $$x$$ b", "a\n$$x$$\nb");
    check("[$]x[/$] [$$]y[/$$]", "$x$\n$$y$$");
    check("[latex]\\frac12[/latex] a [latex]$$y$$[/latex] b", "$\\frac12$ a\n$$y$$\nb");
    check("[latex]Let $x &lt; 1$<br>be \\(y\\)[/latex]", "Let $x < 1$ be $y$");
    check("[latex] open", "\\[latex\\] open");
    check("<anki-mathjax>a_b</anki-mathjax> <anki-mathjax block=\"true\">c<br>&lt;d</anki-mathjax>", "$a_b$\n$$c <d$$");
    check("\\(x\\)&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;", "$x$");
    check("costs $5, $6", "costs \\$5, \\$6");
    check("\\(a\\)\\(b\\)", "$a$ $b$");
    check("\\( open <b>x</b>", "\\\\( open **x**");
    check("\\(\\) \\(}{\\) \\(a$b\\)", "}{ a\\$b");
    check("\\( a \\( b \\)", "\\\\( a $b$");
    check("<div>\\[a</div><div>b\\]</div>", "$$a b$$");
    check("<table><tr><td>x<td>\\(|a|\\)</table>", "|  |  |\n| --- | --- |\n| x | $\\|a\\|$ |");
    check_seen("<b>\\(x\\)</b> \\(y\\)", "¶B$x$B $y$");
    check_seen("{ \\(a\\) } } \\(b\\)", "¶{ $a$ } } $b$");
    check("<pre>\\(a\\)</pre>", "```\n\\(a\\)\n```");
}

#[test]
fn figures_and_readings() {
    check("x<sup>2</sup> H<sub>2</sub>O 10<sup>-3</sup>", "x² H₂O 10⁻³");
    check("e<sup>x+y</sup> v<sub>max</sub> 1<sup>st</sup> 20<sup>°</sup>C", "e^(x+y) v_max 1st 20°C");
    for (html, expected) in [
        ("la 2<sup>a</sup> vez, el 3<sup>er</sup> día y 1<b>0</b><sup>o</sup>", "la 2a vez, el 3er día y 1**0**o"),
        ("le 2<sup>e</sup> et la 1<sup>re</sup>", "le 2e et la 1re"),
        ("2<sup>a</sup>·2<sup>b</sup>", "2^a·2^b"),
        ("2<sup>a</sup> &times; 3 and 4<sup>a</sup>", "2^a × 3 and 4a"),
        ("y = 2<sup>e</sup>", "y = 2^e"),
        ("2<sup>a</sup> 2<sup>b</sup>", "2^a 2^b"),
        ("2<sup>a</sup> or 2<sup>3</sup>", "2^a or 2³"),
        ("2<sup>a</sup><sub>1</sub>", "2^a₁"),
        ("10<sup>a</sup><br>- b", "10a\n\\- b"),
        ("2<sup>a</sup> – la otra – y 2<sup>º</sup>", "2a – la otra – y 2º"),
        ("2<sup>a</sup>-1 = 2<sup>a</sup>", "2^a-1 = 2^a"),
        ("1<sup>st</sup> + 2<sup>nd</sup>", "1st + 2nd"),
    ] {
        check(html, expected);
        assert_eq!(letters(html, &mut Dropped::default()), expected.replace(['*', '\\'], ""), "{html}");
    }
    check("a<sup><b>2</b></sup><sup></sup>", "a**²**");
    check("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>", "漢字(かんじ)");
    check("<ruby>漢<rt>かん<rt>x</ruby>", "漢(かん)(x)");
    check("<q>a</q>", "“a”");
    check("<sup>a</p>b</sup>", "a\n\nb");
}

#[test]
fn pictures_and_sounds() {
    let hash = hash();
    check("<img src=\"a b.png\" alt=\"a [cell]\">", &format!("![a \\[cell\\]](cairn:{hash})"));
    check("<img src=\"a%20b.png\">", &format!("![a b](cairn:{hash})"));
    check("x<img src='@@PLUGINFILE@@/heart.jpg'/>", &format!("x![heart](cairn:{hash})"));
    check("<img src='data:image/png;base64,AAAA'>", &format!("![](cairn:{hash})"));
    check("<video controls><source src='x.mp3'>no player</video>y", &format!("![x](cairn:{hash})y"));
    check("<audio src=y.mp3 title='a song'><source src=x.mp3></audio>", &format!("![a song](cairn:{hash})"));
    check("<a href='x.mp3'>listen</a>", &format!("![listen](cairn:{hash})"));
    let mut dropped = Dropped::default();
    let html = "<img src='https://x.y/z.png' alt='a cell'><img src='//x.y'><img src=gone.png><audio src=lost.mp3></audio>\
        <img src='javascript:alert(1)'><img alt=b>";
    assert_eq!(markdown(html, &mut kept, &mut dropped), "a cellgonelostb");
    assert_eq!(dropped, Dropped { scripts: 1, remote: 2, missing: 2, ..Dropped::default() });
}

#[test]
fn links_lead_out_or_are_words() {
    check("<a href='https://x.y/a_(b)?c=d&amp;e=$'>a <b>b</b></a>c", "[a b](https://x.y/a_%28b%29?c=d&e=%24)c");
    check("<a href='mailto:a@b.c'>a]</a>", "[a\\]](mailto:a@b.c)");
    for href in
        ["javascript:alert(1)", " java\nscript:x", "#top", "file:///etc/passwd", "ftp://x.y", "", "about:blank", "x"]
    {
        check(&format!("<a href='{href}'>a</a>"), "a");
    }
    check("<a href='//x.y'>a</a>", "[a](https://x.y)");
    check("a<a href='https://x.y'> b </a>c", "a [b](https://x.y) c");
    check("<a href='https://x.y'></a>a", "a");
    check("<a href='https://x.y'>a<p>b</a>", "[a](https://x.y)\n\nb");
    check("<b><a href='https://x.y'>a</a></b>", "**[a](https://x.y)**");
    check("<a href=https://x.y><img src='x.mp3' alt=z></a>", &format!("[![z](cairn:{})](https://x.y)", hash()));
}

#[test]
fn gaps_stay_gaps() {
    let check = |html: &str, expected: &str| {
        let text = gapped(html).text;
        assert_eq!(text, expected, "{html}");
    };
    check("a <b>{{c1::b &amp; *c*}}</b>", "a **{{c1::b & *c*}}**");
    check("{{c1::<b>x</b><br>y::a hint}}", "{{c1::x y::a hint}}");
    check("<div>{{c2::<div>x</div><ul><li>y</ul>}}</div>z", "{{c2::x y}}\n\nz");
    check(
        "{{c1::\\(x^2\\)}} \\(\\sqrt{{x}}\\) \\(\\frac{ {{c1::a}} }{b}\\)",
        "{{c1::x^2}} $\\sqrt{ {x}}$ $\\frac{ {{c1::a}} }{b}$",
    );
    check("{{Front}} {a} {{{c1::b}}", "\\{\\{Front}} {a} {{{c1::b}}");
    check("{{c1::a", "\\{\\{c1::a");
    check("{{c1::H<sub>2</sub>O}}", "{{c1::H₂O}}");
    check("<code>{{c1::a_b}}</code>", "{{c1::a_b}}");
    check("<pre>x\n{{c1::y}}</pre>", "x\n{{c1::y}}");
    check("{{c1::a {{c2::b}} c}} d", "{{c1::a {{c2::b}} c}} d");
    check("<table><tr><td>{{c1::a}}<td>*</table>", "|  |  |\n| --- | --- |\n| {{c1::a}} | \\* |");
    check("{{c1::a<script>x}}</script>b}}", "{{c1::ab}}");
    check("x<b>{{c1::a}}</b>y", "x{{c1::a}}y");
    let found = gapped("{{c1::<img src='x.mp3'>}} {{c2::<img src='a b.png' alt='the heart'>::organ}}");
    assert_eq!(found.text, "{{c1::x}} {{c2::the heart::organ}}");
    assert_eq!(found.shown, format!("![x](cairn:{0})\n\n![the heart](cairn:{0})", hash()));
    assert_eq!(gapped("{{c1::<img src=''>}}").text, "{{c1::…}}");
}
