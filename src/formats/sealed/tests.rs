//! Round trips, and everything that someone or something may do to a sealed file.

use super::{
    chunks::{CHUNK, TAG},
    *,
};
use crate::{recognise::recognise, report::Format};
use std::io::SeekFrom;

const WORDS: &str = "seven quiet stones by the river";

fn fresh() -> Fresh {
    Fresh { salt: *b"salt of the test", nonce_prefix: *b"prefix of the test." }
}

/// Keys without the work, for what happens behind them.
fn keys() -> Keys {
    Keys { key: zeroize::Zeroizing::new([7; 32]), check: [9; 24] }
}

fn header() -> Vec<u8> {
    Header { cost: Cost::SMALL, fresh: fresh(), check: keys().check }.write()
}

fn content(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from(at * 7 % 251).unwrap()).collect()
}

fn sealed(content: &[u8]) -> Vec<u8> {
    let (mut sealer, mut bytes) = (Sealer::new(Lock::new(&header(), &fresh().nonce_prefix, &keys())), header());
    sealer.add(content, &mut bytes).unwrap();
    sealer.end(&mut bytes).unwrap();
    bytes
}

fn content_of(bytes: &[u8]) -> Result<Content<Cursor<&[u8]>>, Refusal> {
    let lock = Lock::new(&bytes[..LENGTH], &fresh().nonce_prefix, &keys());
    Content::sealed(Cursor::new(bytes), lock)
}

fn opened(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    whole(&mut content_of(bytes)?)
}

fn broken_at(bytes: &[u8]) -> String {
    let refusal = opened(bytes).expect_err("refused");
    assert_eq!(refusal.code, "broken_seal");
    refusal.location.to_string()
}

/// A header whose check fits what was written into it.
fn forged(change: impl FnOnce(&mut [u8])) -> Vec<u8> {
    let mut header = header();
    change(&mut header);
    let check = blake3::hash(&header[..79]);
    header[79..].copy_from_slice(&check.as_bytes()[..8]);
    header
}

fn code(result: Result<impl Sized, Refusal>) -> &'static str {
    result.err().map_or("", |refusal| refusal.code)
}

#[test]
fn what_was_sealed_comes_back_at_every_border() {
    for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1, 5 * CHUNK + 77] {
        let content = content(length);
        let sealed = sealed(&content);
        assert_eq!(sealed.len(), LENGTH + length + length.div_ceil(CHUNK).max(1) * TAG, "{length}");
        assert_eq!(opened(&sealed).unwrap(), content, "{length}");
    }
}

#[test]
fn in_pieces_it_becomes_the_same_file_and_is_read_from_any_place() {
    let long = content(3 * CHUNK + 77);
    let whole = sealed(&long);
    for size in [999, CHUNK, CHUNK + 1] {
        let (mut sealer, mut bytes) = (Sealer::new(Lock::new(&header(), &fresh().nonce_prefix, &keys())), header());
        long.chunks(size).for_each(|piece| sealer.add(piece, &mut bytes).unwrap());
        sealer.end(&mut bytes).unwrap();
        assert!(bytes == whole, "{size}");
    }
    let mut content = content_of(&whole).unwrap();
    assert_eq!(content.length(), long.len() as u64);
    for (from, length) in [(2 * CHUNK - 5, 10), (0, 3), (CHUNK, CHUNK), (3 * CHUNK + 70, 7), (CHUNK - 1, 2 * CHUNK)] {
        let mut part = vec![0; length];
        content.seek(SeekFrom::Start(from as u64)).unwrap();
        content.read_exact(&mut part).unwrap();
        assert!(part == long[from..from + length], "{from}");
    }
    assert_eq!(content.seek(SeekFrom::End(-7)).unwrap(), long.len() as u64 - 7);
    assert_eq!(content.read(&mut [0; 9]).unwrap(), 7);
    assert_eq!(content.read(&mut [0; 9]).unwrap(), 0);
    assert!(content.seek(SeekFrom::Current(-(1 << 40))).is_err());
}

