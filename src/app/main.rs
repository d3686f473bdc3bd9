//! The app's entry: the device's settings, the language, then the views.
//! Everything the app knows of the browser is in [`browser`], all words are in `locales/`.

#[cfg(test)]
#[path = "build/catalogue.rs"]
mod catalogue;
#[cfg(test)]
#[path = "build/message.rs"]
mod message;
#[cfg(test)]
#[path = "build/pseudo.rs"]
mod pseudo;

// These four are libraries for the screens; what no screen uses is left out of the module by the linker.
#[allow(dead_code)]
mod browser;
#[allow(dead_code, unused_imports)]
mod i18n;
mod languages;
mod root;
#[allow(dead_code, unused_imports)]
mod route;
mod screens;
#[allow(dead_code, unused_imports)]
mod session;
mod theme;
#[allow(dead_code, unused_imports)]
mod ui;

fn main() {
    root::start();
}
