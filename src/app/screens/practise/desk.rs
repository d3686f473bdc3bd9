//! The sitting on the screen: its state as signals, and everything that changes it. The next question is there before an
//! answer is written; what could not be written comes back.

use super::asked::{Asked, Lost};
use super::forms::QUESTION;
use super::menu::Act;
use super::moved;
use super::read::{asked, edited, needs, record, unmarked};
use super::run::{Before, Run};
use super::settings::Settings;
use super::start::{Found, Later, Start, later, start};
use crate::browser::{focus, task};
use crate::i18n::tr;
use crate::mistakes::Noting;
use crate::practice::{often::named, told};
use crate::session::{self, AppError, Reading, practice, watch, words};
use crate::ui::live;
use cairn_domain::{
    cbor::value::Day,
    command::Command,
    id::ItemId,
    item::{
        Item,
        command::{Command as ItemCommand, Edit},
    },
    kind::Kind,
    mistake::command::Wrong,
    port::Snapshot,
    practice::{Given, Learned, Pace, Pacing, Scope, ahead::becomes_leech},
    response::Source,
};
use leptos::prelude::*;

/// Kinds whose change may change what is asked.
const KINDS: &[Kind] = &[Kind::ITEM, Kind::DECK, Kind::COMPETENCY, Kind::RUBRIC];

/// What is on the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// It is being read.
    Opening,
    /// It could not be read; why.
    Failed(AppError),
    /// The clock is behind.
    Behind,
    /// There is nothing to be asked: days until something is due, and whether there is anything at all.
    Nothing(Option<i64>, bool),
    /// Questions.
    Asking,
    /// The sitting is through.
    Through,
}

/// The sitting.
#[derive(Clone, Copy)]
pub struct Desk {
    /// What it is about.
    pub scope: StoredValue<Scope>,
    /// What is on the screen.
    pub stage: RwSignal<Stage>,
    /// As it runs; nothing before it begins.
    pub run: RwSignal<Option<Run>>,
    /// Counts what she did: the same item asked again is another question.
    pub turn: RwSignal<u32>,
    /// Why the last answer is asked again, in words.
    pub trouble: RwSignal<Option<String>>,
    /// What is said of the last answer besides: where its item was moved.
    pub said: RwSignal<Option<String>>,
    /// An item that was forgotten again, and how often that is; its question.
    pub often: RwSignal<Option<(ItemId, String, u32)>>,
    /// How much she wants to practise, and how surely to know things.
    pub pace: StoredValue<Pace>,
    /// How she wants to practise.
    pub settings: Settings,
    /// What was found at the beginning besides.
    pub lost: RwSignal<Vec<ItemId>>,
    /// Days by which the clock is behind.
    pub behind: RwSignal<i64>,
    /// What is left for other days, once that is counted.
    pub later: RwSignal<Later>,
    /// The sheet in which she notes why an answer went wrong.
    pub noting: Noting,
    items: RwSignal<Vec<ItemId>>,
    /// The contents of the items.
    pub reading: ReadSignal<Reading>,
}

impl Desk {
    /// Opens a sitting.
    pub fn open(scope: Scope) -> Self {
        let items = RwSignal::new(Vec::new());
        let desk = Self {
            scope: StoredValue::new(scope),
            stage: RwSignal::new(Stage::Opening),
            run: RwSignal::new(None),
            turn: RwSignal::new(0),
            trouble: RwSignal::new(None),
            said: RwSignal::new(None),
            often: RwSignal::new(None),
            pace: StoredValue::new(Pace::default()),
            settings: Settings::read(),
            lost: RwSignal::new(Vec::new()),
            behind: RwSignal::new(0),
            later: RwSignal::new(Later::default()),
            noting: Noting::new(),
            items,
            reading: watch(KINDS, move |snapshot| needs(&items.get(), snapshot)),
        };
        desk.begin(false);
        Effect::new(move |_| desk.see());
        desk
    }

    /// Asks an item again that she had left out, once she took that back.
    fn see(self) {
        let today = practice::today();
        let is_left = |snapshot: &Snapshot, id: ItemId| {
            let left = |item: &Item| item.suspended || item.buried_until.is_some_and(|Day(day)| day > today);
            let item = snapshot.noun::<Item>(id);
            let card = item.as_ref().and_then(|item| item.twin).and_then(|card| snapshot.noun::<Item>(card));
            item.as_ref().is_none_or(left) || card.as_ref().is_some_and(left)
        };
        let before = self.coming();
        let any = self.reading.with(|reading| {
            let Some(Ok(snapshot)) = reading else { return false };
            let see = |run: &mut Option<Run>| run.as_mut().is_some_and(|run| run.see(|id| is_left(snapshot, id)));
            self.run.try_update_untracked(see).unwrap_or(false)
        });
        if any {
            self.run.notify();
            // A question that stays is not drawn anew: she may have begun to answer it.
            if self.coming() != before {
                self.next();
            }
        }
    }

