//! From the tags and letters of a text to lines and blocks, in one pass. What is open is counted or lies in short lists, so that
//! closing tags that are missing, or of something else, cost words no more than they do in a browser: nothing.

mod code;
mod links;
mod nested;
mod words;

use super::{
    Dropped, Gapped, Kept,
    blocks::Blocks,
    elements::{Element, element},
    escape::Around,
    gap,
    letters::leave_out,
    line::Line,
    marks::{Mark, Marks},
    math,
    shown::{self, said},
    table::Table,
    tokens::{Attributes, Token, Tokens},
};
use crate::entities::resolved;
use std::collections::BTreeSet;

/// Stretches with a style, and raised figures, that are open at once.
const OPEN_MAX: usize = 200;

pub(super) struct Converter<'t, 'k> {
    html: &'t str,
    gapped: bool,
    kept: &'k mut Kept<'k>,
    dropped: &'k mut Dropped,
    tokens: Tokens<'t>,
    /// Where the token began.
    from: usize,
    blocks: Blocks,
    line: Line,
    /// How many tags of each mark are open: strong, emphasis, struck.
    open: [u32; 3],
    /// What each open stretch is emphasised by.
    spans: Vec<Vec<Mark>>,
    /// Open stretches beyond those.
    more_spans: u32,
    heading: Option<u8>,
    /// Code in a line that is open.
    code: Option<String>,
    /// A block of code that is open.
    pre: Option<String>,
    link: Option<(String, usize)>,
    raised: Vec<(bool, usize)>,
    /// Where raised endings are ordinals, once one was met.
    ordinals: Option<BTreeSet<usize>>,
    is_reading: bool,
    formula: Option<math::Open>,
    gap: Option<gap::Open>,
    table: Option<Table>,
    columns: usize,
    /// What stands in gaps and is no letters.
    shown: Vec<String>,
    /// Behind which place no sign ends a formula, of each kind, and none a gap.
    ends: [usize; math::SIGNS.len()],
    gaps_end: usize,
}

impl<'t, 'k> Converter<'t, 'k> {
    pub fn new(html: &'t str, gapped: bool, kept: &'k mut Kept<'k>, dropped: &'k mut Dropped) -> Self {
        let last = |sign: &str| html.rfind(sign).map_or(0, |at| at + 1);
        Self {
            html,
            gapped,
            kept,
            dropped,
            tokens: Tokens::of(html),
            from: 0,
            blocks: Blocks::default(),
            line: Line::default(),
            open: [0; 3],
            spans: Vec::new(),
            more_spans: 0,
            heading: None,
            code: None,
            pre: None,
            link: None,
            raised: Vec::new(),
            ordinals: None,
            is_reading: false,
            formula: None,
            gap: None,
            table: None,
            columns: 1,
            shown: Vec::new(),
            ends: math::SIGNS.map(|(_, end, _)| last(end)),
            gaps_end: last("}}"),
        }
    }

    /// The text as Markdown.
    pub fn run(mut self) -> Gapped {
        loop {
            self.from = self.tokens.at();
            let Some(token) = self.tokens.next() else { break };
            match token {
                Token::Text(text) if text.contains('&') => self.letters(&resolved(text)),
                Token::Text(text) | Token::Plain(text) => self.letters(text),
                Token::Open(name, attributes) => self.open(element(name), attributes),
                Token::Close(name) => self.close(element(name)),
            }
            if self.blocks.is_full() {
                break;
            }
        }
        self.end_pre();
        self.end_block();
        self.end_table();
        self.end_block();
        Gapped { text: self.blocks.into_text(), shown: self.shown.join("\n\n") }
    }

    fn marks(&self) -> Marks {
        let of = |mark: Mark| self.open[index(mark)] > 0 || self.spans.iter().any(|marks| marks.contains(&mark));
        [Mark::Strong, Mark::Emphasis, Mark::Struck]
            .into_iter()
            .filter(|mark| of(*mark))
            .fold(Marks::default(), Marks::with)
    }

    fn open(&mut self, element: Element, attributes: &str) {
        let runs = |name: &str| name.len() > 2 && name.as_bytes()[..2].eq_ignore_ascii_case(b"on");
        self.dropped.scripts += Attributes(attributes).filter(|(name, _)| runs(name)).count() as u64;
        match element {
            Element::Gone(name, gone) => leave_out(&mut self.tokens, name, gone, self.dropped),
            Element::Image => {
                let image = shown::image(attributes, self.kept, self.dropped);
                self.show(image);
            }
            Element::Sound(name) => {
                let content = self.tokens.content(name).unwrap_or_default();
                let sound = shown::sound(attributes, content, self.kept, self.dropped);
                self.show(sound);
            }
            Element::Break => self.end_line(),
            _ if self.pre.is_some() => self.line_of_pre(element),
            Element::Mark(mark) => self.open[index(mark)] += 1,
            Element::Span => self.open_span(&said(attributes, "style")),
            Element::Code if self.gap.is_none() && self.formula.is_none() => {
                self.code.get_or_insert_default();
            }
            Element::Raised(up) => match &mut self.gap {
                Some(gap) => gap.raise(up),
                None if self.raised.len() < OPEN_MAX => self.raised.push((up, self.line.part())),
                None => {}
            },
            Element::Link => self.open_link(&said(attributes, "href")),
            Element::Reading => {
                self.close(Element::Reading);
                self.is_reading = true;
                self.letters("(");
            }
            Element::Quotation => self.letters("“"),
            Element::Formula => {
                if let Some(content) = self.tokens.content("anki-mathjax") {
                    let block =
                        Attributes::of(attributes, "block").is_some_and(|block| block.eq_ignore_ascii_case("true"));
                    self.formula(&tex_of(content), block);
                }
            }
            Element::Pre => {
                if self.end_for_other() {
                    self.pre = Some(String::new());
                }
            }
            Element::Heading(level) => {
                if self.end_for_other() {
                    self.heading = Some(level);
                }
            }
            Element::Quote | Element::List(_) | Element::Item | Element::Rule => self.open_frame(element, attributes),
            Element::Table | Element::Row | Element::Cell(_) => self.open_table(element, attributes),
            Element::Block => {
                self.end_block();
            }
            Element::Code | Element::Ruby | Element::Other => {}
        }
    }

