//! Paragraphs and other blocks, one below the other, in quotes and lists.

use super::TEXT_MAX;

/// How deep quotes and lists lie in each other; what lies deeper is in the last.
const DEPTH_MAX: usize = 10;

/// What blocks lie in.
enum Frame {
    Quote,
    /// A list: whether it has numbers, the next of them, and how many parts it has.
    List(bool, u64, usize),
    /// A part of a list with its sign, and whether that is written.
    Item(String, bool),
}

/// Blocks so far.
#[derive(Default)]
pub(super) struct Blocks {
    out: String,
    frames: Vec<Frame>,
    /// Quotes and lists that are open beyond the depth.
    beyond: usize,
    /// How many of the frames have been open ever since the last block.
    common: usize,
    /// How many frames the last block lies in.
    last: usize,
    /// Whether the last block may have a part of a list right below it.
    is_close: bool,
    is_full: bool,
}

impl Blocks {
    /// Whether nothing more is written.
    pub fn is_full(&self) -> bool {
        self.is_full
    }

    /// All of it.
    pub fn into_text(self) -> String {
        self.out
    }

    /// Writes a block of one or several lines. Of a table `is_close` is false: a list right below would be a part of it.
    pub fn put(&mut self, text: &str, is_close: bool) {
        if text.is_empty() || self.is_full {
            return;
        }
        let room = TEXT_MAX.saturating_sub(self.out.len());
        self.is_full = text.len() > room;
        let text = &text[..text.floor_char_boundary(room)];
        if !self.out.is_empty() {
            self.out.push('\n');
            if !self.goes_on() {
                let common = prefix(&mut self.frames[..self.common], false);
                self.out.push_str(common.trim_end());
                self.out.push('\n');
            }
        }
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.out.push('\n');
            }
            let before = prefix(&mut self.frames, true);
            self.out.push_str(if line.is_empty() { before.trim_end() } else { &before });
            self.out.push_str(line);
        }
        (self.common, self.last) = (self.frames.len(), self.frames.len());
        self.is_close = is_close;
    }

    /// Whether the next block follows without an empty line: a part of the list in which the last one lies, or the first of
    /// one within a part.
    fn goes_on(&self) -> bool {
        let Some(at) = self.frames.iter().position(|frame| matches!(frame, Frame::Item(_, false))) else {
            return false;
        };
        let is_same = at >= 1 && at - 1 < self.common && self.last > at;
        let is_within = at >= 3 && at - 3 < self.common && matches!(self.frames[at - 2], Frame::Item(_, true));
        // A list that begins with another number than 1 cannot follow a paragraph.
        let begins = !matches!(&self.frames[at], Frame::Item(sign, _) if sign.ends_with(". ") && sign != "1. ");
        self.is_close && (is_same || is_within && begins)
    }

    /// Opens a quote.
    pub fn open_quote(&mut self) {
        self.push(Frame::Quote);
    }

    /// Opens a list; one right in another lies in its last part.
    pub fn open_list(&mut self, numbered: bool, first: u64) {
        if self.beyond == 0 && self.nested() < DEPTH_MAX {
            match self.frames.last() {
                Some(Frame::List(_, _, 0)) => self.open_item(None),
                Some(Frame::List(true, ..)) => self.frames.push(Frame::Item("1. ".to_owned(), true)),
                Some(Frame::List(..)) => self.frames.push(Frame::Item("- ".to_owned(), true)),
                _ => {}
            }
        }
        self.push(Frame::List(numbered, first, 0));
    }

    /// Opens a part of the list that is open last, with a number of its own if it has one.
    pub fn open_item(&mut self, number: Option<u64>) {
        if self.beyond > 0 {
            return;
        }
        match self.frames.iter().rposition(|frame| matches!(frame, Frame::List(..))) {
            Some(list) => self.close_to(list + 1),
            None => self.push(Frame::List(false, 1, 0)),
        }
        if let Some(Frame::List(numbered, next, parts)) = self.frames.last_mut() {
            let own = number.unwrap_or(*next);
            *next = own.saturating_add(1);
            *parts += 1;
            let sign = if *numbered { format!("{}. ", own.min(999_999_999)) } else { "- ".to_owned() };
            self.frames.push(Frame::Item(sign, false));
        }
    }

    /// Closes the quote that was opened last.
    pub fn close_quote(&mut self) {
        self.close(|frame| matches!(frame, Frame::Quote));
    }

    /// Closes the list that was opened last.
    pub fn close_list(&mut self) {
        self.close(|frame| matches!(frame, Frame::List(..)));
    }

    /// Closes the part of the list that was opened last.
    pub fn close_item(&mut self) {
        let last = self.frames.iter().rposition(|frame| matches!(frame, Frame::Item(..) | Frame::List(..)));
        if let (0, Some(at)) = (self.beyond, last)
            && matches!(self.frames[at], Frame::Item(..))
        {
            self.close_to(at);
        }
    }

    fn nested(&self) -> usize {
        self.frames.iter().filter(|frame| !matches!(frame, Frame::Item(..))).count()
    }

    fn push(&mut self, frame: Frame) {
        if self.beyond > 0 || self.nested() >= DEPTH_MAX {
            self.beyond += 1;
        } else {
            self.frames.push(frame);
        }
    }

    fn close(&mut self, is_it: fn(&Frame) -> bool) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if let Some(at) = self.frames.iter().rposition(is_it) {
            self.close_to(at);
        }
    }

    fn close_to(&mut self, count: usize) {
        self.frames.truncate(count);
        self.common = self.common.min(count);
    }
}

/// What stands before a line in these frames. Signs of parts are written once.
fn prefix(frames: &mut [Frame], begins: bool) -> String {
    let mut prefix = String::new();
    for frame in frames {
        match frame {
            Frame::Quote => prefix.push_str("> "),
            Frame::List(..) => {}
            Frame::Item(sign, begun) if begins && !*begun => {
                *begun = true;
                prefix.push_str(sign);
            }
            Frame::Item(sign, _) => prefix.extend(core::iter::repeat_n(' ', sign.len())),
        }
    }
    prefix
}
