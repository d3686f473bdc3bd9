//! `cairn`: the same core on a desktop.
fn main() {}
