//! What an undo does: the opposite of each write, applied only where nothing else was written since.

use crate::{
    cbor::{Cbor, Reader, Value, Writer},
    change::{Op, Outcome, Reply},
    error::Rejection,
    event::Event,
    id::{DeviceId, EventId, Id},
    kind::Kind,
    port::{Lookup, Snapshot},
    record::{Cell, Context, Dot, Draft, Tag, Version},
    stamp::Stamp,
};

/// The opposite of one write.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Inverse {
    /// Gives a register or set element its value back, if it still carries the stamp of the write.
    Register {
        /// The record's kind.
        kind: Kind,
        /// The record.
        id: Id,
        /// The field.
        tag: Tag,
        /// The element, for a set.
        element: Option<Cbor>,
        /// The stamp of the write.
        written: Stamp,
        /// What was there: null or false if nothing.
        before: Cbor,
    },
    /// Gives a text its version back, if the written one still stands.
    Text {
        /// The record's kind.
        kind: Kind,
        /// The record.
        id: Id,
        /// The field.
        tag: Tag,
        /// The version that was written.
        written: Dot,
        /// The versions that it replaced.
        replaced: Vec<Version>,
    },
    /// Puts a record that was made or restored into the trash.
    Created {
        /// The record's kind.
        kind: Kind,
        /// The record.
        id: Id,
    },
    /// Restores a record from the trash.
    Trashed {
        /// The record's kind.
        kind: Kind,
        /// The record.
        id: Id,
    },
    /// Voids an event that was added; `owner` lists it.
    Added {
        /// The event's kind.
        kind: Kind,
        /// The event.
        id: EventId,
        /// What lists it, such as its competency's id.
        owner: String,
    },
    /// Adds a voided event again, under a new id.
    Voided {
        /// The event's kind.
        kind: Kind,
        /// The event.
        id: EventId,
    },
}

/// One change that can be taken back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UndoEntry {
    /// What was done.
    pub op: Op,
    /// When, UTC ms.
    pub ms: i64,
    /// The opposite of each write, in the order of the writes.
    pub inverse: Vec<Inverse>,
}

/// How many changes can be taken back.
pub const UNDO_KEPT: u64 = 200;

/// The rows that undoing `entry` reads.
pub fn needs(entry: &UndoEntry) -> Vec<Lookup> {
    let mut lookups: Vec<Lookup> = entry.inverse.iter().map(Inverse::lookup).collect();
    lookups.sort();
    lookups.dedup();
    lookups
}

/// Takes `entry` back. Registers that were written since stay; the reply says how many.
pub fn decide(entry: &UndoEntry, snapshot: &Snapshot, context: &mut Context) -> Result<Outcome, Rejection> {
    let mut outcome = Outcome::new(Op::Undo);
    let mut skipped = 0;
    let mut drafts: Vec<Draft> = Vec::new();
    for inverse in entry.inverse.iter().rev() {
        match inverse {
            Inverse::Added { kind, id, owner } => {
                let void = Event::void(EventId(context.new_id()), context.now, *id, *kind, owner);
                outcome.add_void(void, *kind, *id);
            }
            Inverse::Voided { kind, id } => match snapshot.event(*kind, *id) {
                Some(event) => {
                    let mut copy = event.clone();
                    copy.id = EventId(context.new_id());
                    outcome.add_event(copy);
                }
                None => skipped += 1,
            },
            Inverse::Register { kind, id, .. }
            | Inverse::Text { kind, id, .. }
            | Inverse::Created { kind, id }
            | Inverse::Trashed { kind, id } => {
                let at = drafts.iter().position(|draft| (draft.record().kind, draft.record().id) == (*kind, *id));
                let at = match (at, snapshot.record(*kind, *id)) {
                    (Some(at), _) => at,
                    (None, Some(record)) => {
                        drafts.push(Draft::edit(record.clone(), context));
                        drafts.len() - 1
                    }
                    (None, None) => {
                        skipped += 1;
                        continue;
                    }
                };
                if !inverse.apply(&mut drafts[at]) {
                    skipped += 1;
                }
            }
        }
    }
    drafts.into_iter().for_each(|draft| outcome.put(draft));
    outcome.reply = Reply::Undone { op: entry.op, skipped };
    Ok(outcome)
}

impl Inverse {
    fn lookup(&self) -> Lookup {
        match self {
            Inverse::Register { kind, id, .. }
            | Inverse::Text { kind, id, .. }
            | Inverse::Created { kind, id }
            | Inverse::Trashed { kind, id } => Lookup::Record(*kind, *id),
            Inverse::Added { kind, id, .. } | Inverse::Voided { kind, id } => Lookup::Event(*kind, *id),
        }
    }

