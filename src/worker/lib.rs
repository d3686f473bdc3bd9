//! Background jobs and their protocol.
