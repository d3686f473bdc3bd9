//! Which line of a text a byte stands in, counted on the way through it.

/// Counts lines; bytes are asked for in order. A CSV parser's own count lags by one after `\r\n`, whose
/// second half it reads with the next row.
pub(crate) struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: u64,
}

impl<'t> Lines<'t> {
    /// At the beginning of a text.
    pub fn of(text: &'t str) -> Self {
        Self { text: text.as_bytes(), at: 0, line: 1 }
    }

    /// The line, from 1, of what begins at or just after this byte.
    pub fn at(&mut self, byte: usize) -> u64 {
        let mut start = byte.clamp(self.at, self.text.len());
        start += self.text[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.line += self.text[self.at..start].iter().filter(|&&byte| byte == b'\n').count() as u64;
        self.at = start;
        self.line
    }
}
