//! The estimate of a competency from its evidence.
