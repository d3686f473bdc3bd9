//! A draft changes one record within one transaction and remembers how to take the change back.
//!
//! The first change raises the device's count of writes; every register gets a stamp above the one
//! it replaces. A draft that changed nothing writes nothing.

use super::{Cell, Dot, Life, Record, Register, Tag, Version};
use crate::{
    cbor::Cbor,
    id::{DeviceId, Id},
    stamp::Stamp,
    time::Moment,
    undo::{Inverse, Left},
};
use std::collections::BTreeMap;

/// The moment of a command; another name for [`Moment`] where it is the present.
pub type Now = Moment;

/// What a decision may know of the world: the moment, this device, and a source of new ids.
#[derive(Clone, Debug)]
pub struct Context {
    /// The moment of the command.
    pub now: Now,
    /// This database.
    pub device: DeviceId,
    /// The number of the last change before this one; 0 where no store decides.
    pub change: u64,
    seed: u128,
}

impl Context {
    /// `seed` is 128 random bits, new for every command.
    pub fn new(now: Now, device: DeviceId, seed: u128) -> Self {
        Self { now, device, change: 0, seed }
    }

    /// The same behind the change with this number.
    pub fn behind(self, change: u64) -> Self {
        Self { change, ..self }
    }

    /// A new id, ordered after those made at earlier moments.
    pub fn new_id(&mut self) -> Id {
        // Steps of one seed differ; between commands the seed does.
        self.seed = self.seed.wrapping_mul(0x2360_ED05_1FC6_5DA4_4385_DF64_9FCC_F645).wrapping_add(1);
        Id::new(self.now.ms, self.seed >> 24)
    }
}

/// A record being changed.
#[derive(Debug)]
pub struct Draft {
    record: Record,
    was: Option<Life>,
    now: Now,
    device: DeviceId,
    /// This write's count, once something changed.
    count: Option<u64>,
    inverse: Vec<Inverse>,
}

impl Draft {
    /// A new record; `create` alone is a change.
    pub fn create(record: Record, context: &Context) -> Self {
        let mut draft = Self::edit(record, context);
        draft.was = None;
        draft.touch();
        draft.inverse.push(Inverse::Created { kind: draft.record.kind, id: draft.record.id });
        draft
    }

    /// Changes a record as it was read in this transaction.
    pub fn edit(record: Record, context: &Context) -> Self {
        let was = Some(record.life());
        Self { record, was, now: context.now, device: context.device, count: None, inverse: Vec::new() }
    }

    /// The record as changed so far.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// Sets a register, unless it holds this value already.
    pub fn set_register(&mut self, tag: Tag, value: Cbor) {
        self.put(tag, None, value, self.device);
    }

    /// Sets a register in the name of an import: it counts as "not edited by her". Returns whether
    /// the field was the import's to write: never written, or only by imports.
    pub fn import_register(&mut self, tag: Tag, value: Cbor) -> bool {
        let free = self.is_imports(tag, None);
        if free {
            self.put(tag, None, value, DeviceId::IMPORT);
        }
        free
    }

    /// Puts an element with its value into a set; `Cbor::of(&false)` takes it out.
    pub fn set_element(&mut self, tag: Tag, element: Cbor, value: Cbor) {
        self.put(tag, Some(element), value, self.device);
    }

    /// Puts an element into a set in the name of an import, unless she changed it.
    pub fn import_element(&mut self, tag: Tag, element: Cbor, value: Cbor) {
        if self.is_imports(tag, Some(&element)) {
            self.put(tag, Some(element), value, DeviceId::IMPORT);
        }
    }

    /// Replaces the versions in `opened` by `text`; versions that came meanwhile stay beside it. An
    /// empty text leaves no version.
    pub fn set_text(&mut self, tag: Tag, opened: &[Dot], text: &str) {
        let mut versions = match self.record.fields.get(&tag) {
            Some(Cell::Text(versions)) => versions.clone(),
            _ => BTreeMap::new(),
        };
        let unchanged = opened.len() <= 1
            && versions
                .iter()
                .filter(|(dot, _)| opened.contains(dot))
                .map(|(_, version)| version.text.as_str())
                .next()
                .unwrap_or("")
                == text;
        if unchanged {
            return;
        }
        let mut dot = Dot { device: self.device, count: self.touch() };
        if versions.contains_key(&dot) {
            // A second version in one change: each has a name of its own.
            dot.count = self.touch_again();
        }
        let removed = opened.iter().filter_map(|dot| versions.remove(dot).map(|version| (*dot, version))).collect();
        if !text.is_empty() {
            versions.insert(dot, Version { ms: self.now.ms, text: text.to_owned() });
        }
        self.note_text(tag, dot, removed, text.is_empty(), &versions);
        if versions.is_empty() {
            self.record.fields.remove(&tag);
        } else {
            self.record.fields.insert(tag, Cell::Text(versions));
        }
    }

