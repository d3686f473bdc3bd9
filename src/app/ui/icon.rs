//! The icons, all of them symbols of `sprite.svg`, which stands inline in index.html. An icon says
//! nothing to a screen reader: the word beside it does.

use leptos::prelude::*;

macro_rules! icons {
    ($($name:ident = $symbol:literal),* $(,)?) => {
        /// A drawing of the sprite.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, dead_code)]
        pub enum Icon { $($name),* }

        impl Icon {
            fn symbol(self) -> &'static str {
                match self { $(Self::$name => concat!("#i-", $symbol)),* }
            }
        }
    };
}

icons! {
    Today = "today", Goals = "goals", Library = "library", Skills = "skills",
    Add = "add", Search = "search", Menu = "menu", Back = "back", Next = "next", Down = "down",
    Close = "close", Check = "check", Clock = "clock", Saved = "saved", Online = "online",
    Link = "link", Card = "card", Note = "note", File = "file", Reflect = "reflect", Question = "question",
    Video = "video", Audio = "audio", Book = "book", Person = "person", Place = "place",
    Undo = "undo", Shield = "shield", Warn = "warn", Info = "info", Out = "out", In = "in", Edit = "edit",
    Hint = "hint", Up = "up", Fall = "fall", Photo = "photo", Mentor = "mentor", Lock = "lock", Text = "text",
    Tree = "tree", Map = "map", Pin = "pin", Trash = "trash", Settings = "settings", Drag = "drag",
    Speak = "speak", Course = "course", Tool = "tool", Chart = "chart", Compare = "compare",
}

/// The colour of an icon, which never says anything alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Tone {
    #[default]
    Plain,
    Ok,
    Info,
    Warn,
    Danger,
}

impl Icon {
    /// At 24 px.
    pub fn view(self) -> AnyView {
        self.drawn("icon")
    }

    /// At 20 px, for a line of text.
    pub fn small(self) -> AnyView {
        self.drawn("icon s")
    }

    /// At 24 px in a colour.
    pub fn toned(self, tone: Tone) -> AnyView {
        self.drawn(match tone {
            Tone::Plain => "icon",
            Tone::Ok => "icon ok",
            Tone::Info => "icon info",
            Tone::Warn => "icon warn",
            Tone::Danger => "icon danger",
        })
    }

    /// At 24 px, turned round where one reads from right to left.
    pub fn turned(self) -> AnyView {
        self.drawn("icon flip")
    }

    fn drawn(self, class: &'static str) -> AnyView {
        view! { <svg class=class aria-hidden="true"><use href=self.symbol()></use></svg> }.into_any()
    }
}
