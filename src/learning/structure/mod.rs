//! How competencies hang together: the prerequisite graph and the tree, both over any ordered id and
//! independent of one another. Deterministic: the same sets give the same order and the same cycle.

mod acyclic;
mod graph;
mod requirement;
mod tree;

pub use acyclic::Acyclic;
pub use graph::{Order, topological_order};
pub use requirement::{Verdict, judge_requirement, would_close_cycle};
pub use tree::Tree;
