//! What the app and the worker say to each other. Feature-free and small: the app links this alone.
//!
//! A message is a JavaScript array: what [`Wire`] wrote, and a file (a `Blob`) or null. The app sends
//! one [`Call`]; the worker answers with any number of [`Message::Progress`] and one
//! [`Message::Done`] or [`Message::Failed`]. Cancelling is ending the worker: its transaction, if one
//! is open, is then undone by the browser. The worker says that it listens by [`READY`].

mod answer;
mod comparison;
mod copies;
mod failure;
mod fitting;
mod holding;
mod passphrase;
mod phase;
mod request;
pub mod table;
pub mod wire;

pub use answer::{
    Amount, Answer, Apart, Checked, Doubt, FileUse, Files, Holder, Imported, KeptFile, Known, Link, Links, Made,
    Message, Preview, Sealed, Sizes, Source, Usage, Use, Whose,
};
pub use comparison::{Difference, Differing, Named, Room, Said, Shown};
pub use copies::{Copied, Salvaged};
pub use failure::{Failure, Trouble};
pub use fitting::{Fits, Fittable, Fitting, Found};
pub use holding::{Doing, Holding};
pub use passphrase::Passphrase;
pub use phase::{Phase, Progress};
pub use request::{Before, Call, Export, Join, Request, Taken, Why};
pub use wire::Wire;

/// Names the sources that the app and the worker were built from; see `build.rs`.
pub const BUILD: &str = env!("CAIRN_BUILD");

/// What the worker sends once, before anything else: it has started and listens.
pub const READY: &str = "ready";

/// So many links of a pasted text are handed over at once.
pub const LINKS_MAX: usize = 500;

