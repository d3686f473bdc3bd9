//! What the browser offers, one file for each interface, each with its own clean-up. Here and nowhere
//! else in the app `web_sys` and `js_sys` appear. Every file answers for a browser that lacks its
//! interface: nothing here panics because something is missing.

pub mod broadcast;
pub mod clipboard;
pub mod clock;
pub mod dialog;
pub mod document;
pub mod download;
pub mod drag;
pub mod events;
pub mod fetch;
pub mod files;
pub mod focus;
pub mod history;
pub mod install;
pub mod intl;
mod js;
pub mod keyboard;
pub mod launched;
pub mod match_media;
pub mod object_url;
pub mod picture;
pub mod preferences;
pub mod random;
pub mod reserve;
pub mod selection;
pub mod service_worker;
pub mod share;
pub mod shared;
pub mod sheet;
pub mod size;
pub mod sound;
pub mod speech;
pub mod storage;
pub mod surroundings;
pub mod task;
pub mod timers;
pub mod wake_lock;
pub mod worker;
