//! Moodle.