    fn close(&mut self, element: Element) {
        match element {
            Element::Pre => self.end_pre(),
            _ if self.pre.is_some() => self.line_of_pre(element),
            Element::Mark(mark) => self.open[index(mark)] = self.open[index(mark)].saturating_sub(1),
            Element::Span if self.more_spans > 0 => self.more_spans -= 1,
            Element::Span => drop(self.spans.pop()),
            Element::Code => self.end_code(),
            Element::Raised(_) => self.lower(),
            Element::Link => self.end_link(),
            Element::Reading | Element::Ruby if core::mem::take(&mut self.is_reading) => self.letters(")"),
            Element::Quotation => self.letters("”"),
            Element::Heading(_) if self.end_for_other() => self.heading = None,
            Element::Block => {
                self.end_block();
            }
            Element::Quote | Element::List(_) | Element::Item if self.end_for_other() && self.table.is_none() => {
                match element {
                    Element::Quote => self.blocks.close_quote(),
                    Element::Item => self.blocks.close_item(),
                    _ => self.blocks.close_list(),
                }
            }
            Element::Table | Element::Row | Element::Cell(_) => {
                let ends = self.end_for_other();
                match &mut self.table {
                    _ if !ends => {}
                    Some(table) if table.within > 0 => table.within -= usize::from(element == Element::Table),
                    _ if element == Element::Table => self.end_table(),
                    _ => self.end_cell(),
                }
            }
            // `</br>` is a break, also in a browser.
            Element::Break => self.end_line(),
            _ => {}
        }
    }

    fn end_line(&mut self) {
        if let Some(pre) = &mut self.pre {
            pre.push('\n');
        } else if let Some(gap) = &mut self.gap {
            gap.push(' ');
        } else if let Some(formula) = &mut self.formula {
            formula.tex.push('\n');
        } else if let Some(code) = &mut self.code {
            code.push('\n');
        } else {
            self.line.end_line();
        }
    }

    /// Ends the paragraph; in a cell the line. In a gap and in a formula, which go on over blocks as editors leave their lines,
    /// it is room between words, and nothing ends: then it is false.
    fn end_block(&mut self) -> bool {
        let is_end = self.tokens.at() >= self.html.len();
        if let Some(gap) = self.gap.as_mut().filter(|_| !is_end) {
            gap.push(' ');
            return false;
        }
        if let Some(formula) = self.formula.as_mut().filter(|_| !is_end) {
            formula.tex.push('\n');
            return false;
        }
        self.no_formula();
        if let Some(gap) = self.gap.take() {
            let marks = self.marks();
            self.line.letters(&gap.into_letters(), marks);
        }
        self.end_code();
        self.end_link();
        self.raised.clear();
        if self.table.as_ref().is_some_and(|table| table.in_cell) {
            // An empty line, should the table turn out to be none.
            self.line.end_line();
            self.line.end_line();
            return true;
        }
        let line = core::mem::take(&mut self.line);
        if line.is_empty() {
            return true;
        }
        let text = match self.heading {
            Some(level) => {
                let text = line.written(Around::Heading, self.gapped);
                format!("{} {text}", "#".repeat(usize::from(level.clamp(1, 6))))
            }
            None => line.written(Around::Line, self.gapped),
        };
        self.blocks.put(&text, true);
        true
    }

    /// Ends the paragraph before something else; nothing begins in a gap.
    fn end_for_other(&mut self) -> bool {
        self.no_formula();
        self.end_block()
    }
}

fn index(mark: Mark) -> usize {
    match mark {
        Mark::Strong => 0,
        Mark::Emphasis => 1,
        Mark::Struck => 2,
    }
}

/// What stands on lines of its own, also within code.
fn is_line(element: Element) -> bool {
    matches!(element, Element::Block | Element::Item | Element::Row | Element::Quote | Element::Heading(_))
}

/// The letters of a formula between tags, which are its lines.
fn tex_of(content: &str) -> String {
    let mut tex = String::new();
    let mut tokens = Tokens::of(content);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => tex.push_str(&resolved(text)),
            Token::Plain(text) => tex.push_str(text),
            Token::Open(..) | Token::Close(_) => tex.push(' '),
        }
    }
    tex
}
