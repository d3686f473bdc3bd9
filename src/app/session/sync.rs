//! Tells the other tabs of the same learner what changed, and hears it from them.

use super::versions;
use crate::browser::broadcast::Channel;
use cairn_domain::kind::Kind;
use std::{cell::RefCell, collections::BTreeSet};

thread_local! {
    static CHANNEL: RefCell<Option<Channel>> = const { RefCell::new(None) };
}

/// Joins the channel of this database.
pub(super) fn join(database: &str) {
    let channel = Channel::open(database, |text| {
        versions::raise(text.split(',').filter_map(|code| code.parse().ok()).map(Kind));
    });
    CHANNEL.set(channel);
}

/// Sends the kinds that changed.
pub(super) fn tell(kinds: &BTreeSet<Kind>) {
    let text: Vec<String> = kinds.iter().map(|kind| kind.0.to_string()).collect();
    CHANNEL.with_borrow(|channel| {
        if let Some(channel) = channel {
            channel.send(&text.join(","));
        }
    });
}
