//! 1EdTech CASE.
