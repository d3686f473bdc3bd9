//! What commands of every noun share: opening and making records, placing them in lists, checking
//! short texts and numbers.

use crate::{
    change::{Op, Outcome, Reply},
    error::{Place, Rejection},
    id::Id,
    kind::Kind,
    noun::Field,
    order,
    port::Snapshot,
    record::{Context, Draft, Record},
    text,
};

/// A new record of `kind`.
pub(crate) fn new(kind: Kind, context: &mut Context) -> Draft {
    let record = Record::new(kind, context.new_id());
    Draft::create(record, context)
}

/// A record in use, opened for changing.
pub(crate) fn open(kind: Kind, id: Id, snapshot: &Snapshot, context: &Context) -> Result<Draft, Rejection> {
    snapshot.alive(kind, id).map(|record| Draft::edit(record.clone(), context)).ok_or(Rejection::Missing)
}

/// Adds one change of `record` to an outcome.
pub(crate) fn change(record: &Record, context: &Context, outcome: &mut Outcome, act: impl FnOnce(&mut Draft)) {
    let mut draft = Draft::edit(record.clone(), context);
    act(&mut draft);
    outcome.put(draft);
}

/// An outcome of one draft.
pub(crate) fn done(op: Op, draft: Draft) -> Outcome {
    let mut outcome = Outcome::new(op);
    outcome.put(draft);
    outcome
}

/// An outcome of one new record, answered with its id.
pub(crate) fn created(op: Op, draft: Draft) -> Outcome {
    let id = draft.record().id;
    let mut outcome = done(op, draft);
    outcome.reply = Reply::Created(id);
    outcome
}

/// An order key behind the last one; a damaged last key counts as none.
pub(crate) fn after(last: Option<&str>) -> String {
    order::between(last, None).or_else(|| order::between(None, None)).unwrap_or_default()
}

/// A short line that may be empty.
pub(crate) fn line(text: &str, place: Place) -> Result<String, Rejection> {
    text::line(text, text::TITLE_MAX).map_err(Rejection::text(place))
}

/// A number within its range, or none.
pub(crate) fn within<N: Copy + PartialOrd + Into<i64>>(
    number: Option<N>,
    min: N,
    max: N,
) -> Result<Option<N>, Rejection> {
    match number {
        Some(number) if number < min || number > max => {
            Err(Rejection::Number { place: Place::Number, min: min.into(), max: max.into() })
        }
        number => Ok(number),
    }
}

/// Puts `moved` at index `to` of `siblings` by giving it a key between its neighbours; where equal keys
/// leave no room, every sibling gets a new key.
pub(crate) fn place(
    siblings: &[&Record],
    to: usize,
    moved: &Record,
    field: &Field<String>,
    context: &Context,
    outcome: &mut Outcome,
) {
    let key = |at: Option<usize>| at.and_then(|at| siblings.get(at)).map(|record| record.value(field));
    let room = order::between(key(to.checked_sub(1)).as_deref(), key(Some(to)).as_deref());
    let mut set = |record: &Record, key: &String| change(record, context, outcome, |draft| draft.set(field, key));
    match room {
        Some(key) => set(moved, &key),
        None => {
            let mut all = siblings.to_vec();
            all.insert(to, moved);
            all.iter().zip(order::spread(all.len())).for_each(|(record, key)| set(record, &key));
        }
    }
}
