//! The app's entry: mounts the root view.
use leptos::prelude::*;

fn main() {
    leptos::mount::mount_to_body(|| view! { <p>"Cairn"</p> });
}
