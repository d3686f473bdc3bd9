//! A device with a clock: what the tests write and ask with.

use cairn_domain::{
    cbor::Cbor,
    change::{Op, Outcome, Reply, Write},
    command::Command,
    competency::command as competency,
    error::Rejection,
    event::Event,
    evidence::{AidUsed, estimate::Estimate},
    id::{CompetencyId, DeviceId, EventId, FrameworkId, Id, ItemId, ProfileId},
    item::{Form, command as item},
    kind::Kind,
    port::{Commit, Decision, Lookup, Snapshot, Table, gather},
    practice::{
        Answer, Fitted, Given, Graded, Limits, Pacing, Plan, Queue, Scope, plan,
        settle::{self, Fold, Reckon},
    },
    profile::command as profile,
    record::Context,
    response::Source,
    time::{DAY_MS, Moment},
};
use cairn_learning::{
    random::SplitMix64,
    schedule::{Parameters, Rating},
};
use cairn_store::{Memory, memory::ready};

/// The first study day of every story.
pub const START: i64 = 20_000;

/// One device.
pub struct Home {
    pub store: Memory,
    pub now_ms: i64,
    random: SplitMix64,
}

/// Writes what it was given, as a file that is joined does.
pub struct Joins(pub Vec<Write>);

impl Decision for Joins {
    fn needs(&self, _: &Snapshot) -> Vec<Lookup> {
        let event = |write: &Write| match write {
            Write::Event(event) => Some(Lookup::Event(event.kind, event.id)),
            _ => None,
        };
        self.0.iter().filter_map(event).collect()
    }

    fn decide(&self, snapshot: &Snapshot, _: &mut Context) -> Result<Outcome, Rejection> {
        let mut outcome = Outcome::new(Op::Import);
        // A row that is there as it comes is not written.
        let same = |event: &Event| snapshot.event(event.kind, event.id) == Some(event);
        let new = self.0.iter().filter(|write| !matches!(write, Write::Event(event) if same(event)));
        outcome.writes = new.cloned().collect();
        Ok(outcome)
    }
}

impl Home {
    pub fn new(device: u64) -> Self {
        let store = Memory::new(ProfileId(Id::new(1, 1)), DeviceId(device));
        Self { store, now_ms: START * DAY_MS + DAY_MS / 2, random: SplitMix64::new(device) }
    }

    /// A device with the same rows that never folded anything.
    pub fn copy(&self, device: u64) -> Self {
        let copy = Self { now_ms: self.now_ms, ..Self::new(device) };
        let (records, events) = self.store.all();
        let rows = records.into_iter().map(Write::Record).chain(events.into_iter().map(Write::Event));
        copy.store.apply(&Joins(rows.collect()), copy.moment(), 1).expect("joined");
        copy
    }

    pub fn moment(&self) -> Moment {
        Moment { ms: self.now_ms, tz_offset_min: 0 }
    }

    pub fn today(&self) -> i64 {
        self.moment().study_day()
    }

    pub fn wait_days(&mut self, days: i64) {
        self.now_ms += days * DAY_MS;
    }

    /// Does it, a second after what was done before.
    pub fn run(&mut self, decision: &dyn Decision) -> Commit {
        self.now_ms += 1000;
        let seed = self.seed();
        self.store.apply(decision, self.moment(), seed).expect("it is done")
    }

    fn seed(&mut self) -> u128 {
        u128::from(self.random.next_u64()) << 64 | u128::from(self.random.next_u64())
    }

    pub fn made(&mut self, command: &Command) -> Id {
        match self.run(command).reply {
            Reply::Created(id) => id,
            other => panic!("{command:?} answered {other:?}"),
        }
    }

    pub fn skill(&mut self, title: &str) -> CompetencyId {
        let framework = Command::Competency(competency::Command::CreateFramework { title: title.to_owned() });
        let framework = FrameworkId(self.made(&framework));
        let add = competency::Command::Add { framework, parent: None, title: title.to_owned() };
        CompetencyId(self.made(&Command::Competency(add)))
    }

    /// A short-answer item.
    pub fn short(&mut self, prompt: &str, skill: Option<CompetencyId>) -> ItemId {
        let more = vec![item::Edit::Accepted(vec!["yes".to_owned()])];
        self.item(Form::Short, prompt, skill, more, false)
    }

