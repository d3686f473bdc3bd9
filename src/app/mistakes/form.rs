//! The form of the sheet: why it went wrong, in her words if she likes, and what to do about it.

use super::{About, Of, words};
use crate::browser::timers;
use crate::i18n::tr;
use crate::session::{self, AppError, fault, run_then, settle, shown, watch};
use crate::ui::{Button, ButtonKind, ChipRadio, Choice, SelectField, TextField, TextKind};
use cairn_domain::{
    cbor::value::Day,
    command::Command,
    error::{Place, Rejection},
    id::ResourceId,
    kind::Kind,
    mistake::{
        Cause, Mistake, Repair,
        command::{Command as Act, Edit},
    },
    noun::Noun,
    port::{Commit, Lookup, Range},
    resource::Resource,
    text,
};
use leptos::prelude::*;

/// Resources to choose from; the one that was chosen is there besides.
const RESOURCES: u32 = 200;

/// What stands in the form.
#[derive(Clone, Copy)]
struct Fields {
    cause: RwSignal<String>,
    text: RwSignal<String>,
    repair: RwSignal<String>,
    resource: RwSignal<String>,
    day: RwSignal<String>,
}

impl Fields {
    fn of(known: Option<&Mistake>) -> Self {
        let name = |cause: Cause| if cause == Cause::Unsaid { String::new() } else { cause.name().to_owned() };
        Self {
            cause: RwSignal::new(known.map(|known| name(known.cause)).unwrap_or_default()),
            text: RwSignal::new(known.map(|known| known.text.clone()).unwrap_or_default()),
            // Of what is new nothing is chosen for her.
            repair: RwSignal::new(known.map(|known| known.repair.name().to_owned()).unwrap_or_default()),
            resource: RwSignal::new(
                known.and_then(|known| known.resource).map(|id| id.to_string()).unwrap_or_default(),
            ),
            day: RwSignal::new(known.and_then(|known| known.day).map(Day::to_iso).unwrap_or_default()),
        }
    }

    fn repair(self) -> Repair {
        self.repair.with(|name| Repair::from_name(name)).unwrap_or_default()
    }

    fn said(self) -> Vec<Edit> {
        let cause = self.cause.with_untracked(|name| Cause::from_name(name)).unwrap_or_default();
        let repair = self.repair.with_untracked(|name| Repair::from_name(name)).unwrap_or_default();
        let resource = self.resource.with_untracked(|id| ResourceId::parse(id));
        let day = self.day.with_untracked(|day| Day::parse_iso(day));
        vec![
            Edit::Cause(cause),
            Edit::Text(self.text.with_untracked(|text| text.trim().to_owned())),
            Edit::Repair(repair),
            // What the chosen repair does not speak of is not kept with it.
            Edit::Resource(resource.filter(|_| repair == Repair::Reread)),
            Edit::Day(day.map(|Day(day)| day).filter(|_| repair == Repair::Practise)),
        ]
    }
}

/// What is said before anything is.
fn nothing() -> [Edit; 5] {
    [
        Edit::Cause(Cause::Unsaid),
        Edit::Text(String::new()),
        Edit::Repair(Repair::None),
        Edit::Resource(None),
        Edit::Day(None),
    ]
}

