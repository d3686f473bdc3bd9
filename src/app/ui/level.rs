//! A level as a small cairn: one stone laid for each level, always beside its word.

use leptos::prelude::*;

/// On what a level stands, and whether it fades.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LevelKind {
    /// Shown by evidence: filled stones.
    #[default]
    Shown,
    /// Shown, and fading: of the top stone a half.
    ShownFading,
    /// Only said: dotted stones, as many as were said, one at least.
    Said,
    /// Said, and fading.
    SaidFading,
}

impl LevelKind {
    /// Shown or only said, fading or not.
    pub fn of(said: bool, fading: bool) -> Self {
        match (said, fading) {
            (false, false) => Self::Shown,
            (false, true) => Self::ShownFading,
            (true, false) => Self::Said,
            (true, true) => Self::SaidFading,
        }
    }
}

/// The stones alone, for a row whose word stands at its end. `level` is 0 to 4.
#[component]
pub fn Stones(level: u8, #[prop(optional)] kind: LevelKind, #[prop(optional)] large: bool) -> impl IntoView {
    let said = matches!(kind, LevelKind::Said | LevelKind::SaidFading);
    let fading = level > 0 && matches!(kind, LevelKind::ShownFading | LevelKind::SaidFading);
    let class = match (said, large) {
        (true, false) => "stones said",
        (true, true) => "stones said lg",
        (false, true) => "stones lg",
        (false, false) => "stones",
    };
    let whole = symbol(said, level);
    let drawing = if fading {
        // All below the top stone, and half a drawing in which it is laid.
        let below = symbol(said, level - 1).filter(|_| !said || level > 1);
        view! {
            {below.map(|below| view! { <use href=below></use> })}
            <svg width="12" height="24" viewBox="0 0 12 24"><use href=whole width="24" height="24"></use></svg>
        }
        .into_any()
    } else {
        view! { <use href=whole></use> }.into_any()
    };
    view! { <svg class=class viewBox="0 0 24 24" aria-hidden="true">{drawing}</svg> }.into_any()
}

/// The drawing of a level.
fn symbol(said: bool, level: u8) -> Option<&'static str> {
    let (shown, dotted) =
        (["#lv0", "#lv1", "#lv2", "#lv3", "#lv4"], ["#said1", "#said1", "#said2", "#said3", "#said4"]);
    let of = if said { dotted } else { shown };
    of.get(usize::from(level)).or(of.last()).copied()
}

/// The stones with their word.
#[component]
pub fn Level(level: u8, #[prop(optional)] kind: LevelKind, #[prop(into)] word: String) -> impl IntoView {
    view! { <span class="level"><Stones level kind/>{word}</span> }.into_any()
}
