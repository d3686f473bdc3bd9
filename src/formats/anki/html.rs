//! Texts of items as the HTML of Anki's fields: what a text shows by its content becomes a file by name.

use cairn_domain::media::{MediaHash, reference};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The name under which a file goes out, and whether it is heard; `None` if it is not there.
pub(super) type Named<'n> = dyn Fn(MediaHash) -> Option<(String, bool)> + 'n;

/// A text as HTML. Gaps, which are Anki's own notation, pass as they are.
pub(super) fn html(text: &str, named: &Named) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH;
    let mut writer = Writer { html: String::new(), kept: None, in_head: false, paragraphs: 0, named };
    Parser::new_ext(text, options).for_each(|event| writer.take(event));
    writer.html.trim_end().to_owned()
}

struct Writer<'n> {
    html: String,
    /// Whether the words of a file that is shown are going by, and what stands for them.
    kept: Option<String>,
    in_head: bool,
    paragraphs: usize,
    named: &'n Named<'n>,
}

impl Writer<'_> {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(code) => {
                self.put("<code>");
                self.text(&code);
                self.put("</code>");
            }
            Event::InlineMath(tex) => self.formula(["\\(", "\\)"], &tex),
            Event::DisplayMath(tex) => self.formula(["\\[", "\\]"], &tex),
            Event::SoftBreak | Event::HardBreak => self.put("<br>"),
            Event::Rule => self.put("<hr>"),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag) {
        match tag {
            // The first paragraph of a field stands in it bare, as Anki's editor has it.
            Tag::Paragraph => {
                if self.paragraphs > 0 && !self.html.ends_with('>') {
                    self.put("<br><br>");
                }
                self.paragraphs += 1;
            }
            Tag::Heading { .. } => self.put("<h3>"),
            Tag::BlockQuote(_) => self.put("<blockquote>"),
            Tag::CodeBlock(_) | Tag::HtmlBlock => self.put("<pre>"),
            Tag::List(None) => self.put("<ul>"),
            Tag::List(Some(1)) => self.put("<ol>"),
            Tag::List(Some(first)) => self.put(&format!("<ol start=\"{first}\">")),
            Tag::Item => self.put("<li>"),
            Tag::Table(_) => self.put("<table>"),
            Tag::TableHead => {
                self.in_head = true;
                self.put("<tr>");
            }
            Tag::TableRow => self.put("<tr>"),
            Tag::TableCell => self.put(if self.in_head { "<th>" } else { "<td>" }),
            Tag::Emphasis => self.put("<i>"),
            Tag::Strong => self.put("<b>"),
            Tag::Strikethrough => self.put("<s>"),
            Tag::Link { dest_url, .. } => {
                self.put("<a href=\"");
                self.text(&dest_url);
                self.put("\">");
            }
            Tag::Image { dest_url, .. } => {
                let found = reference::named(&dest_url).and_then(self.named);
                self.kept = Some(found.map_or_else(String::new, |(name, is_sound)| {
                    if is_sound { format!("[sound:{name}]") } else { format!("<img src=\"{name}\">") }
                }));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.put("</h3>"),
            TagEnd::BlockQuote(_) => self.put("</blockquote>"),
            TagEnd::CodeBlock | TagEnd::HtmlBlock => self.put("</pre>"),
            TagEnd::List(ordered) => self.put(if ordered { "</ol>" } else { "</ul>" }),
            TagEnd::Item => self.put("</li>"),
            TagEnd::Table => self.put("</table>"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.put("</tr>");
            }
            TagEnd::TableRow => self.put("</tr>"),
            TagEnd::TableCell => self.put(if self.in_head { "</th>" } else { "</td>" }),
            TagEnd::Emphasis => self.put("</i>"),
            TagEnd::Strong => self.put("</b>"),
            TagEnd::Strikethrough => self.put("</s>"),
            TagEnd::Link => self.put("</a>"),
            TagEnd::Image => {
                let kept = self.kept.take().unwrap_or_default();
                self.html.push_str(&kept);
            }
            _ => {}
        }
    }

    fn formula(&mut self, [open, close]: [&str; 2], tex: &str) {
        self.put(open);
        self.text(tex);
        self.put(close);
    }

    fn put(&mut self, html: &str) {
        if self.kept.is_none() {
            self.html.push_str(html);
        }
    }

    /// Letters. Of a file that goes along the words do not: Anki has no place for them.
    fn text(&mut self, text: &str) {
        match &self.kept {
            Some(kept) if !kept.is_empty() => return,
            _ => {}
        }
        for letter in text.chars() {
            match letter {
                '&' => self.html.push_str("&amp;"),
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                '"' => self.html.push_str("&quot;"),
                '\n' => self.html.push_str(if self.html.contains("<pre>") { "\n" } else { "<br>" }),
                letter => self.html.push(letter),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_become_fields() {
        let hash = MediaHash([7; 32]);
        let named = |of: MediaHash| (of == hash).then(|| ("a.png".to_owned(), false));
        for (text, expected) in [
            ("**Ohm** & *law* <b>", "<b>Ohm</b> &amp; <i>law</i> &lt;b&gt;".to_owned()),
            ("one\n\ntwo", "one<br><br>two".to_owned()),
            ("$x^2 < 1$", "\\(x^2 &lt; 1\\)".to_owned()),
            ("- a\n- b", "<ul><li>a</li><li>b</li></ul>".to_owned()),
            ("The {{c1::cell::what?}} is", "The {{c1::cell::what?}} is".to_owned()),
            ("[x](https://example.org/?a=1&b)", "<a href=\"https://example.org/?a=1&amp;b\">x</a>".to_owned()),
            (&reference::written("a cat", hash), "<img src=\"a.png\">".to_owned()),
            (&reference::written("a dog", MediaHash([8; 32])), "a dog".to_owned()),
        ] {
            assert_eq!(html(text, &named), expected, "{text}");
        }
    }
}