/// The Web Lock under which the worker writes: one import at a time, whatever the tab. Who has it holds a second
/// one, whose name says what for and since when: [`Holding::name`].
pub const LOCK: &str = "cairn.import";

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_domain::{
        id::{FrameworkId, Id, ProfileId},
        kind::Kind,
        media::MediaHash,
    };

    fn comes_back<T: Wire + PartialEq + std::fmt::Debug>(message: &T) {
        let bytes = message.to_bytes();
        assert_eq!(T::from_bytes(&bytes).as_ref(), Some(message));
        assert_eq!(T::from_bytes(&bytes[..bytes.len() - 1]), None, "{message:?}");
        assert_eq!(T::from_bytes(&[&bytes[..], &[0]].concat()), None, "{message:?}");
    }

    fn call(request: Request) -> Call {
        let passphrase = Some(Passphrase::of("كلمات عدة"));
        Call { build: BUILD.to_owned(), database: "cairn.مهارات".to_owned(), request, passphrase }
    }

    fn differs() -> Vec<Differing> {
        let of =
            |field: &str, here: Said, there: Said, stays: bool| Differing { field: field.into(), here, there, stays };
        vec![
            of("prompt", Said::Text("a".into()), Said::Nothing, false),
            of("options", Said::List(vec!["ب".into()]), Said::List(vec![]), true),
            of("right", Said::Truth(true), Said::Truth(false), false),
            of("form", Said::Word("card".into()), Said::Word("cloze".into()), false),
        ]
    }

    fn mapping() -> table::Mapping {
        let columns = vec![Some(table::Field::Front), None, Some(table::Field::Key)];
        table::Mapping {
            name: "cells".into(),
            layout: table::Layout::Table(table::Columns {
                separator: table::Separator::Semicolon,
                heading: true,
                columns,
            }),
            deck: table::Into::Known(cairn_domain::id::DeckId(Id::from_bytes([3; 16]))),
            bring_back: true,
        }
    }

    #[test]
    fn requests_come_back() {
        let framework = FrameworkId(Id::from_bytes([7; 16]));
        for request in [
            Request::Usage,
            Request::Preview,
            Request::Import(Join::SamePerson),
            Request::Import(Join::Parts(Taken { trashed: true, answers: false })),
            Request::Check,
            Request::Export(Export::Case(framework)),
            Request::Links,
            Request::Keep,
            Request::Remove(MediaHash([8; 32])),
            Request::Tidy,
            Request::Generation(Why::Asked),
            Request::Salvage,
            Request::Upgrade(Before::Nothing),
            Request::Fit(Fitting::Fit),
            Request::Table(mapping()),
            Request::Look(table::Look {
                name: "خلايا".into(), separator: Some(table::Separator::Pipe), heading: None
            }),
            Request::Import(Join::Table(mapping())),
        ] {
            comes_back(&call(request));
        }
    }

    #[test]
    fn answers_come_back() {
        let trouble = Trouble { place: "line 3".into(), code: "not_utf8".into(), text: String::new() };
        let amounts = vec![Amount { kind: Kind::GOAL, count: 3 }, Amount { kind: Kind(4000), count: u64::MAX }];
        comes_back(&Message::Progress(Progress { phase: Phase::Storing, done: 5, total: 0 }));
        let holding = Holding { doing: Doing::Importing, since_ms: -1 };
        comes_back(&Message::Progress(Progress { phase: Phase::Waiting(Some(holding)), done: 0, total: 0 }));
        let pairs = table::Pairs { between: "\t".into(), rows: "\n".into() };
        comes_back(&Message::Done(Answer::Table(Box::new(table::Table {
            encoding: table::Encoding::Windows1252,
            columns: vec![table::Column { name: "Front".into(), sample: vec!["قلم".into()] }],
            mapping: table::Mapping {
                layout: table::Layout::Pairs(pairs),
                deck: table::Into::Named("x".into()),
                ..mapping()
            },
            rows: 3,
            first: vec![table::Draft {
                line: 2,
                form: cairn_domain::item::Form::Single,
                prompt: "?".into(),
                answer: String::new(),
                choices: vec![table::Choice { text: "a".into(), right: true }],
                deck: String::new(),
                tags: vec!["t".into()],
            }],
            new: amounts.clone(),
            changed: vec![],
            kept: vec![],
            same: vec![],
            trashed: vec![],
            named: vec![],
            room: Some(Room { needed: 5, free: 4, fits: false }),
            refused: 1,
            problems: vec![trouble.clone()],
            left_out: 1,
        }))));
        let set = cairn_domain::cbor::Cbor::of(&vec![0.5, 1.0]);
        let found = Some(Found { set, is_better: true });
        comes_back(&Message::Done(Answer::Fitted(Fits { reviews: 600, fittable: Fittable::All, found })));
        comes_back(&Message::Failed(Failure::File(trouble.clone())));
        comes_back(&Message::Done(Answer::Sealed(Sealed::Wrong)));
        comes_back(&Message::Done(Answer::Preview(Box::new(Preview {
            source: Source::Cairn,
            title: "أمينة".into(),
            made_ms: -1,
            whose: Whose::Other(ProfileId(Id::from_bytes([1; 16]))),
            holds: amounts.clone(),
            hash: "00ff".into(),
            new: amounts,
            changed: vec![],
            kept: vec![],
            same: vec![],
            trashed: vec![],
            both: vec![],
            deleted: vec![],
            revived: vec![],
            only_here: vec![],
            named: vec![Named {
                difference: Difference::Both,
                first: vec![Shown { kind: Kind::ITEM, title: "x".into(), differs: differs(), more: 2 }],
            }],
            texts: vec![Shown { kind: Kind::GOAL, title: "y".into(), differs: vec![], more: 0 }],
            doubts: vec![Doubt::Smaller(Sizes { here: 20, there: 3 }), Doubt::Older(-5), Doubt::Other(7)],
            answers: 9,
            met: true,
            problems: vec![trouble],
            left_out: 1,
            files: Files { count: 1, bytes: 2, absent: 1, names: vec!["صورة.png".into()] },
            room: None,
        }))));
    }

    #[test]
    fn the_name_of_a_lock_tells_who_holds_it() {
        for doing in [Doing::Importing, Doing::Keeping, Doing::Removing, Doing::Copying, Doing::CarryingOver] {
            let holding = Holding { doing, since_ms: 1_800_000_000_000 };
            assert_eq!(Holding::of_name(&holding.name()), Some(holding));
        }
        for other in [LOCK, "cairn.import/", "cairn.import/9/1", "cairn.import/0/x", "another/0/1"] {
            assert_eq!(Holding::of_name(other), None, "{other}");
        }
    }

    #[test]
    fn another_build_is_told_by_its_first_part() {
        let mut other = call(Request::Usage);
        other.build = "0".into();
        assert_eq!(Call::from_bytes(&other.to_bytes()).map(|call| call.build == BUILD), Some(false));
    }
}
