//! What the browser's failures mean, recognised by their `DOMException` name alone: messages differ
//! between browsers and versions.

use cairn_domain::port::StoreError;
use indexed_db_futures::error::{Error, JSError, OpenDbError};

/// A failure of a request or a transaction.
pub(super) fn store_error(error: &Error) -> StoreError {
    of_name(name(error))
}

/// A failure to begin a transaction: the browser says so if the connection is gone.
pub(super) fn begin_error(error: &Error) -> StoreError {
    match name(error).as_str() {
        "InvalidStateError" => StoreError::ConnectionLost,
        _ => store_error(error),
    }
}

/// Whether a transaction ended because the browser took the connection away: then it has no error of its own.
pub(super) fn is_taken_away(error: &StoreError, transaction: &web_sys::IdbTransaction) -> bool {
    matches!(error, StoreError::Dom { name } if name == "AbortError") && transaction.error().is_none()
}

/// A failure to open a database.
pub(super) fn open_error(error: &OpenDbError) -> StoreError {
    match error {
        OpenDbError::Base(error) => store_error(error),
        // No IndexedDB at all, or one that refuses even to be asked.
        _ => of_name("NotSupportedError".to_owned()),
    }
}

/// Whether opening failed because the database is of a newer version.
pub(super) fn is_newer(error: &OpenDbError) -> bool {
    matches!(error, OpenDbError::Base(error) if name(error) == "VersionError")
}

/// The failure with this `DOMException` name.
pub(super) fn of_name(name: String) -> StoreError {
    match name.as_str() {
        "QuotaExceededError" => StoreError::QuotaExceeded,
        _ => StoreError::Dom { name },
    }
}

fn name(error: &Error) -> String {
    match error {
        Error::DomException(exception) => web_sys::DomException::from(exception.clone()).name(),
        Error::Unknown(JSError::Error(error)) => String::from(error.name()),
        Error::Unknown(JSError::Unknown(_)) => "Error".to_owned(),
        // The library waited for an end of the transaction that did not come.
        Error::MissingData(_) => "AbortError".to_owned(),
        Error::Serialisation(_) => "DataError".to_owned(),
    }
}
