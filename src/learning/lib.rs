//! Learning models of Cairn: numbers in, numbers out.