    pub fn card(&mut self, prompt: &str, skill: Option<CompetencyId>, both_ways: bool) -> ItemId {
        self.item(Form::Card, prompt, skill, vec![item::Edit::Answer("back".to_owned())], both_ways)
    }

    fn item(
        &mut self,
        form: Form,
        prompt: &str,
        skill: Option<CompetencyId>,
        mut more: Vec<item::Edit>,
        both_ways: bool,
    ) -> ItemId {
        more.extend(skill.map(|skill| item::Edit::Competency(skill, Some(0))));
        let add = item::Command::Add { form, prompt: prompt.to_owned(), more, both_ways };
        ItemId(self.made(&Command::Item(add)))
    }

    pub fn edit(&mut self, item: ItemId, edit: item::Edit) {
        self.run(&Command::Item(item::Command::Edit(item, vec![edit])));
    }

    pub fn queue(&self) -> Queue {
        let snapshot = ready(gather(&self.store, |snapshot| Queue::needs(self.now_ms, snapshot))).expect("read");
        Queue::make(self.now_ms, &snapshot)
    }

    pub fn plan(&self, scope: &Scope, limits: Limits) -> Plan {
        let snapshot = ready(gather(&self.store, |snapshot| scope.needs(snapshot))).expect("read");
        plan(&scope.reach(&snapshot), &self.queue(), self.today(), limits)
    }

    /// Answers by her own button; the answer.
    pub fn answers(&mut self, item: ItemId, rating: Rating) -> Answer {
        self.gives(item, Graded::Own(rating))
    }

    /// Answers what the app grades.
    pub fn gives(&mut self, item: ItemId, graded: Graded) -> Answer {
        self.now_ms += 5000;
        let answer = self.answer(item, graded);
        self.run(&answer);
        answer
    }

    /// An answer that is not written.
    pub fn answer(&mut self, item: ItemId, graded: Graded) -> Answer {
        let pacing = Pacing { weights: self.queue().weights().clone(), ..Pacing::default() };
        self.answer_paced(item, graded, &pacing)
    }

    /// The same, put off by that.
    pub fn answer_paced(&mut self, item: ItemId, graded: Graded, pacing: &Pacing) -> Answer {
        let id = EventId(Id::new(self.now_ms, self.seed()));
        let given = Given { graded, confidence: None, duration_ms: 4000, aid: AidUsed::None, source: Source::Review };
        let queue = self.queue();
        Answer::new(id, self.moment(), queue.entry(item).expect("in use"), &given, pacing)
    }

    /// Finds weights on this day, and lets the schedule go by them, or by the published ones.
    pub fn weighs(&mut self, own: bool) {
        let mut weights = *Parameters::default().weights();
        weights[2] = 0.7;
        let weights = Parameters::new(&weights).expect("within the bounds");
        let found =
            Fitted { weights, day: self.today(), reviews: 600, judged: 120, before: 0.35, after: 0.343, all: true };
        let name = if own { found.name() } else { String::new() };
        self.run(&Command::Profile(profile::Command::NoteFit(self.today(), Some(Box::new(found)))));
        self.run(&Command::Profile(profile::Command::UseWeights(name)));
    }

    pub fn fold(&mut self) {
        let fold = Fold { now_ms: self.now_ms };
        self.run(&fold);
    }

    /// Folds, and reckons what is owed.
    pub fn settle(&mut self) {
        self.fold();
        let owed = settle::owed(&self.store.look(&[settle::owed_lookup()]));
        self.run(&Reckon(owed));
    }

    /// The rows of the columns but for the change up to which they hold.
    pub fn columns(&self) -> Vec<(String, Cbor)> {
        let rows = self.store.look(&[Lookup::DerivedRange(Table::Schedule, String::new())]);
        rows.derived_range(Table::Schedule, "").iter().filter(|(key, _)| key != "folded").cloned().collect()
    }

    pub fn estimate(&self, skill: CompetencyId) -> Option<Estimate> {
        let snapshot = ready(gather(&self.store, |snapshot| settle::standings_needs(&[skill], snapshot)));
        settle::standings(&[skill], &snapshot.expect("read")).first()?.estimate
    }

    pub fn responses(&self) -> Vec<Event> {
        self.store.all().1.into_iter().filter(|event| event.kind == Kind::RESPONSE).collect()
    }
}
