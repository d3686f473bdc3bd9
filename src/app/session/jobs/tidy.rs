//! What a job leaves that was ended while files came: a worker of its own removes them, unseen. If it cannot, the next
//! import does, or the daily copy.

use crate::browser::worker::{Heard, Worker};
use cairn_worker::protocol::{BUILD, Call, Message, READY, Request, Wire};
use std::{cell::RefCell, rc::Rc};

/// Removes the files in this database that came in vain.
pub fn tidy(database: String) {
    let call = Call { build: BUILD.to_owned(), database, request: Request::Tidy, passphrase: None }.to_bytes();
    // The listener holds the worker that it listens to, until that has ended.
    let held: Rc<RefCell<Option<Worker>>> = Rc::default();
    let holding = held.clone();
    let heard = move |heard: Heard| {
        let goes_on = match heard {
            Heard::Word(word) => {
                word == READY && holding.borrow().as_ref().is_some_and(|worker| worker.post(&call, None))
            }
            Heard::Message(bytes, _) => matches!(Message::from_bytes(&bytes), Some(Message::Progress(_))),
            Heard::Broken => false,
        };
        if !goes_on {
            let ended = holding.take();
            // Not now: this runs inside the worker's own listener.
            leptos::task::spawn_local(async move { drop(ended) });
        }
    };
    held.replace(Worker::start(heard));
}
