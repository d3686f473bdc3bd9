//! What a record or an event is called and where it stands in the app: for lists that hold every kind.

use crate::{i18n::tr, route::Route, ui::Icon};
use cairn_domain::{
    competency::{Relation, Rubric},
    goal::{Criterion, Step},
    id::{Id, ItemId},
    item::Item,
    kind::Kind,
    mistake::Mistake,
    noun::Noun,
    port::{Lookup, Snapshot},
    record::Record,
    registry,
};

/// The kinds of records; events are taken back, not deleted.
pub const RECORDS: &[Kind] = &[
    Kind::PROFILE,
    Kind::INTEREST,
    Kind::GOAL,
    Kind::CRITERION,
    Kind::STEP,
    Kind::RESOURCE,
    Kind::FRAMEWORK,
    Kind::COMPETENCY,
    Kind::RELATION,
    Kind::SCALE,
    Kind::RUBRIC,
    Kind::ITEM,
    Kind::DECK,
    Kind::MISTAKE,
];

/// What a record of this kind is.
pub fn kind(kind: Kind) -> String {
    use tr::trash as said;
    match kind {
        Kind::PROFILE => said::profile(),
        Kind::INTEREST => said::interest(),
        Kind::GOAL => said::goal(),
        Kind::CRITERION => said::criterion(),
        Kind::STEP => said::step(),
        Kind::RESOURCE => said::resource(),
        Kind::FRAMEWORK => said::framework(),
        Kind::COMPETENCY => said::competency(),
        Kind::RELATION => said::relation(),
        Kind::SCALE => said::scale(),
        Kind::RUBRIC => said::rubric(),
        Kind::ITEM => said::item(),
        Kind::DECK => said::deck(),
        Kind::MISTAKE => said::mistake(),
        Kind::EVIDENCE => tr::lists::evidence(),
        Kind::SELF_ASSESSMENT => tr::lists::self_assessment(),
        Kind::CONTEST => tr::lists::contest(),
        Kind::TRANSITION => tr::lists::transition(),
        kind if kind.is_event() => tr::lists::event(),
        _ => said::other(),
    }
}

/// The drawing of its place.
pub fn icon(kind: Kind) -> Icon {
    match kind {
        Kind::PROFILE | Kind::INTEREST => Icon::Person,
        Kind::GOAL | Kind::CRITERION | Kind::STEP | Kind::TRANSITION => Icon::Goals,
        Kind::RESOURCE => Icon::Library,
        Kind::ITEM | Kind::DECK | Kind::MISTAKE => Icon::Card,
        _ => Icon::Skills,
    }
}

/// What [`title`] reads beyond the record itself.
pub fn needs(record: &Record) -> Vec<Lookup> {
    let ends = ends(record).map(|id| Lookup::Record(Kind::COMPETENCY, id));
    ends.chain(card(record).map(|card| Lookup::Record(Kind::ITEM, card.0))).collect()
}

/// What a record is called: its own title; a link between skills by both of them, a card the other way round as its card,
/// a mistake as its item.
pub fn title(record: &Record, snapshot: &Snapshot) -> String {
    let own = registry::title(record);
    if !own.is_empty() {
        return own;
    }
    if let Some(card) = card(record).and_then(|card| snapshot.record(Kind::ITEM, card.0)) {
        return registry::title(card);
    }
    let names: Vec<String> = ends(record)
        .filter_map(|id| snapshot.record(Kind::COMPETENCY, id))
        .map(registry::title)
        .filter(|title| !title.is_empty())
        .collect();
    if names.is_empty() { tr::trash::untitled() } else { names.join(" · ") }
}

fn ends(record: &Record) -> impl Iterator<Item = Id> {
    let relation = (record.kind == Kind::RELATION).then(|| Relation::read(record));
    relation.into_iter().flat_map(|relation| [relation.from, relation.to]).flatten().map(Id::from)
}

/// The card that a record asks the other way round, the item of a mistake.
fn card(record: &Record) -> Option<ItemId> {
    match record.kind {
        Kind::ITEM => record.value(&Item::TWIN),
        Kind::MISTAKE => record.value(&Mistake::ITEM),
        _ => None,
    }
}

/// Where a record in use can be looked at.
pub fn place(record: &Record) -> Option<Route> {
    let id = record.id.to_string();
    Some(match record.kind {
        Kind::PROFILE | Kind::INTEREST => Route::Profile,
        Kind::GOAL => Route::Goal(id),
        Kind::CRITERION => Route::Goal(Criterion::read(record).goal?.to_string()),
        Kind::STEP => Route::Goal(Step::read(record).goal?.to_string()),
        Kind::RESOURCE => Route::Resource(id),
        Kind::ITEM => Route::Item(card(record).map_or(id, |card| card.to_string())),
        Kind::DECK => Route::Deck(id),
        Kind::MISTAKE => Route::Mistakes,
        Kind::FRAMEWORK => Route::Framework(id),
        Kind::COMPETENCY => Route::Skill(id),
        Kind::RELATION => Route::Skill(Relation::read(record).from?.to_string()),
        Kind::RUBRIC => Route::Framework(Rubric::read(record).framework?.to_string()),
        _ => return None,
    })
}
