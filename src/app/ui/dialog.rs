//! Sheets and dialogs on the browser's own `<dialog>`: labelled by their title, closed by Escape, by
//! Close and by a press beside them; the focus goes back to where it was.

use super::{Button, ButtonKind, Icon, id, live};
use crate::browser::{dialog, document};
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
    // A press beside the sheet closes it only if it began there, not at the end of marking a text, and not
    // over something that was typed.
    let (pressed, typed) = (StoredValue::new(false), StoredValue::new(false));
    // Leaving what was typed takes a second press.
    let may_stay = move || {
        let stay = typed.get_value();
        typed.set_value(false);
        if stay {
            live::toast(tr::common::unsaved(), None);
        }
        stay
    };
    Effect::new(move |_| {
        let Some(element) = node.get() else { return };
        typed.set_value(false);
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
            on:cancel=move |event: leptos::ev::Event| {
                if may_stay() {
                    event.prevent_default();
                }
            }
            on:input=move |event| {
                if document::is_written(&event) {
                    typed.set_value(true);
                }
            }
            on:pointerdown=move |event| pressed.set_value(dialog::on_scrim(&event))
            on:click=move |event| {
                if dialog::on_scrim(&event) && pressed.get_value() && !typed.get_value() {
                    open.set(false);
                }
            }
        >
            {move || {
                let (heading, children) = (heading.clone(), children.clone());
                open.get()
                    .then(move || {
                        let said = live::from_now_on();
                        view! {
                            <div class="sheet-body">
                                <div
                                    role="status"
                                    dir="auto"
                                    class="told"
                                    class:sr=move || said.with(|said| !said.shown || said.text.is_empty())
                                >
                                    {move || said.with(|said| said.text.clone())}
                                </div>
                                <header class="line ends">
                                    <h2 id=heading class="xl">{move || title.get()}</h2>
                                    <button class="ib end" type="button" aria-label=tr::common::close() on:click=move |_| if !may_stay() { open.set(false) }>
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