    /// Writes a text in the name of an import, if it is the import's to write: never written, or its one
    /// version is an import's. Returns whether it was.
    ///
    /// The version's dot names [`DeviceId::IMPORT`], counted per record: two devices that import the same
    /// file write the same version, not two.
    pub fn import_text(&mut self, tag: Tag, text: &str) -> bool {
        let versions = match self.record.fields.get(&tag) {
            Some(Cell::Text(versions)) => versions.clone(),
            _ => BTreeMap::new(),
        };
        let known = self.record.seen.count(DeviceId::IMPORT).max(self.record.marker.count(DeviceId::IMPORT));
        let free = match versions.len() {
            // Counted and yet empty: she emptied it.
            0 => self.record.seen.count(DeviceId::IMPORT) == 0,
            1 => versions.keys().all(|dot| dot.device == DeviceId::IMPORT),
            _ => false,
        };
        if !free || versions.values().next().map_or("", |version| version.text.as_str()) == text {
            return free;
        }
        self.touch();
        let dot = Dot { device: DeviceId::IMPORT, count: super::encode::after(known) };
        self.record.seen.raise(dot.device, dot.count);
        self.note_text(tag, dot, versions.into_iter().collect(), text.is_empty(), &BTreeMap::new());
        if text.is_empty() {
            self.record.fields.remove(&tag);
        } else {
            let version = Version { ms: self.now.ms, text: text.to_owned() };
            self.record.fields.insert(tag, Cell::Text(BTreeMap::from([(dot, version)])));
        }
        true
    }

    /// Gives a register back what a write had replaced there, which was written at `over`. What an import had written
    /// is the import's again: the next one may write it.
    pub(crate) fn put_back(&mut self, tag: Tag, element: Option<Cbor>, before: Cbor, over: Option<Stamp>) {
        let noted = self.inverse.len();
        let is_imports = over.is_some_and(|over| over.device == DeviceId::IMPORT);
        self.put(tag, element, before, if is_imports { DeviceId::IMPORT } else { self.device });
        if let Some(Inverse::Register { restores, .. }) = self.inverse.get_mut(noted) {
            *restores = over;
        }
    }

    /// Gives a text back the versions that a write had replaced: `over` names them, `standing` what is there
    /// instead of them.
    pub(crate) fn put_back_text(&mut self, tag: Tag, standing: &[Dot], replaced: &[Version], over: &[Dot]) {
        let mut place = standing;
        if replaced.is_empty() {
            self.set_text(tag, place, "");
        }
        for (at, version) in replaced.iter().enumerate() {
            let noted = self.inverse.len();
            self.set_text(tag, place, &version.text);
            if let Some(Inverse::Text { restores, .. }) = self.inverse.get_mut(noted) {
                restores.extend(over.get(at));
            }
            place = &[];
        }
    }

    /// Puts the record into the trash.
    pub fn trash(&mut self) {
        if self.record.life() == Life::Trashed {
            return;
        }
        self.turn(Cbor::of(&self.now.ms), Inverse::Trashed { kind: self.record.kind, id: self.record.id });
        self.record.marker.join(&self.record.seen);
    }

    /// Deletes a part along with the whole that is emptied out of the trash; there is no way back but with
    /// the whole.
    pub fn trash_with(&mut self, whole: Id) {
        self.trash_for_good(Cbor::of(&whole));
    }

    /// Puts a record that was emptied elsewhere into the trash as if it had been deleted now.
    pub fn trash_again(&mut self) {
        self.trash_for_good(Cbor::of(&self.now.ms));
    }

    /// Deletes also what is deleted already, and leaves no opposite.
    fn trash_for_good(&mut self, deleted: Cbor) {
        self.touch();
        self.set_register(Tag::TRASHED_AT, deleted);
        self.record.marker.join(&self.record.seen);
        self.inverse.clear();
    }