    /// Reads what there is to be asked, also again; with a clock that is behind only if she wants it `anyway`.
    pub fn begin(self, anyway: bool) {
        let scope = self.scope.get_value();
        task::start(async move {
            let found = start(scope, anyway).await;
            // She may have gone elsewhere in the meantime.
            if self.stage.try_get_untracked().is_some() {
                self.found(found);
            }
        });
    }

    /// The same by a button of hers, which goes with what is shown: the focus goes to what is asked.
    pub fn begin_again(self, anyway: bool) {
        self.turn.update(|turn| *turn = turn.wrapping_add(1));
        self.begin(anyway);
    }

    fn found(self, found: Result<Start, AppError>) {
        match found {
            Err(error) => self.stage.set(Stage::Failed(error)),
            Ok(Start { found, lost, behind, pace }) => {
                self.pace.set_value(pace);
                self.lost.set(lost);
                self.behind.set(behind);
                match found {
                    Found::Behind => self.stage.set(Stage::Behind),
                    Found::Nothing { later, next, any } => {
                        self.later.set(later);
                        self.stage.set(Stage::Nothing(next, any));
                    }
                    Found::Sitting(run) => {
                        self.items.set(run.items().collect());
                        self.run.set(Some(run));
                        self.stage.set(Stage::Asking);
                    }
                }
            }
        }
    }

    /// The question that is to be asked, once it was read.
    pub fn asked(self) -> Memo<Option<Result<Asked, (ItemId, Lost)>>> {
        Memo::new(move |_| {
            let coming = self.run.with(|run| {
                let run = run.as_ref()?;
                let item = run.coming()?;
                let answered = run.entry(item).and_then(|entry| entry.learned).map_or(0, |learned| learned.card.reps);
                Some((item, answered))
            });
            let (item, answered) = coming?;
            self.reading.with(|reading| match reading {
                // Her marks are none of the question: to set them leaves what she has begun.
                Some(Ok(snapshot)) if snapshot.has(&record(item)) => {
                    Some(asked(item, answered, snapshot).map(unmarked))
                }
                _ => None,
            })
        })
    }

    /// Takes an answer, and what it was in words: the next question is shown while it is being written. Which answer it
    /// is, if one was asked for.
    pub fn answer(self, item: ItemId, given: &Given, words: &str) -> Option<Wrong> {
        let entry = self.run.with_untracked(|run| run.as_ref().and_then(|run| run.entry(item).cloned()));
        let entry = entry?;
        let failed = move |error: AppError| {
            if self.stage.try_get_untracked().is_some() {
                self.quiet();
                self.trouble.set(Some([tr::practise::not_written(), words::error(&error)].join(" ")));
                let mut was_left = false;
                self.change(|run| was_left = run.forget(item));
                ask_again(item, was_left);
            }
        };
        let answer = practice::answer(&entry, given, words, &self.pacing(item), failed);
        self.trouble.set(None);
        let said = moved::words(practice::today(), answer.put);
        said.iter().for_each(|words| live::say(words.clone()));
        self.said.set(said);
        self.often.set(self.forgotten(item, entry.learned, answer.after));
        self.change(|run| run.answer(&answer));
        Some(Wrong { answer: answer.id, item, ms: answer.at.ms })
    }

    /// Why it is asked: what she chose one by one, because she wanted it.
    pub fn source(self) -> Source {
        self.scope.with_value(|scope| if matches!(scope, Scope::Items(_)) { Source::Cram } else { Source::Review })
    }

    /// Says nothing more of the last answer.
    fn quiet(self) {
        self.said.set(None);
        self.often.set(None);
    }

    /// The item, if it has just been forgotten as often as calls for another way with it.
    fn forgotten(self, item: ItemId, before: Option<Learned>, after: Learned) -> Option<(ItemId, String, u32)> {
        if !becomes_leech(before.as_ref(), &after) {
            return None;
        }
        let prompt = self.reading.with_untracked(|reading| match reading {
            Some(Ok(snapshot)) => asked(item, 0, snapshot).ok().map(|asked| asked.item.prompt),
            _ => None,
        });
        Some((item, named(&prompt?), after.card.lapses))
    }

    /// By what an answer to an item puts it off now.
    pub fn pacing(self, item: ItemId) -> Pacing {
        let run = &mut *self.run.write_untracked();
        let pacing = |run: &mut Run| self.pace.with_value(|pace| run.pacing(item, practice::today(), pace));
        run.as_mut().map_or_else(Pacing::default, pacing)
    }

