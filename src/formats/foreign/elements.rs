//! What an element of HTML means in a text of ours.

/// What a tag is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Element {
    /// Emphasis of one of three kinds; also what is inserted or underlined.
    Mark(super::marks::Mark),
    /// A stretch whose style may emphasise it.
    Span,
    /// Code in a line.
    Code,
    /// A raised or a lowered figure.
    Raised(bool),
    Link,
    Image,
    /// `audio` or `video`.
    Sound(&'static str),
    /// A line ends.
    Break,
    /// What stands on lines of its own.
    Block,
    Heading(u8),
    Quote,
    /// A list, with numbers or without.
    List(bool),
    Item,
    Table,
    Row,
    /// A cell; whether it is one of a head.
    Cell(bool),
    Pre,
    Rule,
    /// What is read beside a word, and what that belongs to.
    Reading,
    Ruby,
    Quotation,
    /// A formula of Anki.
    Formula,
    /// What is left out, with its content under this name, and what it counts as.
    Gone(&'static str, Gone),
    /// Nothing but its content.
    Other,
}

/// What something that is left out counts as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Gone {
    Script,
    Style,
    Frame,
    /// A frame of which the content stays, or that has none.
    FrameTag,
    /// Nothing that anyone saw.
    Unseen,
}

/// What a tag of this name is of.
pub(super) fn element(name: &str) -> Element {
    let known = ELEMENTS.iter().find(|(known, _)| name.eq_ignore_ascii_case(known));
    known.map_or(Element::Other, |(_, element)| *element)
}

const ELEMENTS: [(&str, Element); 94] = {
    use super::marks::Mark::{Emphasis, Strong, Struck};
    use Element::{
        Block, Break, Cell, Code, Formula, Heading, Image, Item, Link, List, Mark, Pre, Quotation, Quote, Raised,
        Reading, Row, Ruby, Rule, Sound, Span, Table,
    };
    use Gone::{Frame, FrameTag, Script, Style, Unseen};
    const fn gone(name: &'static str, gone: Gone) -> (&'static str, Element) {
        (name, Element::Gone(name, gone))
    }
    [
        ("div", Block),
        ("br", Break),
        ("p", Block),
        ("b", Mark(Strong)),
        ("span", Span),
        ("i", Mark(Emphasis)),
        ("li", Item),
        ("img", Image),
        ("a", Link),
        ("strong", Mark(Strong)),
        ("em", Mark(Emphasis)),
        ("u", Mark(Emphasis)),
        ("ins", Mark(Emphasis)),
        ("cite", Mark(Emphasis)),
        ("dfn", Mark(Emphasis)),
        ("var", Mark(Emphasis)),
        ("mark", Mark(Strong)),
        ("s", Mark(Struck)),
        ("del", Mark(Struck)),
        ("strike", Mark(Struck)),
        ("font", Span),
        ("code", Code),
        ("kbd", Code),
        ("samp", Code),
        ("tt", Code),
        ("sup", Raised(true)),
        ("sub", Raised(false)),
        ("image", Image),
        ("audio", Sound("audio")),
        ("video", Sound("video")),
        ("h1", Heading(1)),
        ("h2", Heading(2)),
        ("h3", Heading(3)),
        ("h4", Heading(4)),
        ("h5", Heading(5)),
        ("h6", Heading(6)),
        ("blockquote", Quote),
        ("ul", List(false)),
        ("ol", List(true)),
        ("menu", List(false)),
        ("dir", List(false)),
        ("table", Table),
        ("tr", Row),
        ("td", Cell(false)),
        ("th", Cell(true)),
        ("pre", Pre),
        ("listing", Pre),
        ("hr", Rule),
        ("rt", Reading),
        ("ruby", Ruby),
        ("q", Quotation),
        ("anki-mathjax", Formula),
        ("address", Block),
        ("article", Block),
        ("aside", Block),
        ("body", Block),
        ("caption", Block),
        ("center", Block),
        ("dd", Block),
        ("details", Block),
        ("dl", Block),
        ("dt", Block),
        ("fieldset", Block),
        ("figcaption", Block),
        ("figure", Block),
        ("footer", Block),
        ("header", Block),
        ("legend", Block),
        ("main", Block),
        ("nav", Block),
        ("section", Block),
        ("summary", Block),
        gone("script", Script),
        gone("style", Style),
        gone("iframe", Frame),
        gone("object", Frame),
        gone("applet", Frame),
        gone("svg", Frame),
        gone("canvas", Frame),
        gone("select", Frame),
        gone("button", Frame),
        gone("textarea", Frame),
        gone("frameset", Frame),
        gone("form", FrameTag),
        gone("input", FrameTag),
        gone("embed", FrameTag),
        gone("frame", FrameTag),
        gone("title", Unseen),
        gone("template", Unseen),
        gone("noframes", Unseen),
        gone("noembed", Unseen),
        gone("datalist", Unseen),
        gone("annotation", Unseen),
        gone("rp", Unseen),
    ]
};
