//! State hash and deltas: sans-I/O.
