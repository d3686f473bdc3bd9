//! Markdown as a tree of what is shown. Pure. It knows no view; what comes from elsewhere may be of any form, so depth
//! and number of nodes are bounded: what nests deeper lies in the last level, and what has too many parts is one text.

use super::math;
use pulldown_cmark::{Event, Options, Parser, Tag};

/// Stands for something that is set into the text.
pub const HOLE: char = '\u{fffc}';

/// Levels of nesting.
const DEPTH: usize = 24;
/// Nodes of a text.
const NODES: usize = 20_000;

/// A part of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Node {
    /// A paragraph; also what is a heading in Markdown, which is `strong`.
    Paragraph { strong: bool, inside: Vec<Node> },
    /// A quote.
    Quote(Vec<Node>),
    /// A list, with its first number if it has numbers.
    List { first: Option<u64>, items: Vec<Vec<Node>> },
    /// A table: its head, then its rows.
    Table { head: Vec<Vec<Node>>, rows: Vec<Vec<Vec<Node>>> },
    /// A block of code, or what cannot be drawn.
    Code(String),
    /// A line across.
    Rule,
    /// Letters.
    Text(String),
    /// Code in a line.
    Word(String),
    /// A formula in LaTeX.
    Math { tex: String, block: bool },
    /// Emphasis.
    Emphasis(Vec<Node>),
    /// Strong emphasis.
    Strong(Vec<Node>),
    /// What was struck out.
    Struck(Vec<Node>),
    /// A link to an address that may be followed.
    Link { to: String, inside: Vec<Node> },
    /// A picture or a sound that is kept, by its address, its title, and the words that stand for it.
    Kept { address: String, title: String, words: String },
    /// A line ends here.
    Break,
}

/// What the address of something that is kept begins with; what is elsewhere is never fetched.
const KEPT: &str = "cairn:";

/// The blocks of a text, in their order.
pub fn read(text: &str) -> Vec<Node> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH;
    let mut builder = Builder::default();
    for event in Parser::new_ext(text, options) {
        builder.take(event);
        if builder.nodes > NODES {
            return vec![Node::Code(text.to_owned())];
        }
    }
    builder.end()
}

