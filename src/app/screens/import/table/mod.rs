//! A table, or terms and definitions, before they come in: how the text is read, what each column holds, where the cards
//! go, and what they would become. Each change asks the worker anew; nothing is written.

mod layout;
mod letters;
mod place;
mod shown;
mod words;

use super::{Done, Screen, Stage, report::Told, room, summary};
use crate::i18n::tr;
use crate::session::jobs::{Given, JobError, words as said};
use crate::ui::{Button, ButtonKind, Heading, Note, NoteKind, live};
use cairn_domain::kind::Kind;
use cairn_worker::protocol::{
    Answer, Join, Request, Source,
    table::{Encoding, Field, Into, Layout, Look, Mapping, Pairs, Table},
};
use leptos::prelude::*;
use std::sync::Arc;

/// What the parts of this stage share.
#[derive(Clone, Copy)]
struct Sheet {
    screen: Screen,
    given: StoredValue<Given, LocalStorage>,
    /// The file as she chose it.
    original: StoredValue<Given, LocalStorage>,
    /// The encoding by which she had the file read, where the file does not say it.
    letters: RwSignal<Option<&'static str>>,
    /// The file as another encoding reads it, until the worker has looked at it: what comes in is what was shown.
    otherwise: StoredValue<Option<(&'static str, Given)>, LocalStorage>,
    /// Whether the file is being read by another encoding.
    reading: RwSignal<bool>,
    /// What she has said so far.
    mapping: RwSignal<Mapping>,
    /// What that would bring; what was told before stays until the next is here.
    table: RwSignal<Arc<Table>>,
    /// Whether it was pasted.
    pasted: bool,
    /// What to ask once the worker is free.
    next: StoredValue<Option<Request>>,
    /// Whether she assigned a column.
    assigned: StoredValue<bool>,
    /// Counts what failed: controls that show what she chose are then shown as they are again.
    turn: RwSignal<u32>,
}

/// Terms and definitions as Quizlet gives them at first.
pub fn pairs() -> Request {
    let layout = Layout::Pairs(Pairs { between: "\t".to_owned(), rows: "\n".to_owned() });
    Request::Table(Mapping { name: String::new(), layout, deck: Into::Nowhere, bring_back: false })
}

/// The stage.
pub fn view(screen: Screen, given: &Given, table: &Table, pasted: bool) -> AnyView {
    let sheet = Sheet {
        screen,
        given: StoredValue::new_local(given.clone()),
        original: StoredValue::new_local(given.clone()),
        letters: RwSignal::new((table.encoding == Encoding::Windows1252).then_some(letters::GUESSED)),
        otherwise: StoredValue::new_local(None),
        reading: RwSignal::new(false),
        mapping: RwSignal::new(table.mapping.clone()),
        table: RwSignal::new(Arc::new(table.clone())),
        pasted,
        next: StoredValue::new(None),
        assigned: StoredValue::new(false),
        turn: RwSignal::new(0),
    };
    Effect::new(move |_| sheet.after(screen.work.error().get()));
    let is_table = matches!(table.mapping.layout, Layout::Table(_));
    let title = if is_table { tr::sheet::title() } else { tr::sheet::title_pairs() };
    let rows = move || tr::sheet::rows(sheet.table.with(|table| table.rows));
    let unanswered = Memo::new(move |_| sheet.mapping.with(lacks_front));
    // What comes in is what was shown.
    let is_shown =
        Memo::new(move |_| sheet.table.with(|table| sheet.mapping.with(|mapping| table.mapping == *mapping)));
    let is_short = Memo::new(move |_| sheet.table.with(|table| room::is_short(table.room.as_ref())));
    let held = Signal::derive(move || {
        screen.work.is_running().get() || sheet.reading.get() || !is_shown.get() || is_short.get()
    });
    let unshown = move || !is_shown.get() && !unanswered.get() && !screen.work.is_running().get();
    // A deck without a card in it is nothing to bring in.
    let brings = Memo::new(move |_| {
        let all = sheet.table.with(|table| said::together([&table.new, &table.changed]));
        all.iter().any(|amount| amount.kind == Kind::ITEM).then(|| said::amounts(&all))
    });
    let lying = Memo::new(move |_| sheet.table.with(|table| said::total(&table.trashed)));
    let accept = move |bring_back: bool| {
        let mapping = Mapping { bring_back, ..sheet.mapping.get_untracked() };
        screen.work.run_with(Request::Import(Join::Table(mapping)), sheet.given.get_value(), move |answer, _| {
            if let Answer::Imported(imported) = answer {
                screen.pasted.set(String::new());
                let told = sheet.told(bring_back);
                screen.done(Done { source: Source::Table, imported, elsewhere: None, told });
            }
        });
    };
    let leave = if pasted { tr::sheet::change_text() } else { tr::import::leave() };
    view! {
        <div class="stack tight">
            <Heading text=title/>
            <p class="muted">{rows}" "{tr::import::nothing_yet()}</p>
        </div>
        {layout::view(sheet)}
        {place::view(sheet)}
        {move || unanswered.get().then(|| view! { <Note kind=NoteKind::Warn spoken=true><p>{tr::sheet::need_front()}</p></Note> })}
        {move || (!unanswered.get()).then(|| shown::view(sheet))}
        {screen.at_work()}
        <div class="stack">
            {move || unshown().then(|| view! {
                <Button label=tr::sheet::look() kind=ButtonKind::Main wide=true big=true on_press=move || sheet.change(|_| ())/>
            })}
            {move || brings.get().filter(|_| !unanswered.get()).map(|what| view! {
                <Button
                    label=tr::import::do_import_what(&what)
                    kind=ButtonKind::Main
                    wide=true
                    big=true
                    held=held
                    on_press=move || accept(false)
                />
            })}
            {move || (lying.get() > 0 && !unanswered.get()).then(|| view! {
                <Button
                    label=Signal::derive(move || tr::import::bring_back(lying.get()))
                    wide=true
                    big=true
                    held=held
                    on_press=move || accept(true)
                />
            })}
            <Button label=leave wide=true big=true on_press=move || screen.to(if pasted { Stage::Paste } else { Stage::Choose })/>
        </div>
    }
    .into_any()
}

/// Whether no column of a table holds the front.
fn lacks_front(mapping: &Mapping) -> bool {
    match &mapping.layout {
        Layout::Table(columns) => !columns.columns.contains(&Some(Field::Front)),
        Layout::Pairs(_) => false,
    }
}

impl Sheet {
    /// Changes what she has said, and asks what that would bring.
    fn change(self, change: impl FnOnce(&mut Mapping)) {
        self.mapping.update(change);
        let mapping = self.mapping.get_untracked();
        if !lacks_front(&mapping) {
            self.ask(Request::Table(mapping));
        }
    }