/// A file that changes while it is read gives nothing that was not sealed.
#[test]
fn what_changes_after_it_was_opened_is_not_given() {
    #[derive(Clone)]
    struct Shared(Cursor<std::rc::Rc<std::cell::RefCell<Vec<u8>>>>);
    impl Read for Shared {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let bytes = self.0.get_ref().borrow();
            let from = bytes.len().min(usize::try_from(self.0.position()).unwrap());
            let count = buffer.len().min(bytes.len() - from);
            buffer[..count].copy_from_slice(&bytes[from..from + count]);
            drop(bytes);
            self.0.set_position((from + count) as u64);
            Ok(count)
        }
    }
    impl Seek for Shared {
        fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
            let length = self.0.get_ref().borrow().len() as u64;
            let at = match to {
                SeekFrom::Start(at) => at,
                SeekFrom::End(by) => length.checked_add_signed(by).unwrap(),
                SeekFrom::Current(by) => self.0.position().checked_add_signed(by).unwrap(),
            };
            self.0.set_position(at);
            Ok(at)
        }
    }
    let bytes = std::rc::Rc::new(std::cell::RefCell::new(sealed(&content(2 * CHUNK))));
    let lock = Lock::new(&header(), &fresh().nonce_prefix, &keys());
    let mut read = Content::sealed(Shared(Cursor::new(bytes.clone())), lock).unwrap();
    bytes.borrow_mut()[LENGTH + 9] ^= 1;
    let mut some = [0; 4];
    for _ in 0..2 {
        assert!(read.read(&mut some).is_err());
        assert_eq!(some, [0; 4]);
    }
    read.seek(SeekFrom::Start(CHUNK as u64)).unwrap();
    read.read_exact(&mut some).unwrap();
    assert_eq!(some, content(2 * CHUNK)[CHUNK..CHUNK + 4]);
}

#[test]
fn chunks_cannot_be_moved_left_out_or_doubled() {
    let whole = sealed(&content(3 * CHUNK + 9));
    let (header, body) = whole.split_at(LENGTH);
    let chunks: Vec<&[u8]> = body.chunks(CHUNK + TAG).collect();
    assert_eq!(chunks.len(), 4);
    let of = |order: &[usize]| -> Vec<u8> {
        header.iter().chain(order.iter().flat_map(|at| chunks[*at])).copied().collect()
    };
    let at = |chunk: usize| format!("byte {}", LENGTH + chunk * (CHUNK + TAG));
    assert!(opened(&of(&[0, 1, 2, 3])).is_ok());
    for (order, first_bad) in [
        (&[1, 0, 2, 3][..], 0),
        (&[0, 2, 1, 3], 1),
        (&[0, 2, 3], 1),
        (&[1, 2, 3], 0),
        (&[0, 1, 1, 2, 3], 2),
        (&[0, 1, 2], 2),
        (&[0], 0),
        (&[3], 0),
        (&[], 0),
        (&[0, 1, 2, 3, 3], 3),
    ] {
        assert_eq!(broken_at(&of(order)), at(first_bad), "{order:?}");
    }
}

#[test]
fn every_cut_and_every_altered_byte_of_a_chunk_is_found() {
    let whole = sealed(&content(CHUNK + 40));
    for length in (LENGTH..whole.len()).step_by(977).chain([whole.len() - 1, LENGTH + CHUNK + TAG]) {
        broken_at(&whole[..length]);
    }
    broken_at(&[&whole[..], b"x"].concat());
    let mut bad = whole.clone();
    for at in (LENGTH..whole.len()).step_by(1_237).chain(whole.len() - 60..whole.len()) {
        bad[at] ^= 1;
        broken_at(&bad);
        bad[at] = whole[at];
    }
}

/// Two full chunks and an empty last one hold what two full ones do; only one of the two is a file.
#[test]
fn there_is_one_way_to_write_a_content() {
    let two = sealed(&content(2 * CHUNK + 1));
    assert_eq!(broken_at(&two[..two.len() - 1]), format!("byte {}", LENGTH + 2 * (CHUNK + TAG)));
}

#[test]
fn a_chunk_belongs_to_its_header() {
    let whole = sealed(&content(100));
    let other = forged(|header| header[19] += 1);
    assert_eq!(broken_at(&[&other[..], &whole[LENGTH..]].concat()), format!("byte {LENGTH}"));
}

#[test]
fn every_altered_byte_of_the_header_is_damage_and_no_wrong_passphrase() {
    let whole = seal(&content(10), WORDS, Cost::SMALL, &fresh()).unwrap();
    for at in 0..LENGTH {
        for flip in [1, 0x20, 0x80] {
            let mut bad = whole.clone();
            bad[at] ^= flip;
            // Never asks for the work: the header is refused before.
            assert_eq!(code(examine(&bad)), "broken_seal", "byte {at}");
            assert_eq!(code(unseal(&bad, None)), if at < 6 { "" } else { "broken_seal" }, "byte {at}");
        }
    }
    for length in 0..LENGTH {
        assert_eq!(code(examine(&whole[..length])), "broken_seal", "{length} bytes");
    }
}

#[test]
fn a_wrong_passphrase_is_told_from_damage() {
    let whole = seal(&content(CHUNK + 5), WORDS, Cost::SMALL, &fresh()).unwrap();
    assert_eq!(open(&whole, WORDS).unwrap(), content(CHUNK + 5));
    assert_eq!(code(open(&whole, "seven quiet stones by the rive")), "wrong_passphrase");
    assert_eq!(code(open(&whole, "")), "wrong_passphrase");
    let mut bad = whole.clone();
    bad[LENGTH + CHUNK + TAG + 2] ^= 4;
    assert_eq!(code(open(&bad, WORDS)), "broken_seal");
    assert_eq!(code(open(&bad, "another one")), "wrong_passphrase");
}

