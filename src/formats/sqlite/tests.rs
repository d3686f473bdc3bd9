//! The reader beside SQLite itself, on databases that SQLite made.

use super::{Builder, Database, Fault, Row, Value};
use proptest::prelude::*;
use rusqlite::{Connection, types};
use std::path::PathBuf;

/// A file that goes with its test.
struct Kept(PathBuf);

impl Kept {
    fn new(name: &str) -> Self {
        let file = std::env::temp_dir().join(format!("cairn-sqlite-{}-{name}.db", std::process::id()));
        let kept = Self(file);
        kept.clear();
        kept
    }

    fn bytes(&self) -> Vec<u8> {
        std::fs::read(&self.0).unwrap()
    }

    fn clear(&self) {
        for end in ["", "-wal", "-shm", "-journal"] {
            let _ = std::fs::remove_file(format!("{}{end}", self.0.display()));
        }
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        self.clear();
    }
}

/// All rows of a table as SQLite gives them, by key.
fn theirs(connection: &Connection, table: &str, columns: &[&str], order: &str) -> Vec<Vec<types::Value>> {
    let sql = format!("SELECT {} FROM {table} ORDER BY {order}", columns.join(", "));
    let mut statement = connection.prepare(&sql).unwrap();
    let rows = statement.query_map([], |row| (0..columns.len()).map(|at| row.get(at)).collect());
    rows.unwrap().map(Result::unwrap).collect()
}

/// The same rows as they are read here.
fn ours(bytes: &[u8], table: &str, columns: &[&str]) -> Result<Vec<Vec<types::Value>>, Fault> {
    let database = Database::open(bytes)?;
    let mut rows = Vec::new();
    let table = database.table(table).ok_or(Fault::Page(0))?;
    database.each::<Fault>(table, &mut |row: Row| {
        rows.push(columns.iter().map(|column| value(row.get(column))).collect());
        Ok(())
    })?;
    Ok(rows)
}

fn value(value: Value) -> types::Value {
    match value {
        Value::Null => types::Value::Null,
        Value::Int(number) => types::Value::Integer(number),
        Value::Real(number) => types::Value::Real(number),
        Value::Text(text) => types::Value::Text(text.into_owned()),
        Value::Blob(bytes) => types::Value::Blob(bytes.to_vec()),
    }
}

const NOTES: [&str; 5] = ["id", "name", "size", "share", "body"];
const PAIRS: [&str; 4] = ["name", "kind", "place", "value"];

/// Tables of every sort, with rows that overflow, gaps where rows were deleted, and a column that came later.
fn fill(connection: &Connection, rows: usize) {
    connection
        .execute_batch(
            "CREATE TABLE notes (id integer PRIMARY KEY, name text, size int, share real);
             CREATE TABLE pairs (name text NOT NULL, kind integer, place integer, value blob, PRIMARY KEY (kind, place)) WITHOUT ROWID;
             CREATE INDEX by_name ON notes (name);
             BEGIN",
        )
        .unwrap();
    for at in 0..rows {
        let length = [0, 3, 60, 400, 3_000, 70_000][if at % 97 == 0 { 5 } else { at % 5 }];
        let name = "žaba 🐸 ".repeat(length / 8);
        let number = i64::try_from(at).unwrap();
        let wide = [0, 1, -1, 127, -128, 40_000, -9_000_000, 1 << 33, i64::MAX, i64::MIN][at % 10];
        let share = [0.0, 0.5, -1e300, 3.0][at % 4];
        connection.execute("INSERT INTO notes VALUES (?1, ?2, ?3, ?4)", (number * 7 - 50, &name, wide, share)).unwrap();
        let bytes: Vec<u8> = (0..=250).cycle().take(length).collect();
        connection.execute("INSERT INTO pairs VALUES (?1, ?2, ?3, ?4)", (&name, number % 5, number, bytes)).unwrap();
    }
    connection
        .execute_batch("DELETE FROM notes WHERE id % 3 = 0; DELETE FROM pairs WHERE place % 4 = 1; ALTER TABLE notes ADD COLUMN body blob; INSERT INTO notes VALUES (9000000000, 'last', 1, 2.5, x'00ff'); COMMIT")
        .unwrap();
}

fn compare(bytes: &[u8], connection: &Connection, what: &str) {
    assert_eq!(ours(bytes, "notes", &NOTES), Ok(theirs(connection, "notes", &NOTES, "id")), "{what}");
    assert_eq!(ours(bytes, "pairs", &PAIRS), Ok(theirs(connection, "pairs", &PAIRS, "kind, place")), "{what}");
}

#[test]
fn rows_are_those_of_sqlite_in_pages_of_every_size_and_in_every_encoding() {
    for (at, (size, encoding)) in
        [(512, "UTF-8"), (1_024, "UTF-16le"), (4_096, "UTF-8"), (4_096, "UTF-16be"), (65_536, "UTF-8")]
            .into_iter()
            .enumerate()
    {
        let kept = Kept::new(&format!("sizes-{at}"));
        let connection = Connection::open(&kept.0).unwrap();
        let vacuum = if at % 2 == 0 { "NONE" } else { "INCREMENTAL" };
        connection
            .execute_batch(&format!(
                "PRAGMA auto_vacuum = {vacuum}; PRAGMA page_size = {size}; PRAGMA encoding = '{encoding}'"
            ))
            .unwrap();
        fill(&connection, 700);
        compare(&kept.bytes(), &connection, &format!("{size} {encoding}"));
    }
}