    /// Takes the last answer back.
    pub fn undo(self) {
        let taken = self.run.try_update_untracked(|run| run.as_mut()?.take_back()).flatten();
        let Some((did, was_left)) = taken else { return };
        ask_again(did.back.item, was_left);
        self.trouble.set(None);
        self.quiet();
        // Where its item stood is read first if it is not known: it is asked once, as it then stands.
        if did.before == Before::Unknown {
            self.stage.set(Stage::Opening);
        } else {
            self.run.notify();
            self.next();
        }
        live::say(tr::practise::undone());
        practice::take_back(did.back, move |written| match written {
            Ok(()) => {
                if did.before == Before::Unknown {
                    self.reread();
                }
            }
            // It stands: everything is as it is stored.
            Err(error) => {
                if self.stage.try_get_untracked().is_some() {
                    self.trouble.set(Some(words::error(&error)));
                    self.begin(false);
                }
            }
        });
    }

    /// Does to the item that is asked what she chose in the menu.
    pub fn act(self, act: Act, asked: &Asked) {
        let tomorrow = practice::today() + 1;
        let (id, edit, done) = match act {
            Act::Flag if self.is_flagged(asked) => (edited(asked), Edit::Flag(0), tr::items::unflagged()),
            Act::Flag => (edited(asked), Edit::Flag(1), tr::items::flagged()),
            Act::Bury => (asked.id, Edit::BuriedUntil(Some(tomorrow)), tr::practise::buried()),
            // A card and its other way round are left out together: it alone is listed, and there taken up again.
            Act::Suspend => (edited(asked), Edit::Suspended(true), tr::items::suspended()),
        };
        told::run(Command::Item(ItemCommand::Edit(id, vec![edit])), done);
        match act {
            // Keys answer again, and do not open the menu anew.
            Act::Flag => focus::go_to(QUESTION),
            Act::Bury => self.without(|run| run.leave_for_today(asked.id)),
            Act::Suspend => self.leave_out_both(asked.id),
        }
    }

    /// Whether an item, or its card, has her mark.
    pub fn is_flagged(self, asked: &Asked) -> bool {
        self.reading.with(|reading| {
            let item = reading.as_ref()?.as_ref().ok()?.noun::<Item>(edited(asked))?;
            Some(item.flag > 0)
        }) == Some(true)
    }

    /// Goes on without a card and its other way round.
    pub fn leave_out_both(self, item: ItemId) {
        [item, item.twin()].into_iter().for_each(|item| self.leave_out(item));
    }

    /// Goes on without an item; what is asked stays if it is another.
    pub fn leave_out(self, item: ItemId) {
        self.without(|run| run.leave_out(item));
    }

    fn without(self, leave: impl FnOnce(&mut Run)) {
        let before = self.coming();
        self.alter(leave);
        if self.coming() != before {
            self.next();
        }
    }

    /// The item that is asked, or comes next.
    fn coming(self) -> Option<ItemId> {
        self.run.with_untracked(|run| run.as_ref().and_then(Run::coming))
    }

    /// Changes the sitting and shows what is next.
    fn change(self, change: impl FnOnce(&mut Run)) {
        self.alter(change);
        self.next();
    }

    fn alter(self, change: impl FnOnce(&mut Run)) {
        self.run.update(|run| {
            if let Some(run) = run {
                change(run);
            }
        });
    }

    fn next(self) {
        let through = self.run.with_untracked(|run| run.as_ref().is_some_and(|run| run.coming().is_none()));
        let stage = if through { Stage::Through } else { Stage::Asking };
        if self.stage.with_untracked(|before| *before != stage) {
            self.stage.set(stage);
        }
        self.turn.update(|turn| *turn = turn.wrapping_add(1));
    }

    /// Counts what is left for other days: of what was planned she may have left some out, and one that goes on was planned
    /// before.
    pub fn count_later(self) {
        let scope = self.scope.get_value();
        let limits = self.pace.with_value(|pace| pace.preferences.limits);
        task::start(async move {
            if let Ok(counted) = later(&scope, limits).await {
                // She may have gone elsewhere in the meantime.
                let _ = self.later.try_set(counted);
            }
        });
    }

    /// Reads again where everything stands.
    fn reread(self) {
        task::start(async move {
            let read = practice::queue().await;
            if self.stage.try_get_untracked().is_none() {
                return;
            }
            match read {
                Ok(queue) => self.change(|run| run.reread(queue)),
                Err(error) => self.stage.set(Stage::Failed(error)),
            }
        });
    }
}

/// An item that was left for today with an answer that does not stand is asked again.
fn ask_again(item: ItemId, was_left: bool) {
    if was_left {
        session::run(Command::Item(ItemCommand::Edit(item, vec![Edit::BuriedUntil(None)])));
    }
}
