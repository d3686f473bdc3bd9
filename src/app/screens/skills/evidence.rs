//! The evidence for a skill, each piece with what it did: what was shown, and apart from it what was
//! only said.

use super::detail::{Shown, pick};
use super::read::{Piece, What};
use super::{view_model, words};
use crate::attach;
use crate::i18n::tr;
use crate::session;
use crate::ui::{Button, ButtonKind, EvidenceEffect, Meta, Row, Section, Voice};
use cairn_domain::{command::Command, evidence::command::Command as Say, kind::Kind};
use leptos::prelude::*;

/// Both sections.
pub fn sections(detail: Shown) -> AnyView {
    let pieces = Memo::new(move |_| pick(detail, |detail| detail.pieces.clone()));
    let part = move |demonstrates: bool| {
        let of = |piece: &&Piece| piece.effect.demonstrates == demonstrates;
        pieces.with(|pieces| pieces.iter().filter(of).map(row).collect::<Vec<_>>())
    };
    let any = move |demonstrates: bool| {
        pieces.with(|pieces| pieces.iter().any(|piece| piece.effect.demonstrates == demonstrates))
    };
    view! {
        <Section title=tr::skills::evidence() tight=true>
            {move || (!any(true)).then(|| view! { <p class="muted">{tr::skills::nothing_shown()}</p> })}
            <ul class="list">{move || part(true)}</ul>
        </Section>
        {move || {
            any(false)
                .then(|| {
                    view! {
                        <Section title=tr::skills::said_not_shown() tight=true>
                            <p class="cap">{tr::skills::said_text()}</p>
                            <ul class="list">{part(false)}</ul>
                        </Section>
                    }
                })
        }}
    }
    .into_any()
}

fn row(piece: &Piece) -> AnyView {
    let name = words::piece(piece);
    let facts = words::piece_facts(piece).into_iter().map(Into::into).collect();
    let (note, link, file) = match &piece.what {
        What::Evidence(evidence) => (evidence.note.clone(), evidence.link.clone(), evidence.file.clone()),
        What::Own(own) => (own.note.clone(), own.link.clone(), None),
    };
    let trail = view! {
        <EvidenceEffect points=piece.effect.delta_mean * 100.0 label=words::effect(piece.effect.delta_mean)/>
    };
    let (kind, event) = (piece.kind, piece.effect.event);
    let described = tr::skills::take_back_named(&name);
    view! {
        <Row icon=words::icon(piece) trail=trail.into_any()>
            <span class="name" dir="auto">{name}</span>
            <Meta parts=facts/>
            {(!note.is_empty()).then(|| view! { <Voice text=note/> })}
            {(!link.is_empty()).then(|| place(link))}
            {file.map(|file| attach::view(&file, false, || ()))}
            // An answer is taken back where it was given.
            {(kind != Kind::RESPONSE)
                .then(|| {
                    view! {
                        <div class="line">
                            <Button
                                label=tr::skills::take_back()
                                described
                                kind=ButtonKind::Quiet
                                on_press=move || session::run(Command::Evidence(Say::Void(kind, event)))
                            />
                        </div>
                    }
                })}
        </Row>
    }
    .into_any()
}

/// Where it can be seen: an address leads there, other words stand as they are.
fn place(link: String) -> AnyView {
    if view_model::opens(&link) {
        let address = link.clone();
        view! { <p class="cap"><a href=address target="_blank" rel="noopener noreferrer"><bdi>{link}</bdi></a></p> }
            .into_any()
    } else {
        view! { <p class="cap" dir="auto">{link}</p> }.into_any()
    }
}