    /// Whether it could be applied.
    fn apply(&self, draft: &mut Draft) -> bool {
        match self {
            Inverse::Register { tag, element, written, before, .. } => {
                match (draft.record().fields.get(tag), element) {
                    (Some(Cell::Register(register)), None) if register.stamp == *written => {
                        draft.set_register(*tag, before.clone());
                        true
                    }
                    (Some(Cell::Set(elements)), Some(element))
                        if elements.get(element).is_some_and(|register| register.stamp == *written) =>
                    {
                        draft.set_element(*tag, element.clone(), before.clone());
                        true
                    }
                    _ => false,
                }
            }
            Inverse::Text { tag, written, replaced, .. } => {
                let standing = match draft.record().fields.get(tag) {
                    Some(Cell::Text(versions)) => versions.contains_key(written),
                    // The write had emptied the text, and it is still empty.
                    _ => true,
                };
                if standing {
                    let text: Vec<&str> = replaced.iter().map(|version| version.text.as_str()).collect();
                    draft.set_text(*tag, &[*written], &text.join("\n\n"));
                }
                standing
            }
            Inverse::Created { .. } => {
                draft.trash();
                true
            }
            Inverse::Trashed { .. } => {
                draft.restore();
                true
            }
            Inverse::Added { .. } | Inverse::Voided { .. } => true,
        }
    }
}

impl UndoEntry {
    /// Bytes for this device's undo list; never leaves the device.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.array(3);
        self.op.write(&mut writer);
        writer.int(self.ms).array(self.inverse.len());
        self.inverse.iter().for_each(|inverse| inverse.write(&mut writer));
        writer.into_bytes()
    }

    /// Reads [`UndoEntry::to_bytes`]; `None` for anything else, such as an entry of another version.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        if reader.array().ok()?? != 3 {
            return None;
        }
        let (op, ms) = (Op::read(&mut reader)?, reader.i64().ok()?);
        let inverse = (0..reader.array().ok()??).map(|_| Inverse::read(&mut reader)).collect::<Option<_>>()?;
        Some(Self { op, ms, inverse })
    }
}

impl Inverse {
    fn write(&self, writer: &mut Writer) {
        let (code, kind, id) = match self {
            Inverse::Register { kind, id, .. } => (0, kind, *id),
            Inverse::Text { kind, id, .. } => (1, kind, *id),
            Inverse::Created { kind, id } => (2, kind, *id),
            Inverse::Trashed { kind, id } => (3, kind, *id),
            Inverse::Added { kind, id, .. } => (4, kind, id.0),
            Inverse::Voided { kind, id } => (5, kind, id.0),
        };
        writer.array(4).uint(code).uint(u64::from(kind.0));
        id.write(writer);
        match self {
            Inverse::Register { tag, element, written, before, .. } => {
                writer.array(6).uint(u64::from(tag.0)).item(element.as_ref().unwrap_or(&Cbor::null()));
                writer.uint(written.ms).uint(u64::from(written.counter)).uint(written.device.0).item(before);
            }
            Inverse::Text { tag, written, replaced, .. } => {
                writer.array(4).uint(u64::from(tag.0)).uint(written.device.0).uint(written.count).array(replaced.len());
                replaced.iter().for_each(|version| {
                    writer.array(2).int(version.ms).text(&version.text);
                });
            }
            Inverse::Added { owner, .. } => {
                writer.text(owner);
            }
            _ => {
                writer.null();
            }
        }
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        reader.array().ok()??;
        let (code, kind, id) = (reader.u8().ok()?, Kind(reader.u16().ok()?), Id::read(reader)?);
        Some(match code {
            0 => {
                reader.array().ok()??;
                let tag = Tag(reader.u32().ok()?);
                let element = Some(Cbor::take(reader)?).filter(|element| !element.is_null());
                let written =
                    Stamp { ms: reader.u64().ok()?, counter: reader.u32().ok()?, device: DeviceId(reader.u64().ok()?) };
                Inverse::Register { kind, id, tag, element, written, before: Cbor::take(reader)? }
            }
            1 => {
                reader.array().ok()??;
                let tag = Tag(reader.u32().ok()?);
                let written = Dot { device: DeviceId(reader.u64().ok()?), count: reader.u64().ok()? };
                let replaced = (0..reader.array().ok()??)
                    .map(|_| {
                        reader.array().ok()??;
                        Some(Version { ms: reader.i64().ok()?, text: reader.str().ok()?.to_owned() })
                    })
                    .collect::<Option<_>>()?;
                Inverse::Text { kind, id, tag, written, replaced }
            }
            4 => Inverse::Added { kind, id: EventId(id), owner: reader.str().ok()?.to_owned() },
            code => {
                reader.null().ok()?;
                match code {
                    2 => Inverse::Created { kind, id },
                    3 => Inverse::Trashed { kind, id },
                    5 => Inverse::Voided { kind, id: EventId(id) },
                    _ => return None,
                }
            }
        })
    }
}
