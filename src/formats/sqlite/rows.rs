//! The rows of a table.

use super::{
    Database, Fault,
    record::{Row, stored},
    schema::Table,
    tree::Walk,
};

pub(super) fn each<'b, E: From<Fault>>(
    database: &Database<'b>,
    table: &Table,
    show: &mut dyn FnMut(Row<'b, '_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut walk = Walk::new(database, table.root)?;
    let mut places = Vec::new();
    while let Some(cell) = walk.next()? {
        stored(&cell.content, &mut places).ok_or(Fault::Page(table.root))?;
        show(Row {
            table,
            number: cell.number,
            content: &cell.content,
            encoding: database.header.encoding,
            stored: &places,
        })?;
    }
    Ok(())
}
