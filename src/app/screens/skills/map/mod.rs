//! A framework as a map: the same skills as in its tree, drawn with what comes before what. A picture of links that
//! keys walk through, a legend, and the same connections as a list.
//!
//! Layout is `learning::drawing`; [`model`] says what is drawn, [`geometry`] where in the picture.

mod drawn;
mod geometry;
mod model;
mod words;

use super::read::Frame;
use crate::browser::preferences::{self, Preference};
use crate::browser::{events, size};
use crate::i18n::{self, tr};
use crate::route::{Link, Route};
use crate::ui::{Button, ButtonKind, Choice, Disclosure, Icon, KeyLine, Keys, Note, NoteKind, Own, Segmented, live};
use cairn_domain::id::CompetencyId;
use cairn_learning::drawing::{Drawing, Graph, draw};
use geometry::{REM, Scale};
use leptos::{html, prelude::*};
use model::Model;
use std::sync::Arc;

/// The tree or the map, as it was chosen last on this device.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Look {
    Tree,
    Map,
}

const MAP: &str = "map";
const TREE: &str = "tree";

/// Sizes in hundredths.
const SIZES: [u16; 7] = [25, 50, 75, 100, 125, 150, 200];
const USUAL: usize = 3;

impl Look {
    /// What was chosen last.
    pub fn chosen() -> Self {
        let kept = preferences::read(Preference::SkillsView);
        if kept.as_deref() == Some(MAP) { Self::Map } else { Self::Tree }
    }
}

/// The switch between tree and map.
pub fn switch(look: RwSignal<Look>) -> AnyView {
    let value = Signal::derive(move || if look.get() == Look::Map { MAP } else { TREE }.to_owned());
    let choose = move |chosen: String| {
        preferences::write(Preference::SkillsView, Some(&chosen));
        look.set(if chosen == MAP { Look::Map } else { Look::Tree });
    };
    let choices = vec![
        (Choice::new(TREE, tr::map::tree()), Some(Icon::Tree)),
        (Choice::new(MAP, tr::map::map()), Some(Icon::Map)),
    ];
    view! { <Segmented label=tr::map::view() choices value on_choose=choose/> }.into_any()
}

/// The map of a framework with what belongs to it.
pub fn view(frame: &Frame) -> AnyView {
    let model = Arc::new(Model::of(frame));
    let (title, lang) = (frame.noun.title.clone(), frame.noun.language.clone());
    let room = RwSignal::new(0.0);
    let size = RwSignal::new(USUAL);
    // Until it is known how much room there is, there is nothing to see.
    let columns = Memo::new(move |_| Some(room.get()).filter(|room| *room > 0.0).map(geometry::columns));
    let drawing = Memo::new({
        let model = model.clone();
        move |_| columns.get().map(|columns| Arc::new(drawing(&model, columns)))
    });
    // Within a number of columns only this follows the room, and only where all of it fits.
    let scale = Memo::new(move |_| drawing.get().map(|drawing| Scale::new(&drawing, room.get(), i18n::current().rtl)));
    let wide = Signal::derive(move || scale.get().map_or(0.0, |scale| scale.width / REM));
    let ground = Signal::derive(move || {
        let drawing = drawing.get()?;
        let place = scale.get()?.frame(drawing.frames.first()?);
        Some((place.y + place.height) / REM)
    });
    let holder = NodeRef::<html::Div>::new();
    let measure = move || {
        if let Some(holder) = holder.get_untracked() {
            room.set(size::width_in_rem(&holder));
        }
    };
    Effect::new(move |_| {
        holder.track();
        measure();
        // One begins on the ground of the first group.
        if let Some(holder) = holder.get_untracked() {
            size::scroll_down_to(&holder, move || ground.try_get_untracked().flatten().unwrap_or(0.0));
        }
    });
    // Ends with the view.
    let _resized = StoredValue::new_local(events::on_window("resize", move |_| measure()));
    let picture = {
        let model = model.clone();
        move || {
            let (drawing, scale) = drawing.get().zip(scale.get())?;
            Some(drawn::picture(&model, &drawing, scale, size, &title, &lang))
        }
    };
    let unconnected = model.edges.is_empty().then(|| view! { <p class="muted">{tr::map::no_edges()}</p> });
    let legend = (!model.edges.is_empty()).then(|| view! { <p class="muted">{tr::map::reading()}</p> });
    view! {
        <div class="stack map-part">
            {unconnected}
            {legend}
            {sizes(size, room, wide)}
            <div class="map scroll" node_ref=holder>{picture}</div>
            {keys()}
            {words::list(&model)}
            {aside(&model)}
        </div>
    }
    .into_any()
}

