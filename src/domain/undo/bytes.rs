//! The bytes of an undo entry: for this device's list alone, never leaving it.
//!
//! A register's inverse once had six parts and a text's four; the parts behind them came later and may be absent.

use super::{Inverse, Left, UndoEntry};
use crate::{
    cbor::{Cbor, Reader, Value, Writer},
    change::Op,
    id::{DeviceId, EventId, Id},
    kind::Kind,
    record::{Dot, Tag, Version},
    stamp::Stamp,
};

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
            Inverse::Register { tag, element, written, before, over, restores, .. } => {
                writer.array(8).uint(u64::from(tag.0)).item(element.as_ref().unwrap_or(&Cbor::null()));
                writer.uint(written.ms).uint(u64::from(written.counter)).uint(written.device.0).item(before);
                write_stamp(writer, *over);
                write_stamp(writer, *restores);
            }
            Inverse::Text { tag, written, replaced, over, restores, left, .. } => {
                writer.array(7).uint(u64::from(tag.0)).uint(written.device.0).uint(written.count).array(replaced.len());
                replaced.iter().for_each(|version| {
                    writer.array(2).int(version.ms).text(&version.text);
                });
                write_dots(writer, over);
                write_dots(writer, restores);
                writer.uint(match left {
                    Left::Version => 0,
                    Left::Nothing => 1,
                    Left::Others => 2,
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
                let parts = reader.array().ok()??;
                let tag = Tag(reader.u32().ok()?);
                let element = Some(Cbor::take(reader)?).filter(|element| !element.is_null());
                let (written, before) = (read_stamp(reader)?, Cbor::take(reader)?);
                let (over, restores) =
                    if parts > 6 { (read_maybe(reader)?, read_maybe(reader)?) } else { (None, None) };
                Inverse::Register { kind, id, tag, element, written, before, over, restores }
            }
            1 => {
                let parts = reader.array().ok()??;
                let tag = Tag(reader.u32().ok()?);
                let written = Dot { device: DeviceId(reader.u64().ok()?), count: reader.u64().ok()? };
                let replaced = (0..reader.array().ok()??)
                    .map(|_| {
                        reader.array().ok()??;
                        Some(Version { ms: reader.i64().ok()?, text: reader.str().ok()?.to_owned() })
                    })
                    .collect::<Option<_>>()?;
                // An older entry does not say whether it emptied the text: it is taken to have.
                let (over, restores, left) = if parts > 4 {
                    (read_dots(reader)?, read_dots(reader)?, read_left(reader)?)
                } else {
                    (Vec::new(), Vec::new(), Left::Nothing)
                };
                Inverse::Text { kind, id, tag, written, replaced, over, restores, left }
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

fn write_stamp(writer: &mut Writer, stamp: Option<Stamp>) {
    match stamp {
        Some(stamp) => {
            writer.array(3).uint(stamp.ms).uint(u64::from(stamp.counter)).uint(stamp.device.0);
        }
        None => {
            writer.array(0);
        }
    }
}

fn read_stamp(reader: &mut Reader) -> Option<Stamp> {
    Some(Stamp { ms: reader.u64().ok()?, counter: reader.u32().ok()?, device: DeviceId(reader.u64().ok()?) })
}

/// A stamp that may be absent; the outer `None` is for bytes that are neither.
#[allow(clippy::option_option)]
fn read_maybe(reader: &mut Reader) -> Option<Option<Stamp>> {
    match reader.array().ok()?? {
        0 => Some(None),
        _ => read_stamp(reader).map(Some),
    }
}

fn read_left(reader: &mut Reader) -> Option<Left> {
    Some(match reader.u8().ok()? {
        0 => Left::Version,
        1 => Left::Nothing,
        2 => Left::Others,
        _ => return None,
    })
}

fn write_dots(writer: &mut Writer, dots: &[Dot]) {
    writer.array(dots.len());
    dots.iter().for_each(|dot| {
        writer.array(2).uint(dot.device.0).uint(dot.count);
    });
}

fn read_dots(reader: &mut Reader) -> Option<Vec<Dot>> {
    let dot = |reader: &mut Reader| {
        reader.array().ok()??;
        Some(Dot { device: DeviceId(reader.u64().ok()?), count: reader.u64().ok()? })
    };
    (0..reader.array().ok()??).map(|_| dot(reader)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn register(over: Option<Stamp>) -> Inverse {
        Inverse::Register {
            kind: Kind::GOAL,
            id: Id::new(1, 2),
            tag: Tag(4),
            element: Some(Cbor::of(&"a".to_owned())),
            written: Stamp { ms: 5, counter: 6, device: DeviceId(7) },
            before: Cbor::of(&false),
            over,
            restores: over.map(|stamp| Stamp { ms: 3, ..stamp }),
        }
    }

    #[test]
    fn every_inverse_comes_back() {
        let dot = Dot { device: DeviceId(7), count: 3 };
        let (kind, id) = (Kind::STEP, Id::new(9, 9));
        let inverse = vec![
            register(None),
            register(Some(Stamp { ms: 4, counter: 0, device: DeviceId(8) })),
            Inverse::Text {
                kind,
                id,
                tag: Tag(82),
                written: dot,
                replaced: vec![Version { ms: -1, text: "قراءة".to_owned() }],
                over: vec![Dot { count: 2, ..dot }],
                restores: vec![Dot { count: 1, ..dot }],
                left: Left::Others,
            },
            Inverse::Created { kind, id },
            Inverse::Trashed { kind, id },
            Inverse::Added { kind: Kind::EVIDENCE, id: EventId(id), owner: "x".to_owned() },
            Inverse::Voided { kind: Kind::EVIDENCE, id: EventId(id) },
        ];
        let entry = UndoEntry { op: Op::EditGoal, ms: 12, inverse };
        assert_eq!(UndoEntry::from_bytes(&entry.to_bytes()), Some(entry));
    }

    /// What a database of an earlier version holds.
    #[test]
    fn entries_of_before_are_read() {
        let mut writer = Writer::new();
        writer.array(3);
        Op::EditGoal.write(&mut writer);
        writer.int(12).array(2);
        for code in [0, 1] {
            writer.array(4).uint(code).uint(3);
            Id::new(1, 2).write(&mut writer);
            if code == 0 {
                writer.array(6).uint(4).item(&Cbor::null()).uint(5).uint(6).uint(7).item(&Cbor::null());
            } else {
                writer.array(4).uint(122).uint(7).uint(3).array(0);
            }
        }
        let entry = UndoEntry::from_bytes(&writer.into_bytes()).unwrap();
        assert!(matches!(entry.inverse[0], Inverse::Register { over: None, restores: None, .. }));
        assert!(matches!(entry.inverse[1], Inverse::Text { left: Left::Nothing, .. }));
    }
}
