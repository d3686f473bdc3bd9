//! A placement on the screen: its state as signals, and everything that changes it. The next question is there before
//! what was heard is written; what could not be written is read again as it stands.

use crate::browser::task;
use crate::i18n::tr;
use crate::session::{
    AppError,
    placement::{self, Opened},
    practice, words,
};
use crate::ui::live;
use cairn_domain::{
    id::{Id, ItemId},
    item::Item,
    placement::{About, Ask, Course, Ground, Heard, Said},
    practice::{Given, Pace, Queue},
};
use leptos::prelude::*;

use super::super::asked::face;
use super::super::settings::Settings;

/// What is on the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// It is being read.
    Opening,
    /// It could not be read; why.
    Failed(AppError),
    /// There is nothing to be asked about.
    Nothing,
    /// Questions.
    Asking,
    /// It is through, or she ended it.
    Through,
}

/// What is asked, with the item where there is one.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The skill.
    pub ask: Ask,
    /// The item.
    pub item: Option<Item>,
}

/// A placement.
#[derive(Clone, Copy)]
pub struct Desk {
    about: About,
    /// How she wants to practise.
    pub settings: Settings,
    /// What is on the screen.
    pub stage: RwSignal<Stage>,
    /// What is asked now; nothing while it is being read.
    pub coming: RwSignal<Option<Asked>>,
    /// How many were answered or passed over.
    pub asked: RwSignal<usize>,
    /// Why something stands as it did, in words.
    pub trouble: RwSignal<Option<String>>,
    name: RwSignal<Option<Id>>,
    ground: StoredValue<Ground>,
    queue: StoredValue<Queue>,
    pace: StoredValue<Pace>,
    said: StoredValue<Vec<Said>>,
}

/// Most questions of one placement.
const MOST: usize = 25;

impl Desk {
    /// Opens a placement.
    pub fn open(about: About) -> Self {
        let desk = Self {
            about,
            settings: Settings::read(),
            stage: RwSignal::new(Stage::Opening),
            coming: RwSignal::new(None),
            asked: RwSignal::new(0),
            trouble: RwSignal::new(None),
            name: RwSignal::new(None),
            ground: StoredValue::new(Ground::default()),
            queue: StoredValue::new(Queue::default()),
            pace: StoredValue::new(Pace::default()),
            said: StoredValue::new(Vec::new()),
        };
        desk.begin();
        desk
    }

    /// Reads what there is to be asked, also again.
    pub fn begin(self) {
        task::start(async move {
            let opened = placement::find(self.about).await;
            // She may have gone elsewhere in the meantime.
            if self.stage.try_get_untracked().is_some() {
                match opened {
                    Err(error) => self.stage.set(Stage::Failed(error)),
                    Ok((opened, is_new)) => self.opened(opened, is_new),
                }
            }
        });
    }

    fn opened(self, opened: Opened, is_new: bool) {
        let Opened { begun, ground, queue, pace } = opened;
        if ground.skills.is_empty() {
            return self.stage.set(Stage::Nothing);
        }
        let (name, said) = begun.map_or((None, Vec::new()), |(id, said)| (Some(id), said));
        self.ground.set_value(ground);
        self.queue.set_value(queue);
        self.pace.set_value(pace);
        self.said.set_value(said);
        self.name.set(name);
        if !is_new {
            return self.next();
        }
        placement::begin(self.about, move |begun| {
            if self.stage.try_get_untracked().is_some() {
                match begun {
                    Ok(id) => {
                        self.name.set(Some(id));
                        self.next();
                    }
                    Err(error) => self.stage.set(Stage::Failed(error)),
                }
            }
        });
    }

    /// The placement after what was heard; `None` where there is none yet.
    pub fn course(self) -> Option<Course> {
        let said = self.said.get_value();
        self.ground.with_value(|ground| Course::new(ground.clone(), &said).ok())
    }