    /// Takes the record out of the trash, or settles that it came back by itself.
    pub fn restore(&mut self) {
        if self.record.is_alive() && self.record.trashed_at().is_none() {
            return;
        }
        self.turn(Cbor::null(), Inverse::Created { kind: self.record.kind, id: self.record.id });
    }

    /// Writes when the record was deleted. The opposite is `inverse`; for a record that came back by itself it
    /// is the former moment, so that it stands in the list of those again.
    fn turn(&mut self, deleted: Cbor, inverse: Inverse) {
        let returned = self.record.is_revenant();
        // Also when the register holds this very moment already: the change is a write of its own.
        self.touch();
        let noted = self.inverse.len();
        self.set_register(Tag::TRASHED_AT, deleted);
        if !returned {
            self.inverse.truncate(noted);
        }
        if self.inverse.len() == noted {
            self.inverse.push(inverse);
        }
    }

    /// The record as changed, for what has no way back.
    pub(crate) fn into_record(self) -> Record {
        self.record
    }

    /// The changed record, what it was, and how to take the change back; `None` if nothing changed.
    pub fn finish(self) -> Option<(Record, Option<Life>, Vec<Inverse>)> {
        self.count.map(|_| (self.record, self.was, self.inverse))
    }

    /// A register, or the one of an element of a set.
    fn current(&self, tag: Tag, element: Option<&Cbor>) -> Option<&Register> {
        match (self.record.fields.get(&tag)?, element) {
            (Cell::Register(register), None) => Some(register),
            (Cell::Set(elements), Some(element)) => elements.get(element),
            _ => None,
        }
    }

    fn is_imports(&self, tag: Tag, element: Option<&Cbor>) -> bool {
        self.current(tag, element).is_none_or(|register| register.stamp.device == DeviceId::IMPORT)
    }

    fn put(&mut self, tag: Tag, element: Option<Cbor>, value: Cbor, device: DeviceId) {
        let current = self.current(tag, element.as_ref()).cloned();
        let absent = if element.is_some() { Cbor::of(&false) } else { Cbor::null() };
        if current.as_ref().map_or(&absent, |register| &register.value) == &value {
            return;
        }
        self.touch();
        let stamp = Stamp::next(current.as_ref().map(|register| register.stamp), self.now.ms, device);
        self.note(Inverse::Register {
            kind: self.record.kind,
            id: self.record.id,
            tag,
            element: element.clone(),
            written: stamp,
            over: current.as_ref().map(|register| register.stamp),
            before: current.map_or(absent, |register| register.value),
            restores: None,
        });
        let register = Register { stamp, value };
        match element {
            None => drop(self.record.fields.insert(tag, Cell::Register(register))),
            Some(element) => {
                let cell = self.record.fields.entry(tag).or_insert_with(|| Cell::Set(BTreeMap::new()));
                if let Cell::Set(elements) = cell {
                    elements.insert(element, register);
                }
            }
        }
    }

    /// Remembers the opposite of a write. Of a record made by this draft the trash is the opposite, and there
    /// it keeps what was written.
    fn note(&mut self, inverse: Inverse) {
        if self.was.is_some() {
            self.inverse.push(inverse);
        }
    }

    /// Remembers the opposite of a write of a text: what it removed, and what it left.
    fn note_text(
        &mut self,
        tag: Tag,
        written: Dot,
        removed: Vec<(Dot, Version)>,
        empty: bool,
        standing: &BTreeMap<Dot, Version>,
    ) {
        let left = match (empty, standing.is_empty()) {
            (false, _) => Left::Version,
            (true, true) => Left::Nothing,
            (true, false) => Left::Others,
        };
        let (over, replaced) = removed.into_iter().unzip();
        let (kind, id) = (self.record.kind, self.record.id);
        self.note(Inverse::Text { kind, id, tag, written, replaced, over, restores: Vec::new(), left });
    }

    /// Raises this device's count once; a purged record continues above its marker.
    fn touch(&mut self) -> u64 {
        if let Some(count) = self.count {
            return count;
        }
        let known = self.record.seen.count(self.device).max(self.record.marker.count(self.device));
        let count = super::encode::after(known);
        self.record.seen.raise(self.device, count);
        self.count = Some(count);
        count
    }

    /// Raises it once more, for a second version of one text.
    fn touch_again(&mut self) -> u64 {
        let count = super::encode::after(self.touch());
        self.record.seen.raise(self.device, count);
        self.count = Some(count);
        count
    }
}