    /// What was told of it, for its report.
    fn told(self, trash_back: bool) -> Told {
        self.table.with_untracked(|table| {
            let parts = summary::of_table(table);
            Told {
                name: self.given.with_value(Given::name),
                about: tr::sheet::rows(table.rows),
                parts: if trash_back { summary::with_trash_back(parts) } else { parts },
                problems: table.problems.clone(),
                left_out: table.left_out,
            }
        })
    }

    /// Asks what the columns hold if the table is parted or headed otherwise.
    fn look(self, look: Look) {
        self.ask(Request::Look(look));
    }

    /// Asks the worker, one thing at a time: of what comes meanwhile only the last counts.
    fn ask(self, request: Request) {
        if self.screen.work.is_running().get_untracked() {
            return self.next.set_value(Some(request));
        }
        self.next.set_value(None);
        let anew = matches!(request, Request::Look(_));
        let otherwise = self.otherwise.get_value().filter(|_| anew).map(|(_, given)| given);
        let given = otherwise.unwrap_or_else(|| self.given.get_value());
        self.screen.work.run_with(request, given, move |answer, _| {
            if let Some(request) = self.next.try_update_value(Option::take).flatten() {
                return self.ask(request);
            }
            let Answer::Table(table) = answer else { return };
            if anew {
                if let Some((name, given)) = self.otherwise.try_update_value(Option::take).flatten() {
                    self.given.set_value(given);
                    self.letters.set(Some(name));
                }
                // Where the cards go is hers to say, however the table is read.
                let layout = self.hers(table.mapping.layout.clone());
                let _ = self.table.try_set(Arc::new(*table));
                return self.change(|mapping| mapping.layout = layout);
            }
            let told = [tr::sheet::rows(table.rows), tr::import::new(said::total(&table.new))].into_iter();
            let left_out = (table.left_out > 0).then(|| tr::import::problems(table.left_out));
            live::say(told.chain(left_out).collect::<Vec<_>>().join(" "));
            let _ = self.table.try_set(Arc::new(*table));
        });
    }

    /// What the columns hold in this layout: what she said, if she said something and they are as many as before.
    fn hers(self, mut layout: Layout) -> Layout {
        self.mapping.with_untracked(|mapping| match (&mut layout, &mapping.layout) {
            (Layout::Table(new), Layout::Table(now))
                if self.assigned.get_value() && new.columns.len() == now.columns.len() =>
            {
                new.columns.clone_from(&now.columns);
            }
            _ => {}
        });
        layout
    }

    /// After a job without an answer: what was asked meanwhile is asked now, unless she wanted an end.
    fn after(self, error: Option<JobError>) {
        let Some(error) = error else { return };
        self.otherwise.set_value(None);
        self.turn.update(|turn| *turn = turn.wrapping_add(1));
        let next = self.next.try_update_value(Option::take).flatten();
        if let Some(request) = next.filter(|_| !matches!(error, JobError::Cancelled { .. })) {
            self.ask(request);
        }
    }
}