    /// The most questions that may come.
    pub fn most(self) -> usize {
        self.ground.with_value(|ground| ground.skills.len().min(MOST))
    }

    /// Takes down what was heard of the skill that is asked, of an item its answer with the words of it.
    pub fn hear(self, ask: &Ask, heard: Heard, guess: f64, given: Option<(ItemId, Given, String)>) {
        let Some(id) = self.name.get_untracked() else { return };
        // What is pressed once more while the next one is read was meant for the one before.
        if self.coming.with_untracked(|coming| coming.as_ref().is_none_or(|coming| coming.ask.id != ask.id)) {
            return;
        }
        self.coming.set(None);
        let answer = given.and_then(|(item, given, words)| {
            self.queue.with_value(|queue| {
                let before = queue.entry(item)?;
                let loads = queue.loads(practice::today());
                let pacing = self.pace.with_value(|pace| pace.pacing(before, queue, &loads));
                Some(practice::given_now(before, &given, &words, &pacing))
            })
        });
        let told = answer.as_ref().and_then(|answer| Some((answer.id, answer.response.item?)));
        let said = Said { skill: ask.id, heard, guess, answer: told };
        self.said.update_value(|all| all.push(said.clone()));
        if let Some(answer) = &answer {
            self.queue.update_value(|queue| queue.answered(answer));
        }
        self.trouble.set(None);
        placement::tell(id, said, answer, move |error| self.stands(&error));
        self.next();
    }

    /// Takes the last that was heard back.
    pub fn undo(self) {
        let Some(id) = self.name.get_untracked() else { return };
        if self.said.try_update_value(Vec::pop).flatten().is_none() {
            return;
        }
        self.coming.set(None);
        self.trouble.set(None);
        live::say(tr::practise::undone());
        placement::take_back(id, move |error| self.stands(&error));
        self.next();
    }

    /// Ends here, with what is known.
    pub fn stop(self) {
        self.coming.set(None);
        self.through();
    }

    /// Keeps what was concluded; `then` comes when it is kept.
    pub fn keep(self, then: impl FnOnce() + 'static) {
        if let Some((id, course)) = self.name.get_untracked().zip(self.course()) {
            placement::keep(id, course.conclusion(), then);
        }
    }

    /// Ends without keeping anything.
    pub fn leave(self, then: impl FnOnce() + 'static) {
        match self.name.get_untracked() {
            Some(id) => placement::end(id, then),
            None => then(),
        }
    }

    /// Something could not be written: everything is as it is stored.
    fn stands(self, error: &AppError) {
        if self.stage.try_get_untracked().is_some() {
            self.trouble.set(Some([tr::placement::not_written(), words::error(error)].join(" ")));
            self.begin();
        }
    }

    fn next(self) {
        self.asked.set(self.said.with_value(Vec::len));
        let next = self.course().and_then(|course| course.next().cloned());
        let Some(ask) = next else { return self.through() };
        let Some(item) = ask.item else { return self.show(Asked { ask, item: None }) };
        if self.stage.with_untracked(|stage| *stage != Stage::Asking) {
            self.stage.set(Stage::Asking);
        }
        task::start(async move {
            let read = placement::item(item).await;
            // She may have ended it, or gone elsewhere, in the meantime.
            if self.stage.try_get_untracked() == Some(Stage::Asking) {
                match read {
                    Err(error) => self.stage.set(Stage::Failed(error)),
                    // What lost its key meanwhile is not asked; she says herself.
                    Ok(item) => self.show(Asked { ask, item: face(item.as_ref(), None).ok() }),
                }
            }
        });
    }

    fn show(self, asked: Asked) {
        self.coming.set(Some(asked));
        if self.stage.with_untracked(|stage| *stage != Stage::Asking) {
            self.stage.set(Stage::Asking);
        }
    }

    fn through(self) {
        self.stage.set(Stage::Through);
        // What was answered counts now; what cannot be counted now is counted at rest.
        practice::settle(drop);
    }
}
