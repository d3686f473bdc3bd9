//! The tree of a framework: who stands below whom. Tolerant: an unknown parent makes a root, and nodes that
//! are their own ancestors are found and named, not followed.

use std::collections::{BTreeMap, BTreeSet};

/// A tree built from `(id, parent)` pairs.
#[derive(Debug, Clone)]
pub struct Tree<T> {
    children: BTreeMap<T, Vec<T>>,
    roots: Vec<T>,
    looped: BTreeSet<T>,
}

impl<T: Ord + Clone> Tree<T> {
    /// Builds the tree. Children keep the order in which they come; of an id given twice the last counts.
    pub fn new(nodes: impl IntoIterator<Item = (T, Option<T>)>) -> Self {
        let mut listed = Vec::new();
        let mut parent = BTreeMap::new();
        for (id, above) in nodes {
            if parent.insert(id.clone(), above).is_none() {
                listed.push(id);
            }
        }
        let mut children: BTreeMap<T, Vec<T>> = BTreeMap::new();
        let mut roots = Vec::new();
        for id in &listed {
            match &parent[id] {
                Some(above) if parent.contains_key(above) => {
                    children.entry(above.clone()).or_default().push(id.clone());
                }
                _ => roots.push(id.clone()),
            }
        }
        let mut tree = Self { children, roots, looped: BTreeSet::new() };
        // What cannot be reached from a root hangs below a loop.
        let mut reached = BTreeSet::new();
        for root in tree.roots.clone() {
            tree.walk(&root, |id| {
                reached.insert(id.clone());
            });
        }
        tree.looped = listed.into_iter().filter(|id| !reached.contains(id)).collect();
        tree
    }

    /// The nodes without a known parent, in the order given.
    pub fn roots(&self) -> &[T] {
        &self.roots
    }

    /// The children of `id`, in the order given.
    pub fn children(&self, id: &T) -> &[T] {
        self.children.get(id).map_or(&[], Vec::as_slice)
    }

    /// The nodes that belong to a loop of parents or hang below one.
    pub fn looped(&self) -> &BTreeSet<T> {
        &self.looped
    }

    /// Everything without children below `id`, depth first; empty for a leaf, and for a looped node.
    pub fn leaves_below(&self, id: &T) -> Vec<T> {
        let mut leaves = Vec::new();
        if !self.looped.contains(id) {
            self.walk(id, |node| {
                if node != id && self.children(node).is_empty() {
                    leaves.push(node.clone());
                }
            });
        }
        leaves
    }

    /// Depth first, without recursion: an import may be thousands of levels deep.
    fn walk(&self, from: &T, mut visit: impl FnMut(&T)) {
        let mut stack = vec![from];
        while let Some(id) = stack.pop() {
            visit(id);
            stack.extend(self.children(id).iter().rev());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tree;

    #[test]
    fn leaves_are_found_however_deep_and_in_order() {
        let tree = Tree::new([("A", None), ("B", Some("A")), ("z", Some("A")), ("b2", Some("B")), ("b1", Some("B"))]);
        assert_eq!(tree.roots(), ["A"]);
        assert_eq!(tree.leaves_below(&"A"), ["b2", "b1", "z"]);
        assert_eq!(tree.leaves_below(&"z"), Vec::<&str>::new());
    }

    #[test]
    fn an_orphan_is_a_root_and_a_loop_is_named() {
        let tree = Tree::new([("a", Some("gone")), ("x", Some("y")), ("y", Some("x")), ("w", Some("x"))]);
        assert_eq!(tree.roots(), ["a"]);
        assert_eq!(tree.looped().iter().copied().collect::<Vec<_>>(), ["w", "x", "y"]);
        assert!(tree.leaves_below(&"x").is_empty());
    }
}
