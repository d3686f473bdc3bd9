//! The screens, one folder or file for each place. They do not know each other.

pub mod about;
pub mod alarm;
pub mod changes;
pub mod first_run;
pub mod goals;
pub mod help;
pub mod import;
pub mod items;
pub mod language;
pub mod library;
pub mod not_found;
pub mod notices;
pub mod outdated;
pub mod profile;
pub mod returned;
pub mod room;
pub mod search;
pub mod settings;
pub mod skills;
pub mod storage;
pub mod today;
pub mod trash;
pub mod trouble;
pub mod update;
pub mod wrong_clock;
