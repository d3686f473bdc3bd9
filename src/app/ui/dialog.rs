//! Sheets and dialogs on the browser's own `<dialog>`: labelled by their title, closed by Escape, by
//! Close and by a press beside them; the focus goes back to where it was.

use super::{Button, ButtonKind, Icon, id};
use crate::browser::dialog;
use crate::i18n::tr;
use leptos::html;
use leptos::prelude::*;

/// A sheet that comes from the lower edge on a phone. Its content lives only while it is open.
#[component]
pub fn Sheet(open: RwSignal<bool>, #[prop(into)] title: Signal<String>, children: ChildrenFn) -> impl IntoView {
    modal(open, title, "sheet", children)
}

/// A dialog in the middle: a question that wants an answer.
#[component]
pub fn Dialog(open: RwSignal<bool>, #[prop(into)] title: Signal<String>, children: ChildrenFn) -> impl IntoView {
    modal(open, title, "sheet dialog", children)
}

/// A question with one answer that does something, and Cancel.
#[component]
pub fn Confirm(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] text: Signal<String>,
    #[prop(into)] action: Signal<String>,
    #[prop(into)] on_confirm: Callback<()>,
    #[prop(optional)] danger: bool,
) -> impl IntoView {
    let kind = if danger { ButtonKind::Danger } else { ButtonKind::Main };
    view! {
        <Dialog open title>
            <p>{move || text.get()}</p>
            <div class="line">
                <Button
                    label=action
                    kind
                    on_press=move || {
                        open.set(false);
                        on_confirm.run(());
                    }
                />
                <Button label=tr::common::cancel() on_press=move || open.set(false)/>
            </div>
        </Dialog>
    }
    .into_any()
}

fn modal(open: RwSignal<bool>, title: Signal<String>, class: &'static str, children: ChildrenFn) -> AnyView {
    let heading = id::next();
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(element) = node.get() else { return };
        if open.get() {
            dialog::open(&element);
        } else {
            dialog::close(&element);
        }
    });
    let labelled = heading.clone();
    view! {
        <dialog
            class=class
            node_ref=node
            aria-labelledby=labelled
            on:close=move |_| open.set(false)
            on:click=move |event| {
                if dialog::on_scrim(&event) {
                    open.set(false);
                }
            }
        >
            {move || {
                let (heading, children) = (heading.clone(), children.clone());
                open.get()
                    .then(move || {
                        view! {
                            <div class="sheet-body">
                                <header class="line ends">
                                    <h2 id=heading class="xl">{move || title.get()}</h2>
                                    <button class="ib end" type="button" aria-label=tr::common::close() on:click=move |_| open.set(false)>
                                        {Icon::Close.view()}
                                    </button>
                                </header>
                                {children()}
                            </div>
                        }
                    })
            }}
        </dialog>
    }
    .into_any()
}