fn drawing(model: &Model, columns: usize) -> Drawing {
    let lanes: Vec<usize> = model.nodes.iter().map(|spot| spot.lane).collect();
    let head = if model.lanes.iter().any(|lane| lane.group.is_some()) { geometry::HEAD_ROWS } else { 0.0 };
    draw(&Graph { lanes: &lanes, edges: &model.pairs(), columns, head })
}

/// A size as a share of the usual one.
fn share(size: usize) -> f64 {
    f64::from(SIZES[size.min(SIZES.len() - 1)]) / 100.0
}

/// Smaller and larger, and so that all of it is seen from side to side.
fn sizes(size: RwSignal<usize>, room: RwSignal<f64>, wide: Signal<f64>) -> AnyView {
    let said = move || i18n::percent(share(size.get()));
    let at_least = Signal::derive(move || size.get() == 0);
    let at_most = Signal::derive(move || size.get() + 1 >= SIZES.len());
    let broad = Memo::new(move |_| wide.get() > room.get() + 0.1);
    let to = move |number: usize| {
        size.set(number.min(SIZES.len() - 1));
        live::say(tr::map::size(&untrack(said)));
    };
    let fit = move || {
        let fits = |size: &usize| share(*size) * wide.get_untracked() <= room.get_untracked();
        to((0..=USUAL).rev().find(fits).unwrap_or(0));
    };
    view! {
        <div class="line">
            <span class="cap num">{said}</span>
            <Button label=tr::map::smaller() kind=ButtonKind::Quiet held=at_least on_press=move || to(size.get_untracked().saturating_sub(1))/>
            <Button label=tr::map::larger() kind=ButtonKind::Quiet held=at_most on_press=move || to(size.get_untracked() + 1)/>
            {move || broad.get().then(|| view! { <Button label=tr::map::whole() kind=ButtonKind::Quiet on_press=fit/> })}
        </div>
    }
    .into_any()
}

fn keys() -> AnyView {
    let one = |keys: &[&str], what: String| KeyLine::any(keys, what);
    let lines = vec![
        one(&["↑"], tr::map::key_up()),
        one(&["↓"], tr::map::key_down()),
        one(&["→", "←"], tr::map::key_sides()),
        KeyLine::any(&[&tr::keys::home(), &tr::keys::end()], tr::map::key_ends()),
        KeyLine::any(&[&tr::keys::enter()], tr::map::key_open()),
    ];
    view! { <Disclosure summary=tr::map::keys()><Keys lines/></Disclosure> }.into_any()
}

/// What is not drawn, because a merge made a circle of it.
fn aside(model: &Model) -> Option<AnyView> {
    let count = model.aside.len();
    (count > 0).then(|| {
        let row = |(first, second, to): (String, String, CompetencyId)| {
            let (to, text) = (Route::Skill(to.to_string()), tr::map::aside(&first, &second));
            view! { <li><Link to><Own text/></Link></li> }.into_any()
        };
        let rows: Vec<AnyView> = model.aside.iter().cloned().map(row).collect();
        view! {
            <Note kind=NoteKind::Warn>
                <p><b>{tr::map::aside_title(count)}</b></p>
                <p>{tr::map::aside_text()}</p>
                <ul class="stack tight">{rows}</ul>
            </Note>
        }
        .into_any()
    })
}