/// The letters of nodes in one line.
pub fn letters(nodes: &[Node]) -> String {
    let mut text = String::new();
    collect(nodes, &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn collect(nodes: &[Node], text: &mut String) {
    for node in nodes {
        match node {
            Node::Text(part) | Node::Word(part) | Node::Code(part) | Node::Kept { words: part, .. } => {
                text.push_str(part);
            }
            Node::Math { tex, .. } => text.push_str(&math::plain(tex)),
            Node::Emphasis(inside) | Node::Strong(inside) | Node::Struck(inside) | Node::Link { inside, .. } => {
                collect(inside, text);
            }
            Node::Paragraph { inside, .. } | Node::Quote(inside) => {
                collect(inside, text);
                text.push(' ');
            }
            Node::List { items: parts, .. } => part_by_part(parts, text),
            Node::Table { head, rows } => [head].into_iter().chain(rows).for_each(|cells| part_by_part(cells, text)),
            Node::Rule | Node::Break => text.push(' '),
        }
    }
}

fn part_by_part(parts: &[Vec<Node>], text: &mut String) {
    for part in parts {
        collect(part, text);
        text.push(' ');
    }
}

/// An address that may be followed; a script, a file or a place of the app may not.
pub fn followed(address: &str) -> Option<&str> {
    let address = address.trim();
    let scheme = address.split_once(':')?.0;
    let known = ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    (known && !address.chars().any(char::is_control)).then_some(address)
}

/// What is open: a node whose content is still to come.
enum Open {
    Paragraph,
    Heading,
    Quote,
    List(Option<u64>, Vec<Vec<Node>>),
    Item,
    Table(Vec<Vec<Node>>, Vec<Vec<Vec<Node>>>),
    Row(Vec<Vec<Node>>),
    Head(Vec<Vec<Node>>),
    Cell,
    Code,
    Emphasis,
    Strong,
    Struck,
    Link(String),
    Kept(String, String),
    /// What adds nothing: its content lies in what is around it.
    Nothing,
}

#[derive(Default)]
struct Builder {
    open: Vec<(Open, Vec<Node>)>,
    blocks: Vec<Node>,
    nodes: usize,
}

impl Builder {
    fn take(&mut self, event: Event<'_>) {
        self.nodes += 1;
        match event {
            Event::Start(tag) => {
                let open = if self.open.len() < DEPTH { open(tag) } else { Open::Nothing };
                self.open.push((open, Vec::new()));
            }
            Event::End(_) => self.close(),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(code) => self.put(Node::Word(code.into_string())),
            Event::InlineMath(tex) => self.put(Node::Math { tex: tex.into_string(), block: false }),
            Event::DisplayMath(tex) => self.put(Node::Math { tex: tex.into_string(), block: true }),
            Event::SoftBreak | Event::HardBreak => self.put(Node::Break),
            Event::Rule => self.put(Node::Rule),
            // Not asked for.
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn put(&mut self, node: Node) {
        match self.open.last_mut() {
            Some((_, inside)) => inside.push(node),
            None => self.blocks.push(node),
        }
    }

    /// The parser cuts a text at every sign that might have been a mark.
    fn text(&mut self, text: &str) {
        let inside = self.open.last_mut().map_or(&mut self.blocks, |(_, inside)| inside);
        match inside.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => inside.push(Node::Text(text.to_owned())),
        }
    }

    fn close(&mut self) {
        let Some((open, inside)) = self.open.pop() else { return };
        let node = match open {
            Open::Paragraph => Node::Paragraph { strong: false, inside },
            Open::Heading => Node::Paragraph { strong: true, inside },
            Open::Quote => Node::Quote(inside),
            // Parts that lie too deep to be parts have left their content here.
            Open::List(first, mut items) => {
                items.extend(some(inside));
                Node::List { first, items }
            }
            Open::Table(head, mut rows) => {
                rows.extend(some(inside).map(|cell| vec![cell]));
                Node::Table { head, rows }
            }
            Open::Code => Node::Code(plain(&inside)),
            Open::Emphasis => Node::Emphasis(inside),
            Open::Strong => Node::Strong(inside),
            Open::Struck => Node::Struck(inside),
            Open::Link(to) => Node::Link { to, inside },
            Open::Kept(address, title) => Node::Kept { address, title, words: letters(&inside) },
            Open::Item | Open::Cell => return self.part(open, inside),
            Open::Row(mut cells) => {
                cells.extend(some(inside));
                return self.part(Open::Row(cells), Vec::new());
            }
            Open::Head(mut cells) => {
                cells.extend(some(inside));
                return self.part(Open::Head(cells), Vec::new());
            }
            Open::Nothing => return inside.into_iter().for_each(|node| self.put(node)),
        };
        self.put(node);
    }

    /// A part of a list or a table goes to what is around it; alone, where nothing deeper is read, it is as its content.
    fn part(&mut self, part: Open, inside: Vec<Node>) {
        match (part, self.open.last_mut().map(|(around, _)| around)) {
            (Open::Item, Some(Open::List(_, items))) => items.push(inside),
            (Open::Cell, Some(Open::Row(cells) | Open::Head(cells))) => cells.push(inside),
            (Open::Row(cells), Some(Open::Table(_, rows))) => rows.push(cells),
            (Open::Head(cells), Some(Open::Table(head, _))) => *head = cells,
            (Open::Row(cells) | Open::Head(cells), _) => cells.into_iter().flatten().for_each(|node| self.put(node)),
            _ => inside.into_iter().for_each(|node| self.put(node)),
        }
    }

    fn end(mut self) -> Vec<Node> {
        while !self.open.is_empty() {
            self.close();
        }
        self.blocks
    }
}

fn some(inside: Vec<Node>) -> Option<Vec<Node>> {
    (!inside.is_empty()).then_some(inside)
}

fn open(tag: Tag<'_>) -> Open {
    match tag {
        Tag::Paragraph => Open::Paragraph,
        Tag::Heading { .. } => Open::Heading,
        Tag::BlockQuote(_) => Open::Quote,
        // What looks like HTML is a text, with its lines.
        Tag::CodeBlock(_) | Tag::HtmlBlock => Open::Code,
        Tag::List(first) => Open::List(first, Vec::new()),
        Tag::Item => Open::Item,
        Tag::Table(_) => Open::Table(Vec::new(), Vec::new()),
        Tag::TableHead => Open::Head(Vec::new()),
        Tag::TableRow => Open::Row(Vec::new()),
        Tag::TableCell => Open::Cell,
        Tag::Emphasis => Open::Emphasis,
        Tag::Strong => Open::Strong,
        Tag::Strikethrough => Open::Struck,
        Tag::Link { dest_url, .. } => match followed(&dest_url) {
            Some(address) => Open::Link(address.to_owned()),
            None => Open::Nothing,
        },
        Tag::Image { dest_url, title, .. } if dest_url.starts_with(KEPT) => {
            Open::Kept(dest_url.into_string(), title.into_string())
        }
        // A picture elsewhere is its words.
        _ => Open::Nothing,
    }
}

/// The letters of nodes, without their marks.
fn plain(nodes: &[Node]) -> String {
    let mut text = String::new();
    for node in nodes {
        match node {
            Node::Text(part) | Node::Word(part) | Node::Code(part) => text.push_str(part),
            Node::Break => text.push('\n'),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn text(text: &str) -> Node {
        Node::Text(text.to_owned())
    }

    fn line(inside: Vec<Node>) -> Node {
        Node::Paragraph { strong: false, inside }
    }

    #[test]
    fn marks_become_nodes() {
        let check = |written: &str, expected: Vec<Node>| assert_eq!(read(written), expected, "{written}");
        check(
            "a *b* **c** ~~d~~",
            vec![line(vec![
                text("a "),
                Node::Emphasis(vec![text("b")]),
                text(" "),
                Node::Strong(vec![text("c")]),
                text(" "),
                Node::Struck(vec![text("d")]),
            ])],
        );
        check("# Head\n\n---", vec![Node::Paragraph { strong: true, inside: vec![text("Head")] }, Node::Rule]);
        check("one\ntwo `x`", vec![line(vec![text("one"), Node::Break, text("two "), Node::Word("x".to_owned())])]);
        check("3. a\n4. b", vec![Node::List { first: Some(3), items: vec![vec![text("a")], vec![text("b")]] }]);
        check("```rust\nlet x;\n```", vec![Node::Code("let x;\n".to_owned())]);
        check("> q", vec![Node::Quote(vec![line(vec![text("q")])])]);
        let cells = |cells: [&str; 2]| cells.map(|cell| vec![text(cell)]).to_vec();
        check("|a|b|\n|-|-|\n|c|d|", vec![Node::Table { head: cells(["a", "b"]), rows: vec![cells(["c", "d"])] }]);
        check(
            "$x^2$ costs 5 $",
            vec![line(vec![Node::Math { tex: "x^2".to_owned(), block: false }, text(" costs 5 $")])],
        );
    }

    #[test]
    fn letters_are_without_marks() {
        let check = |written: &str, expected: &str| assert_eq!(letters(&read(written)), expected, "{written}");
        check("# The **cell**\n\n- a\n- `b`", "The cell a b");
        check("[x](https://example.org) $y^2$\nz", "x y² z");
        check(r"Current: $I = \frac{U}{R}$, $\frac{a+b}{c}$", "Current: I = U/R, (a + b)/c");
        check(r"$\sqrt{x}$ $x_1^{n+1}$ $10^{-3}$ $\alpha$ $\text{km}$", "√x x_1^(n + 1) 10^(−3) α km");
        check(r"$\frac{$", r"$\frac{$");
        check("|a|b|\n|-|-|\n|c|d|", "a b c d");
    }

    #[test]
    fn html_is_text_and_pictures_are_words() {
        let script = "<script>alert(1)</script>";
        assert_eq!(read(script), [Node::Code(script.to_owned())]);
        assert_eq!(read("a <b onclick=x>c</b>"), [line(vec![text("a <b onclick=x>c</b>")])]);
        for elsewhere in ["https://example.org/x.png", "//example.org/x.png", "blob:x", "x.png", "CAIRN:x"] {
            assert_eq!(read(&format!("![a cell]({elsewhere})")), [line(vec![text("a cell")])]);
        }
        let kept = |title: &str| Node::Kept {
            address: "cairn:ab".to_owned(),
            title: title.to_owned(),
            words: "a cell, large".to_owned(),
        };
        assert_eq!(letters(&read("x ![a *cell*, large](cairn:ab)")), "x a cell, large");
        assert_eq!(read("![a *cell*, large](cairn:ab)"), [line(vec![kept("")])]);
        assert_eq!(read("![a *cell*, large](cairn:ab \"covers x\")"), [line(vec![kept("covers x")])]);
    }

    #[test]
    fn only_what_leads_out_is_a_link() {
        let to = |written: &str| match &read(written)[..] {
            [Node::Paragraph { inside, .. }] => match &inside[..] {
                [Node::Link { to, .. }] => Some(to.clone()),
                _ => None,
            },
            _ => None,
        };
        for address in ["https://example.org/a?b=c", "HTTP://example.org", "mailto:a@example.org"] {
            assert_eq!(to(&format!("[x]({address})")).as_deref(), Some(address));
        }
        for address in ["javascript:alert(1)", "java\u{1}script:x", "data:text/html,x", "/goals", "blob:x", "file:///x"]
        {
            assert_eq!(to(&format!("[x](<{address}>)")), None, "{address}");
        }
        assert_eq!(to("<https://example.org>").as_deref(), Some("https://example.org"));
    }

    #[test]
    fn what_nests_or_swells_without_end_stays_bounded() {
        fn depth(nodes: &[Node]) -> usize {
            let below = nodes.iter().map(|node| match node {
                Node::Quote(inside)
                | Node::Emphasis(inside)
                | Node::Strong(inside)
                | Node::Paragraph { inside, .. } => depth(inside),
                Node::List { items, .. } => items.iter().map(|item| depth(item)).max().unwrap_or(0),
                _ => 0,
            });
            1 + below.max().unwrap_or(0)
        }
        for mark in ["> ", "- ", "*a **b "] {
            let found = read(&[&mark.repeat(3_000), "x"].concat());
            assert!(depth(&found) <= DEPTH + 2, "{mark}");
        }
        let many = "*a* ".repeat(20_000);
        assert_eq!(read(&many), [Node::Code(many)]);
        let wide = [&"|a".repeat(5_000), "|\n", &"|-".repeat(5_000), "|\n", &"|x\n".repeat(2_000)].concat();
        assert_eq!(read(&wide).len(), 1);
    }
}
