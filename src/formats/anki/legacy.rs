//! Kinds of notes and decks as the schema of the first two layouts has them: JSON in two columns.

use super::collection::{NoteKind, PATH_MAX, Template, path};
use crate::problem::{Location, Refusal};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Model {
    #[serde(default)]
    name: String,
    /// 1 for texts with gaps.
    #[serde(default, rename = "type")]
    kind: i64,
    #[serde(default)]
    flds: Vec<Named>,
    #[serde(default)]
    tmpls: Vec<Sides>,
}

#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    name: String,
    #[serde(default)]
    ord: i64,
}

#[derive(Deserialize)]
struct Sides {
    #[serde(default)]
    name: String,
    #[serde(default)]
    ord: i64,
    #[serde(default)]
    qfmt: String,
    #[serde(default)]
    afmt: String,
}

/// Kinds by id, and paths of decks by id.
type Read = (BTreeMap<i64, NoteKind>, BTreeMap<i64, Vec<String>>);

/// Bytes of a column that are read: what says nothing takes many times its length in memory.
const JSON_MAX: usize = 32 << 20;

/// Reads both columns; refused with `bad_models` and `bad_decks`.
pub(super) fn read(models: &str, decks: &str) -> Result<Read, Refusal> {
    if models.len().max(decks.len()) > JSON_MAX {
        return Err(Refusal::new(Location::Whole, "too_large", JSON_MAX.to_string()));
    }
    let bad = |code: &'static str| move |_| Refusal::new(Location::Whole, code, "");
    let models: BTreeMap<i64, Model> = serde_json::from_str(models).map_err(bad("bad_models"))?;
    let decks: BTreeMap<i64, Named> = serde_json::from_str(decks).map_err(bad("bad_decks"))?;
    let kinds = models.into_iter().map(|(id, model)| (id, kind(model))).collect();
    let paths = decks.into_iter().map(|(id, deck)| (id, path(deck.name.splitn(PATH_MAX, "::")))).collect();
    Ok((kinds, paths))
}

/// The settings of a collection, as far as they matter here.
#[derive(Deserialize)]
struct Settings {
    #[serde(rename = "creationOffset")]
    minutes_west: i64,
}

/// Minutes that the collection's clock was behind UTC when it was made, if its settings say so.
pub(super) fn minutes_west(settings: &str) -> Option<i64> {
    let settings = Some(settings).filter(|settings| settings.len() <= JSON_MAX)?;
    serde_json::from_str::<Settings>(settings).ok().map(|settings| settings.minutes_west)
}

fn kind(mut model: Model) -> NoteKind {
    model.flds.sort_by_key(|field| field.ord);
    model.tmpls.sort_by_key(|template| template.ord);
    let template = |Sides { name, qfmt, afmt, .. }| Template { name, front: qfmt, back: afmt };
    NoteKind {
        name: model.name,
        is_cloze: model.kind == 1,
        fields: model.flds.into_iter().map(|field| field.name).collect(),
        templates: model.tmpls.into_iter().map(template).collect(),
    }
}
