//! The app's entry: the device's settings, the language, then the views.
//! Everything the app knows of the browser is in [`browser`], all words are in `locales/`.

#[cfg(test)]
#[allow(dead_code, reason = "the build script uses the rest")]
#[path = "build/catalogue.rs"]
mod catalogue;
#[cfg(test)]
#[path = "build/message.rs"]
mod message;
#[cfg(test)]
#[allow(dead_code, reason = "the build script uses the rest")]
#[path = "build/pseudo.rs"]
mod pseudo;

mod attach;
mod browser;
mod choose;
mod i18n;
mod keys;
mod languages;
mod mistakes;
mod pieces;
mod practice;
mod recover;
mod root;
mod route;
mod screens;
mod session;
mod theme;
mod ui;
mod update;

fn main() {
    root::start();
}