#[test]
fn what_a_log_of_writes_holds_is_not_in_the_file() {
    let kept = Kept::new("wal");
    let connection = Connection::open(&kept.0).unwrap();
    connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())).unwrap();
    fill(&connection, 100);
    connection.query_row("PRAGMA wal_checkpoint(FULL)", [], |_| Ok(())).unwrap();
    connection.execute("DELETE FROM notes", []).unwrap();
    // The file as it would be sent by itself, opened by SQLite without the log beside it.
    let alone = Kept::new("alone");
    std::fs::write(&alone.0, kept.bytes()).unwrap();
    let bytes = alone.bytes();
    compare(&bytes, &Connection::open(&alone.0).unwrap(), "alone");
}

#[test]
fn an_empty_database_has_no_tables_and_what_is_none_is_refused() {
    let kept = Kept::new("empty");
    let connection = Connection::open(&kept.0).unwrap();
    connection.execute_batch("CREATE TABLE x (a); DROP TABLE x").unwrap();
    assert_eq!(ours(&kept.bytes(), "x", &["a"]), Err(Fault::Page(0)));
    for (bytes, fault) in [
        (b"".to_vec(), Fault::NotSqlite),
        (b"SQLite format 3\0".to_vec(), Fault::NotSqlite),
        (vec![7; 4_096], Fault::NotSqlite),
    ] {
        assert_eq!(ours(&bytes, "x", &["a"]), Err(fault));
    }
    let mut newer = kept.bytes();
    newer[19] = 3;
    assert_eq!(ours(&newer, "x", &["a"]), Err(Fault::Newer));
    // Cut off, its pages are not there.
    let cut = &kept.bytes()[..600];
    assert_eq!(ours(cut, "x", &["a"]), Err(Fault::Page(1)));
}

/// What is written here is whole to SQLite, and holds what was put in.
#[test]
fn sqlite_reads_what_is_written() {
    for rows in [0_i64, 1, 700, 20_000] {
        let text = |at: i64| {
            "žaba ".repeat(
                usize::try_from([0, 1, 40, 900, 9_000][usize::try_from(at % 5).unwrap()]).unwrap()
                    / if rows > 1_000 { 50 } else { 1 },
            )
        };
        let blob: Vec<u8> = (0..=255).collect();
        let values = |at: i64| {
            let number =
                [0, 1, -1, 200, 40_000, -9_000_000, 1 << 33, i64::MAX, i64::MIN][usize::try_from(at % 9).unwrap()];
            vec![
                Value::Null,
                Value::Text(text(at).into()),
                Value::Int(number),
                Value::Real(0.5),
                Value::Blob(&blob[..usize::try_from(at % 256).unwrap()]),
            ]
        };
        let mut builder = Builder::new();
        let statement = "CREATE TABLE notes (id integer PRIMARY KEY, name text, size int, share real, body blob)";
        builder.table("notes", statement, (0..rows).map(|at| (at * 3 - 10, values(at))));
        builder.table("more", "CREATE TABLE more (a)", [(7, vec![Value::Int(5)])]);
        let bytes = builder.finish().unwrap();
        let kept = Kept::new(&format!("written-{rows}"));
        std::fs::write(&kept.0, &bytes).unwrap();
        let connection = Connection::open(&kept.0).unwrap();
        let whole: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(whole, "ok", "{rows}");
        let all = theirs(&connection, "notes", &NOTES, "id");
        assert_eq!(all.len(), usize::try_from(rows).unwrap());
        for (at, row) in (0..).zip(&all) {
            let mut expected: Vec<types::Value> = values(at).into_iter().map(value).collect();
            expected[0] = types::Value::Integer(at * 3 - 10);
            assert_eq!(row, &expected);
        }
        assert_eq!(ours(&bytes, "notes", &NOTES), Ok(all));
        assert_eq!(ours(&bytes, "more", &["a"]), Ok(vec![vec![types::Value::Integer(5)]]));
    }
}

#[test]
fn cells_that_lie_on_one_another_are_damage() {
    let text = "x".repeat(4_000);
    let mut builder = Builder::new();
    builder.table(
        "t",
        "CREATE TABLE t (id integer PRIMARY KEY, a text)",
        [(1, vec![Value::Null, Value::Text(text.into())])],
    );
    let mut bytes = builder.finish().unwrap();
    assert_eq!(ours(&bytes, "t", &["a"]).unwrap().len(), 1);
    // The second page says that its one cell is a thousand.
    let page = 8_192;
    let cell = [bytes[page + 8], bytes[page + 9]];
    bytes[page + 3..page + 5].copy_from_slice(&1_000_u16.to_be_bytes());
    bytes[page + 8..page + 2_008].copy_from_slice(&cell.repeat(1_000));
    assert_eq!(ours(&bytes, "t", &["a"]), Err(Fault::Page(2)));
}

fn small() -> Vec<u8> {
    let kept = Kept::new("mutated");
    let connection = Connection::open(&kept.0).unwrap();
    connection.execute_batch("PRAGMA page_size = 512").unwrap();
    fill(&connection, 60);
    kept.bytes()
}

proptest! {
    /// Whatever is changed, reading ends, and no more comes out than went in.
    #[test]
    fn a_damaged_database_is_rows_or_a_fault(changes in proptest::collection::vec((0_usize..150_000, any::<u8>()), 1..40)) {
        use std::sync::OnceLock;
        static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
        let mut bytes = BYTES.get_or_init(small).clone();
        for (at, byte) in changes {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        for (table, columns) in [("notes", &NOTES[..]), ("pairs", &PAIRS[..])] {
            if let Ok(rows) = ours(&bytes, table, columns) {
                prop_assert!(rows.len() <= bytes.len());
            }
        }
    }
}
