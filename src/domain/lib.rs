//! Nouns, rules and joins of Cairn: pure, no clock, no randomness, no I/O.
