//! The words by which a framework is assessed: the default scale, or one of her own.

use super::view_model::{level_lines, levels, paired};
use super::{act, act_then};
use crate::i18n::tr;
use crate::session::{run_then, settle, shown, watch};
use crate::ui::{Button, ButtonKind, Choice, Section, SelectField, Sheet, TextField, TextKind};
use cairn_domain::{
    change::Reply,
    command::Command,
    competency::{Scale, command::Command as Act, edits::FrameworkEdit, scale::NewScale},
    id::{FrameworkId, ScaleId},
    kind::Kind,
    port::Lookup,
};
use leptos::prelude::*;

/// The section; `used` is the framework's scale.
pub fn section(framework: FrameworkId, used: Signal<Option<ScaleId>>) -> AnyView {
    let scales = shown(watch(&[Kind::SCALE], |_| vec![Lookup::Range(Scale::all())]), |snapshot| {
        snapshot.nouns::<Scale>(&Scale::all())
    });
    let choices = Signal::derive(move || {
        let own =
            scales.get().unwrap_or_default().into_iter().map(|scale| Choice::new(scale.id.to_string(), scale.title));
        [Choice::new("", tr::skills::default_scale())].into_iter().chain(own).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || used.get().map(|id| id.to_string()).unwrap_or_default());
    let current = Memo::new(move |_| {
        let id = used.get()?;
        scales.with(|scales| scales.iter().flatten().find(|scale| scale.id == id).cloned())
    });
    let writing = RwSignal::new(false);
    let changing = RwSignal::new(false);
    view! {
        <Section title=tr::skills::scale() tight=true>
            <SelectField
                label=tr::skills::assessed_by()
                choices
                value
                on_change=move |id: String| act(Act::EditFramework(framework, vec![FrameworkEdit::Scale(ScaleId::parse(&id))]))
            />
            <div class="line">
                <Button label=tr::skills::new_scale() on_press=move || writing.set(true)/>
                {move || {
                    current.with(Option::is_some).then(|| {
                        view! { <Button label=tr::skills::edit_scale() on_press=move || changing.set(true)/> }
                    })
                }}
            </div>
        </Section>
        <Sheet open=writing title=tr::skills::new_scale()>{move || form(None, framework, writing)}</Sheet>
        <Sheet open=changing title=tr::skills::edit_scale()>
            {move || current.get_untracked().map(|scale| form(Some(scale), framework, changing))}
        </Sheet>
    }
    .into_any()
}

fn form(scale: Option<Scale>, framework: FrameworkId, open: RwSignal<bool>) -> AnyView {
    let id = scale.as_ref().map(|scale| scale.id);
    let title = RwSignal::new(scale.as_ref().map(|scale| scale.title.clone()).unwrap_or_default());
    let kept = scale.as_ref().map(|scale| paired(&scale.labels, &scale.descriptors)).unwrap_or_default();
    let written = level_lines(&kept);
    let lines = RwSignal::new(written.clone());
    let proficient_from = scale.and_then(|scale| scale.proficient_from);
    let error = RwSignal::new(None::<String>);
    let save = move || {
        // Untouched, words that hold a colon stay whole.
        let levels = lines.with_untracked(|lines| if *lines == written { kept.clone() } else { levels(lines) });
        let proficient_from = proficient_from.filter(|from| usize::from(*from) < levels.len());
        let command = Act::SaveScale(id, NewScale { title: title.get_untracked(), levels, proficient_from });
        if id.is_some() {
            return act_then(command, error, move || open.set(false));
        }
        run_then(
            Command::Competency(command),
            settle(error, move |commit| {
                if let Reply::Created(scale) = commit.reply {
                    act(Act::EditFramework(framework, vec![FrameworkEdit::Scale(Some(ScaleId(scale)))]));
                }
                open.set(false);
            }),
        );
    };
    view! {
        <div class="stack loose">
            <TextField label=tr::skills::scale_title() value=title error=error on_input=move |text: String| title.set(text)/>
            <TextField
                label=tr::skills::levels()
                hint=tr::skills::levels_hint()
                kind=TextKind::Voice
                rows=6
                value=lines
                on_input=move |text: String| lines.set(text)
            />
            <Button label=tr::common::save() kind=ButtonKind::Main wide=true on_press=move || save()/>
        </div>
    }
    .into_any()
}
