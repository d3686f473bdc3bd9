//! Code, in a line and in a block.

use super::{Converter, is_line};
use crate::foreign::{elements::Element, gap, line::Whole};

impl Converter<'_, '_> {
    pub(super) fn end_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        if self.gapped && gap::first(&code).is_some() {
            return self.plainly(&code);
        }
        if code.trim().contains('\n') && self.table.is_none() {
            self.end_link();
            self.end_block();
            return self.block_of_code(&code);
        }
        let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
        if !code.is_empty() {
            let marks = self.marks();
            self.line.whole(word_of_code(&code), Whole::Sealed, marks);
        }
    }

    /// What stands on lines of its own does so in a block of code too.
    pub(super) fn line_of_pre(&mut self, element: Element) {
        if let Some(pre) = &mut self.pre
            && is_line(element)
            && !pre.is_empty()
            && !pre.ends_with('\n')
        {
            pre.push('\n');
        }
    }

    pub(super) fn end_pre(&mut self) {
        let Some(pre) = self.pre.take() else { return };
        if self.gapped && gap::first(&pre).is_some() {
            for line in pre.lines() {
                self.plainly(line);
                self.line.end_line();
            }
            self.end_block();
        } else if self.table.is_some() {
            self.code = Some(pre);
            self.end_code();
        } else {
            self.block_of_code(&pre);
        }
    }

    pub(super) fn block_of_code(&mut self, code: &str) {
        let code = code.replace("\r\n", "\n").replace('\r', "\n");
        let lines: Vec<String> =
            code.lines().map(|line| line.chars().filter(|c| !c.is_control() || *c == '\t').collect()).collect();
        let lines: Vec<&str> = lines.iter().map(|line: &String| line.trim_end()).collect();
        let first = lines.iter().position(|line| !line.is_empty());
        let last = lines.iter().rposition(|line| !line.is_empty());
        if let (Some(first), Some(last)) = (first, last) {
            let fence = "`".repeat(longest_run(&code).max(2) + 1);
            self.blocks.put(&[&fence, "\n", &lines[first..=last].join("\n"), "\n", &fence].concat(), true);
        }
    }
}

fn longest_run(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

fn word_of_code(code: &str) -> String {
    let sign = "`".repeat(longest_run(code) + 1);
    let room = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    let clean: String = code.chars().filter(|c| !c.is_control()).collect();
    [&sign, room, &clean, room, &sign].concat()
}
