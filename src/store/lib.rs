//! Stores behind the port of the domain: memory and IndexedDB.
