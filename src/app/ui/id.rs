//! Ids that tie labels, hints and errors to their controls. Unique on the page, meaningless beyond.

use std::cell::Cell;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

pub fn next() -> String {
    let number = NEXT.get();
    NEXT.set(number + 1);
    let mut id = String::from("u");
    id.push_str(&number.to_string());
    id
}