/// The form; `saved` is told when a note is written, `coming` gets what is noted of an answer that is not written yet.
pub fn view(about: &About, saved: Callback<()>, open: RwSignal<bool>, coming: Callback<Vec<Edit>>) -> AnyView {
    let known = match &about.of {
        Of::Noted(mistake) => Some(&**mistake),
        Of::Coming | Of::Written(_) => None,
    };
    let fields = Fields::of(known);
    let opened = if known.is_some() { fields.said() } else { nothing().to_vec() };
    let (error, held) = (RwSignal::new(None::<String>), RwSignal::new(false));
    let of = about.of.clone();
    let save = move |()| {
        let said = fields.said();
        if said == nothing() {
            return error.set(Some(tr::mistakes::need()));
        }
        let edits = session::changed(&opened, said);
        let act = match &of {
            Of::Coming => {
                if let Some(words) = too_long(&edits) {
                    return error.set(Some(words));
                }
                open.set(false);
                // What lies under an open sheet takes no focus, and the next question wants it.
                return timers::next_frame(move || {
                    let _ = coming.try_run(edits);
                });
            }
            Of::Written(wrong) => Act::Note(*wrong, edits),
            Of::Noted(mistake) => Act::Edit(mistake.id, edits),
        };
        // The sheet may be gone before it is written, and all that belongs to it.
        let then = move |result: Result<Commit, AppError>| {
            let _ = held.try_set(false);
            let then = move |_: &Commit| {
                let _ = saved.try_run(());
            };
            settle(error, then)(result);
        };
        held.set(true);
        run_then(Command::Mistake(act), then);
    };
    let label = if about.of == Of::Coming { tr::mistakes::save_on() } else { tr::common::save() };
    view! {
        <div class="stack loose">
            <ChipRadio
                label=tr::mistakes::cause()
                shown=true
                choices=words::causes()
                value=fields.cause
                on_choose=move |(name,)| fields.cause.set(name)
            />
            <TextField
                label=tr::mistakes::in_words()
                kind=TextKind::Voice
                rows=2
                value=fields.text
                on_input=move |(text,)| fields.text.set(text)
            />
            <ChipRadio
                label=tr::mistakes::repair()
                shown=true
                choices=words::repairs()
                value=fields.repair
                on_choose=move |(name,): (String,)| choose(fields, name)
            />
            {move || match fields.repair() {
                Repair::Reread => Some(resource(fields)),
                Repair::Practise => Some(day(fields)),
                _ => None,
            }}
            {move || error.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
            <div class="saving"><Button label kind=ButtonKind::Main wide=true held on_press=save/></div>
        </div>
    }
    .into_any()
}

/// A text that no note can hold, in words; asked before the answer is written, so that none is written without it.
fn too_long(edits: &[Edit]) -> Option<String> {
    edits.iter().find_map(|edit| match edit {
        Edit::Text(words) => {
            let refused = text::note(words).map_err(Rejection::text(Place::Text)).err()?;
            Some(session::words::error(&AppError::Rule(refused)))
        }
        _ => None,
    })
}

/// A day is tomorrow unless she says otherwise.
fn choose(fields: Fields, name: String) {
    if name == Repair::Practise.name() && fields.day.with_untracked(String::is_empty) {
        fields.day.set(Day(session::practice::today() + 1).to_iso());
    }
    fields.repair.set(name);
}

fn day(fields: Fields) -> AnyView {
    view! {
        <TextField
            label=tr::mistakes::day()
            hint=tr::mistakes::day_hint()
            kind=TextKind::Date
            value=fields.day
            on_input=move |(day,)| fields.day.set(day)
        />
    }
    .into_any()
}

fn resource(fields: Fields) -> AnyView {
    let range = || Range { limit: RESOURCES, ..Resource::all() };
    let chosen = fields.resource.with_untracked(|id| ResourceId::parse(id));
    let reading = watch(&[Kind::RESOURCE], move |_| {
        let chosen = chosen.map(|id| Lookup::Record(Kind::RESOURCE, id.0));
        [Lookup::Range(range())].into_iter().chain(chosen).collect()
    });
    let choices = shown(reading, move |snapshot| {
        let mut all: Vec<Resource> = snapshot.records(&range()).map(Resource::read).collect();
        let chosen = chosen.and_then(|id| snapshot.noun::<Resource>(id));
        all.extend(chosen.filter(|chosen| all.iter().all(|one| one.id != chosen.id)));
        let named = all.into_iter().map(|resource| Choice::new(resource.id.to_string(), resource.title));
        [Choice::new("", tr::mistakes::no_resource())].into_iter().chain(named).collect::<Vec<_>>()
    });
    view! {
        {fault(reading)}
        <SelectField
            label=tr::mistakes::resource()
            choices=Signal::derive(move || choices.get().unwrap_or_default())
            value=fields.resource
            on_change=move |(id,)| fields.resource.set(id)
        />
    }
    .into_any()
}
