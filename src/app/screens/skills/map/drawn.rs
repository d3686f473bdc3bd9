//! The picture: frames of groups, lines, and a link for each node. One node at a time can be reached by Tab; arrow keys
//! go on from it.

use super::super::words as said;
use super::geometry::{HEAD, HEAD_ROWS, Line, Place, REM, Scale};
use super::model::{Lane, Model};
use super::{share, words};
use crate::browser::focus;
use crate::i18n::{self, tr};
use crate::route::{self, Route};
use cairn_learning::drawing::{Drawing, Point, Step, walk};
use leptos::prelude::*;
use std::sync::Arc;

/// Something that keys reach.
struct Stop {
    id: String,
    at: Point,
}

/// The picture of a model at its places; `size` is the number of its size.
pub fn picture(
    model: &Model,
    drawing: &Drawing,
    scale: Scale,
    size: RwSignal<usize>,
    title: &str,
    lang: &str,
) -> AnyView {
    let at = RwSignal::new(first(model, drawing));
    let stops = Arc::new(stops(model, drawing));
    let edges = model.pairs();
    let lines: Vec<AnyView> = scale.lines(drawing, &model.edges).into_iter().map(line).collect();
    let heads: Vec<AnyView> = headed(model)
        .enumerate()
        .map(|(place, (number, lane))| {
            let stop = model.nodes.len() + place;
            frame(lane, scale.frame(&drawing.frames[number]), &stops[stop].id, Signal::derive(move || at.get() == stop))
        })
        .collect();
    let nodes: Vec<AnyView> = in_order(model, drawing)
        .into_iter()
        .map(|number| {
            let here = Signal::derive(move || at.get() == number);
            node(model, number, scale.node(&drawing.spots[number]), &stops[number].id, here)
        })
        .collect();
    let part = move || share(size.get());
    let (width, height) = (scale.width / REM, scale.height / REM);
    let rem = |units: f64| [units.to_string().as_str(), "rem"].concat();
    let named = stops.clone();
    let focused = move |_| {
        let Some(id) = focus::current_id() else { return };
        if let Some(stop) = named.iter().position(|stop| stop.id == id) {
            at.set(stop);
        }
    };
    let spots: Vec<Point> = stops.iter().map(|stop| stop.at).collect();
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key() {
            return;
        }
        let Some(step) = step(&event.key(), i18n::current().rtl) else { return };
        if let Some(to) = walk(&spots, &edges, at.get_untracked(), step) {
            event.prevent_default();
            // Focus follows with the next frame; the next key may come before.
            at.set(to);
            focus::go_to(&stops[to].id);
        }
    };
    view! {
        <svg
            width=move || rem(width * part())
            height=move || rem(height * part())
            viewBox=format!("0 0 {} {}", scale.width, scale.height)
            role="group"
            aria-label=tr::map::name(title)
            lang=Some(lang.to_owned()).filter(|lang| !lang.is_empty())
            on:focusin=focused
            on:keydown=pressed
        >
            {heads}
            {lines}
            {nodes}
        </svg>
    }
    .into_any()
}

/// What a key means; in reading order "after" lies where one reads on.
fn step(key: &str, rtl: bool) -> Option<Step> {
    Some(match (key, rtl) {
        ("ArrowUp", _) => Step::Up,
        ("ArrowDown", _) => Step::Down,
        ("ArrowRight", false) | ("ArrowLeft", true) => Step::After,
        ("ArrowLeft", false) | ("ArrowRight", true) => Step::Before,
        ("Home", _) => Step::First,
        ("End", _) => Step::Last,
        _ => return None,
    })
}

/// Where one begins: on the ground of the first group.
fn first(model: &Model, drawing: &Drawing) -> usize {
    in_order(model, drawing).first().copied().unwrap_or(0)
}

/// Lanes with a heading.
fn headed(model: &Model) -> impl Iterator<Item = (usize, &Lane)> {
    model.lanes.iter().enumerate().filter(|(_, lane)| lane.group.is_some())
}

/// Nodes, then headings, with what they are called in the page.
fn stops(model: &Model, drawing: &Drawing) -> Vec<Stop> {
    let id = |kind: &str, id: &dyn std::fmt::Display| [kind, &id.to_string()].concat();
    let nodes = model.nodes.iter().zip(&drawing.spots).map(|(spot, at)| Stop { id: id("map-", &spot.id), at: *at });
    let heads = headed(model).filter_map(|(number, lane)| {
        let frame = drawing.frames[number];
        let at = Point { x: frame.x + 0.5, y: frame.y + HEAD_ROWS / 2.0 };
        Some(Stop { id: id("map-of-", &lane.group?), at })
    });
    nodes.chain(heads).collect()
}

/// Lane by lane from the ground up: as one hears them.
fn in_order(model: &Model, drawing: &Drawing) -> Vec<usize> {
    let mut order: Vec<usize> = (0..model.nodes.len()).collect();
    order.sort_by(|left, right| {
        let (a, b) = (&drawing.spots[*left], &drawing.spots[*right]);
        let lanes = model.nodes[*left].lane.cmp(&model.nodes[*right].lane);
        lanes.then(b.y.total_cmp(&a.y)).then(a.x.total_cmp(&b.x))
    });
    order
}

fn line(line: Line) -> AnyView {
    let class = if line.helps { "edge helps" } else { "edge" };
    let head = if line.helps { "head" } else { "head full" };
    view! { <path class=class d=line.path></path><path class=head d=line.head></path> }.into_any()
}

fn frame(lane: &Lane, place: Place, id: &str, here: Signal<bool>) -> AnyView {
    let Some(group) = lane.group else { return ().into_any() };
    let name = lane.path.join(" › ");
    let count = tr::skills::of(lane.reached.0, lane.reached.1);
    let label = tr::map::group(&name, &count);
    let inside = view! { <bdi dir="auto">{name}</bdi><span class="cap num">{count}</span> }.into_any();
    let Place { x, y, width, height } = place;
    view! {
        <rect class="lane" x=x + 1.0 y=y + 1.0 width=width - 2.0 height=height - 2.0 rx="14"></rect>
        <foreignObject x=x + 4.0 y=y + 2.0 width=width - 8.0 height=HEAD>
            {link(Route::Skill(group.to_string()), "map-head", id, label, here, inside)}
        </foreignObject>
    }
    .into_any()
}

fn node(model: &Model, number: usize, place: Place, id: &str, here: Signal<bool>) -> AnyView {
    let spot = &model.nodes[number];
    let inside = view! {
        <span class="map-face">
            {said::sign(spot.badge, spot.group)}
            <bdi dir="auto">{spot.name.clone()}</bdi>
            <span class="cap">{words::level(spot)}</span>
        </span>
    }
    .into_any();
    let label = words::node(model, number);
    view! {
        <foreignObject x=place.x y=place.y width=place.width height=place.height>
            {link(Route::Skill(spot.id.to_string()), "map-node", id, label, here, inside)}
        </foreignObject>
    }
    .into_any()
}

/// A link that Tab reaches while it is the one that keys go on from.
fn link(to: Route, class: &'static str, id: &str, label: String, here: Signal<bool>, inside: AnyView) -> AnyView {
    view! {
        <a
            href=route::href(&to)
            class=class
            id=id.to_owned()
            aria-label=label
            tabindex=move || if here.get() { "0" } else { "-1" }
            on:click=move |event| route::follow(&event, &to)
        >
            {inside}
        </a>
    }
    .into_any()
}
