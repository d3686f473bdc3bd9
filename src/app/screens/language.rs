//! Language and text: how the app speaks and looks on this device. Each choice shows at once.

use crate::i18n::tr;
use crate::languages::language_list;
use crate::route::Route;
use crate::theme::Look;
use crate::ui::{CheckField, Choice, Heading, Page, RadioField, Section, TopBar, Voice};
use leptos::prelude::*;

/// The screen.
pub fn view() -> AnyView {
    view! {
        <Page>
            <TopBar back=Route::Today back_name=tr::places::today()/>
            <div class="stack tight">
                <Heading text=tr::places::language()/>
                <p class="muted">{tr::text::kept()}</p>
            </div>
            {language_part()}
            {look_part(
                tr::text::theme(),
                Look::Theme,
                vec![
                    Choice::new("", tr::text::theme_system()),
                    Choice::new("light", tr::text::theme_light()),
                    Choice::new("dark", tr::text::theme_dark()),
                    Choice::new("contrast", tr::text::theme_contrast()),
                    Choice::new("contrast-dark", tr::text::theme_contrast_dark()),
                ],
            )}
            {look_part(
                tr::text::size(),
                Look::TextSize,
                vec![
                    Choice::new("", tr::text::size_system()),
                    Choice::new("l", tr::text::size_large()),
                    Choice::new("xl", tr::text::size_larger()),
                ],
            )}
            <Voice text=tr::text::sample()/>
            {motion_part()}
        </Page>
    }
    .into_any()
}

fn language_part() -> AnyView {
    view! { <Section title=tr::text::language() tight=true>{language_list(true)}</Section> }.into_any()
}

fn look_part(title: String, look: Look, choices: Vec<Choice>) -> AnyView {
    let chosen = RwSignal::new(look.chosen());
    let legend = title.clone();
    view! {
        <Section title tight=true>
            <RadioField
                legend
                choices
                value=chosen
                on_change=move |value: String| {
                    look.choose(&value);
                    chosen.set(value);
                }
                legend_hidden=true
            />
        </Section>
    }
    .into_any()
}

fn motion_part() -> AnyView {
    let less = RwSignal::new(!Look::Motion.chosen().is_empty());
    view! {
        <CheckField
            label=tr::text::motion()
            hint=tr::text::motion_hint()
            checked=less
            on_change=move |on: bool| {
                Look::Motion.choose(if on { "less" } else { "" });
                less.set(on);
            }
        />
    }
    .into_any()
}
