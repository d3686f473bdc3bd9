//! The tables of a database with their columns, as the statements that made them say.

use super::{Database, Fault, rows};
use std::collections::BTreeMap;

/// A table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Table {
    /// The page at which it begins.
    pub(super) root: u32,
    /// Names of its columns in small letters, as they were declared.
    pub(super) columns: Vec<String>,
    /// The place of the column that is the row's number.
    pub(super) number: Option<usize>,
    /// Of a table without numbers the places of the columns that are its key.
    pub(super) key: Option<Vec<usize>>,
}

/// The page of the table of tables.
const ROOT: u32 = 1;
/// Tables that are looked at. Anki has fifteen.
const TABLES_MAX: usize = 1_000;
/// Signs of a statement that are looked at.
const STATEMENT_MAX: usize = 20_000;

pub(super) fn read(database: &Database<'_>) -> Result<BTreeMap<String, Table>, Fault> {
    let columns = ["type", "name", "tbl_name", "rootpage", "sql"].map(str::to_owned).to_vec();
    let all = Table { root: ROOT, columns, number: None, key: None };
    let mut tables = BTreeMap::new();
    rows::each::<Fault>(database, &all, &mut |row| {
        if row.text("type") == "table" && tables.len() < TABLES_MAX {
            let root = u32::try_from(row.int("rootpage")).unwrap_or_default();
            let sql = row.text("sql");
            let table = declared(&sql[..sql.floor_char_boundary(STATEMENT_MAX)], root);
            tables.extend(table.map(|table| (row.text("name").to_ascii_lowercase(), table)));
        }
        Ok(())
    })?;
    Ok(tables)
}

impl Table {
    /// The place of a column among those declared.
    pub(super) fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| name == column)
    }

    /// Where the value of a column lies among those stored: a key without a number comes first.
    pub(super) fn stored_at(&self, place: usize) -> usize {
        let Some(key) = &self.key else { return place };
        let in_key = key.iter().position(|column| *column == place);
        let before = || key.iter().filter(|column| **column > place).count() + place;
        in_key.unwrap_or_else(before)
    }
}

/// A word or a sign of a statement.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Token {
    /// A word without quotes, in small letters.
    Word(String),
    /// A name in quotes, in small letters.
    Name(String),
    Sign(char),
}

impl Token {
    fn is(&self, word: &str) -> bool {
        matches!(self, Token::Word(own) if own == word)
    }

    fn name(&self) -> Option<&str> {
        match self {
            Token::Word(name) | Token::Name(name) => Some(name),
            Token::Sign(_) => None,
        }
    }
}

/// What a `CREATE TABLE` declares.
fn declared(sql: &str, root: u32) -> Option<Table> {
    let tokens = tokens(sql);
    let open = tokens.iter().position(|token| *token == Token::Sign('('))?;
    let (mut parts, mut depth, mut end) = (vec![Vec::new()], 0_usize, tokens.len());
    for (at, token) in tokens.iter().enumerate().skip(open + 1) {
        match token {
            Token::Sign(')') if depth == 0 => {
                end = at;
                break;
            }
            Token::Sign(',') if depth == 0 => {
                parts.push(Vec::new());
                continue;
            }
            Token::Sign('(') => depth += 1,
            Token::Sign(')') => depth -= 1,
            _ => {}
        }
        parts.last_mut()?.push(token.clone());
    }
    let has_numbers = !tokens[end..].windows(2).any(|pair| pair[0].is("without") && pair[1].is("rowid"));
    let is_column = |part: &&Vec<Token>| {
        let constraints = ["constraint", "primary", "unique", "check", "foreign"];
        part.first().is_some_and(|first| !constraints.iter().any(|word| first.is(word)))
    };
    let columns: Vec<&Vec<Token>> = parts.iter().filter(is_column).collect();
    let names: Vec<String> =
        columns.iter().map(|part| part.first().and_then(Token::name).unwrap_or_default().to_owned()).collect();
    let key = key(&parts, &columns, &names);
    let is_integer = |place: &usize| columns[*place].get(1).is_some_and(|kind| kind.is("integer"));
    let number = match key.as_slice() {
        [place] if has_numbers && is_integer(place) => Some(*place),
        _ => None,
    };
    Some(Table { root, columns: names, number, key: (!has_numbers).then_some(key) })
}

/// The places of the columns of the primary key.
fn key(parts: &[Vec<Token>], columns: &[&Vec<Token>], names: &[String]) -> Vec<usize> {
    let says = |part: &[Token]| part.windows(2).position(|pair| pair[0].is("primary") && pair[1].is("key"));
    if let Some(place) = columns.iter().position(|part| says(part).is_some()) {
        return vec![place];
    }
    let listed = parts.iter().find_map(|part| says(part).map(|at| &part[at + 2..])).unwrap_or_default();
    let mut places = Vec::new();
    for part in listed.split(|token| matches!(token, Token::Sign('(' | ',' | ')'))) {
        let name = part.first().and_then(Token::name);
        let place = name.and_then(|name| names.iter().position(|own| own == name));
        places.extend(place.filter(|place| !places.contains(place)));
    }
    places
}

fn tokens(sql: &str) -> Vec<Token> {
    let (mut tokens, mut rest) = (Vec::new(), sql);
    while let Some(first) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("--") {
            rest = comment.split_once('\n').map_or("", |(_, rest)| rest);
        } else if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, rest)| rest);
        } else if let Some(close) =
            [('"', '"'), ('`', '`'), ('\'', '\''), ('[', ']')].iter().find(|pair| pair.0 == first)
        {
            let (name, after) = rest[1..].split_once(close.1).unwrap_or((&rest[1..], ""));
            tokens.push(Token::Name(name.to_lowercase()));
            rest = after;
        } else if first.is_alphanumeric() || first == '_' {
            let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len());
            tokens.push(Token::Word(rest[..end].to_lowercase()));
            rest = &rest[end..];
        } else {
            if !first.is_whitespace() {
                tokens.push(Token::Sign(first));
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_tells_columns_number_and_key() {
        let notes = declared(
            "CREATE TABLE notes (\n id integer PRIMARY KEY, -- one, two\n \"Last \"  text DEFAULT (1, 2), CHECK (id > 0))",
            7,
        );
        let columns = vec!["id".to_owned(), "last ".to_owned()];
        assert_eq!(notes, Some(Table { root: 7, columns, number: Some(0), key: None }));
        let fields = declared(
            "CREATE TABLE fields (ntid integer NOT NULL, ord integer, name text, PRIMARY KEY (ord, ntid)) without rowid",
            2,
        )
        .unwrap();
        assert_eq!((fields.number, fields.key.clone()), (None, Some(vec![1, 0])));
        assert_eq!((0..3).map(|place| fields.stored_at(place)).collect::<Vec<_>>(), [1, 0, 2]);
        let text_key =
            declared("create table c(KEY text not null primary key, v blob) WITHOUT ROWID, STRICT", 2).unwrap();
        assert_eq!((text_key.number, text_key.key), (None, Some(vec![0])));
        let int = declared("create table c(id int primary key)", 2).unwrap();
        assert_eq!((int.number, int.key), (None, None), "only `integer` is the row's number");
        assert_eq!(declared("nonsense", 2), None);
    }
}
