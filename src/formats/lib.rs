//! File formats of Cairn: bytes to domain and back.
