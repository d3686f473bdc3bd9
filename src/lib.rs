#![doc = include_str!("ARCHITECTURE.md")]

pub use cairn_domain as domain;
pub use cairn_formats as formats;
pub use cairn_learning as learning;
pub use cairn_store as store;
pub use cairn_sync as sync;
