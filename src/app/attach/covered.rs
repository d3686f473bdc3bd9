//! A picture of which parts are covered: what is drawn over it, as SVG that has its size whatever that is. Parts lie in
//! ten-thousandths of its width and height; letters, which must not be stretched with it, are drawn back into their own
//! proportions. A sentence says how many parts are covered and how many of them are asked.

use crate::i18n::tr;
use cairn_domain::media::covers::{Cover, Covers, Label, Role, Shape};
use leptos::prelude::*;

/// How high the sign on a part that is asked is at most, and as a share of the part.
const SIGN_MAX: f64 = 1_200.0;
const SIGN: f64 = 0.7;

/// The picture with its parts covered; `size` is its width and height, if they are known.
pub fn covered(picture: AnyView, covers: &Covers, size: Option<(u32, u32)>) -> AnyView {
    let tall = size
        .filter(|(width, height)| *width > 0 && *height > 0)
        .map_or(1.0, |(width, height)| f64::from(height) / f64::from(width));
    let parts: Vec<AnyView> = covers.covers.iter().map(|cover| part(cover, tall)).collect();
    let labels: Vec<AnyView> = covers.labels.iter().map(|one| label(one, tall)).collect();
    view! {
        <span class="covered">
            {picture}
            <svg viewBox="0 0 10000 10000" preserveAspectRatio="none" role="img" aria-label=words(covers)>
                {parts}
                {labels}
            </svg>
        </span>
    }
    .into_any()
}

/// What is said of it.
fn words(covers: &Covers) -> String {
    let [asked, covered, open] = [Role::Asked, Role::Covered, Role::Open].map(|role| covers.count(role));
    match (asked, covered, open) {
        (0, 0, open) => tr::pictures::open(open),
        (0, rest, 0) => tr::pictures::covered(rest),
        (0, rest, open) => tr::pictures::open_of(open, rest),
        (asked, rest, _) => tr::pictures::asked(asked + rest, asked),
    }
}

fn part(cover: &Cover, tall: f64) -> AnyView {
    let shape = match cover.role {
        Role::Asked => drawn(&cover.shape, "asked"),
        Role::Covered => drawn(&cover.shape, ""),
        // Whatever the picture's colours are, one of two lines is seen on them.
        Role::Open => view! { {drawn(&cover.shape, "open under")}{drawn(&cover.shape, "open")} }.into_any(),
    };
    let sign = (cover.role == Role::Asked).then(|| {
        let frame = cover.shape.frame();
        let place = unstretched(middle(frame), tall);
        let height = f64::from(frame[3]).min(f64::from(frame[2]) / tall) * SIGN;
        view! {
            <text class="sign" transform=place font-size=height.min(SIGN_MAX).to_string() text-anchor="middle" dominant-baseline="central">
                {tr::pictures::sign()}
            </text>
        }
    });
    view! { {shape}{sign} }.into_any()
}

fn drawn(shape: &Shape, class: &'static str) -> AnyView {
    match shape {
        Shape::Rectangle(frame) => {
            let [x, y, width, height] = frame.map(|at| at.to_string());
            view! { <rect class=class x=x y=y width=width height=height></rect> }.into_any()
        }
        Shape::Ellipse(frame) => {
            let [x, y] = middle(*frame).map(|at| at.to_string());
            let [rx, ry] = [frame[2], frame[3]].map(|length| (f64::from(length) / 2.0).to_string());
            view! { <ellipse class=class cx=x cy=y rx=rx ry=ry></ellipse> }.into_any()
        }
        Shape::Polygon(corners) => {
            let corners: Vec<String> = corners.iter().map(|[x, y]| format!("{x},{y}")).collect();
            view! { <polygon class=class points=corners.join(" ")></polygon> }.into_any()
        }
    }
}

fn label(label: &Label, tall: f64) -> AnyView {
    let place = unstretched(label.at.map(f64::from), tall);
    // It begins at its place in every language, as it was put there.
    view! {
        <text transform=place font-size=label.height.to_string() direction="ltr" dominant-baseline="text-before-edge">
            {label.letters.clone()}
        </text>
    }
    .into_any()
}

fn middle([left, top, width, height]: [u16; 4]) -> [f64; 2] {
    [(left, width), (top, height)].map(|(from, length)| f64::from(from) + f64::from(length) / 2.0)
}

/// To a place, with as much of the width as makes letters as wide as they are meant to be.
fn unstretched([x, y]: [f64; 2], tall: f64) -> String {
    format!("translate({x} {y}) scale({tall:.4} 1)")
}