/// An accented letter as one sign or as two, Hangul as syllables or as letters.
#[test]
fn it_does_not_matter_how_a_letter_was_typed() {
    let whole = seal(b"x", "caf\u{e9} \u{c5}ngstr\u{f6}m \u{d55c}\u{ae00}", Cost::SMALL, &fresh()).unwrap();
    let apart = "cafe\u{301} \u{212b}ngstro\u{308}m \u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}";
    assert_eq!(open(&whole, apart).unwrap(), b"x");
    // Compatible is not equal.
    assert_eq!(code(open(&whole, &apart.replace('a', "\u{ff41}"))), "wrong_passphrase");
}

#[test]
fn weak_and_costly_parameters_are_refused_before_any_memory_is_taken() {
    let small = 19_456_u32;
    for (memory, passes, lanes, expected) in [
        (small, 2, 1, ""),
        (262_144, 16, 4, ""),
        (small - 1, 2, 1, "weak_seal"),
        (0, 2, 1, "weak_seal"),
        (small, 1, 1, "weak_seal"),
        (u32::MAX, 0, 1, "weak_seal"),
        (small, 2, 0, "weak_seal"),
        (262_145, 2, 1, "costly_seal"),
        (u32::MAX, u32::MAX, u16::MAX, "costly_seal"),
        (small, 17, 1, "costly_seal"),
        (small, 2, 5, "costly_seal"),
    ] {
        let header = forged(|header| {
            header[10..12].copy_from_slice(&u16::to_be_bytes(lanes));
            header[12..16].copy_from_slice(&u32::to_be_bytes(memory));
            header[16..20].copy_from_slice(&u32::to_be_bytes(passes));
        });
        // `examine` reads 87 bytes on the stack; `open` has no other way to a `Cost`, and without one no key.
        assert_eq!(code(examine(&header)), expected, "{memory} KiB, {passes} passes, {lanes} lanes");
        if !expected.is_empty() {
            assert_eq!(code(open(&header, WORDS)), expected);
        }
    }
}

#[test]
fn a_newer_version_is_named_and_an_altered_number_is_damage() {
    let newer = forged(|header| header[9] = 2);
    let refusal = examine(&newer).expect_err("refused");
    assert_eq!((refusal.code, refusal.detail.as_str()), ("newer_version", "2"));
    assert_eq!(code(examine(&forged(|header| header[9] = 0))), "broken_seal");
}

#[test]
fn only_a_cairn_file_is_taken_out_of_a_seal() {
    let inside = [&b"PK\x03\x04"[..], b"the rest is not looked at here"].concat();
    let whole = seal(&inside, WORDS, Cost::SMALL, &fresh()).unwrap();
    assert_eq!(recognise(&whole), Ok(Format::Sealed));
    assert_eq!(unseal(&whole, Some(WORDS)).unwrap(), inside);
    assert_eq!(code(unseal(&whole, None)), "needs_passphrase");
    assert_eq!(unseal(&inside, None).unwrap(), inside);
    let plain = unseal_from(Cursor::new(&inside), None).unwrap();
    assert_eq!((plain.length(), self::whole(&mut plain.clone()).unwrap()), (inside.len() as u64, inside.clone()));
    let twice = seal(&whole, WORDS, Cost::SMALL, &fresh()).unwrap();
    assert_eq!(code(unseal(&twice, Some(WORDS))), "not_cairn");
}

/// Made by another program from the table in `mod.rs` alone, with other people's Argon2, XChaCha20-Poly1305 and BLAKE3; the
/// passphrase was in NFD there. Whatever changes here, this file opens.
#[test]
fn a_file_of_another_program_opens_and_is_what_we_would_write() {
    let golden = include_bytes!("../../../tests/fixtures/sealed/backup.cairn");
    let words = "M\u{f6}wen \u{fc}ber stillen Steinen, ثلاثة أحجار";
    let inside = open(golden, words).unwrap();
    let file = cairn::read(&inside, cairn::Limits::FOREIGN).unwrap();
    assert!(file.problems.is_empty() && !file.contents.records.is_empty());
    let fresh = Fresh { salt: *b"golden salt 0001", nonce_prefix: *b"golden prefix 00019" };
    assert_eq!(seal(&inside, words, Cost::SMALL, &fresh).unwrap(), golden);

    // Three chunks, two lanes, the usual memory: too long to keep, so its hash is.
    let fresh = Fresh { salt: *b"golden salt 0002", nonce_prefix: *b"golden prefix 00020" };
    let cost = Cost::new(65_536, 3, 2).unwrap();
    let long = seal(&content(2 * CHUNK + 5), words, cost, &fresh).unwrap();
    let hash = "da9a29c12f926d9d95968c07646fa417fa02b1ba4416765e23c114fc2c203c0c";
    assert_eq!(blake3::hash(&long).to_hex().as_str(), hash);
}
