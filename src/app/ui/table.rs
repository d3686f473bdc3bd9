//! Numbers as a table: behind each chart, and wherever words must be compared.

use leptos::prelude::*;

/// A table with a caption for screen readers. The first cell of a row heads it.
#[component]
pub fn Table(#[prop(into)] caption: String, head: Vec<String>, rows: Vec<Vec<String>>) -> impl IntoView {
    let head: Vec<AnyView> = head.into_iter().map(|cell| view! { <th scope="col">{cell}</th> }.into_any()).collect();
    let rows: Vec<AnyView> = rows
        .into_iter()
        .map(|row| {
            let cells: Vec<AnyView> = row
                .into_iter()
                .enumerate()
                .map(|(at, cell)| match at {
                    0 => view! { <th scope="row"><bdi>{cell}</bdi></th> }.into_any(),
                    _ => view! { <td class="num"><bdi>{cell}</bdi></td> }.into_any(),
                })
                .collect();
            view! { <tr>{cells}</tr> }.into_any()
        })
        .collect();
    view! {
        <div class="table">
            <table>
                <caption class="sr">{caption}</caption>
                <thead><tr>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
