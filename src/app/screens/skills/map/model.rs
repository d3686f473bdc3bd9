//! What a map holds, made from a framework's tree and its edges: nodes in lanes, lanes with headings. The same skills
//! as in the tree, each once.

use super::super::read::{Edge, Frame, Node};
use super::super::view_model::Badge;
use cairn_domain::id::CompetencyId;
use std::collections::{BTreeMap, BTreeSet};

/// A framework as a map.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Model {
    pub lanes: Vec<Lane>,
    pub nodes: Vec<Spot>,
    pub edges: Vec<Tie>,
    /// Names of what would close a circle, with the second skill.
    pub aside: Vec<(String, String, CompetencyId)>,
}

/// What lies in a group; its heading leads there. What lies in none has no heading.
#[derive(Clone, PartialEq, Debug)]
pub struct Lane {
    pub group: Option<CompetencyId>,
    /// The groups that it lies in and its own name, from the top.
    pub path: Vec<String>,
    pub reached: (usize, usize),
}

/// A skill on the map.
#[derive(Clone, PartialEq, Debug)]
pub struct Spot {
    pub id: CompetencyId,
    pub name: String,
    pub badge: Badge,
    pub group: Option<(usize, usize)>,
    pub lane: usize,
}

/// An edge by the numbers of its nodes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tie {
    pub from: usize,
    pub to: usize,
    pub helps: bool,
}

impl Model {
    pub fn of(frame: &Frame) -> Self {
        let tied: BTreeSet<CompetencyId> = frame.edges.iter().flat_map(|edge| [edge.from, edge.to]).collect();
        let mut model = Self::default();
        let top = Lane { group: None, path: Vec::new(), reached: (0, 0) };
        model.take(&frame.nodes, &top, &tied);
        let numbers: BTreeMap<CompetencyId, usize> = (0..).zip(&model.nodes).map(|(n, spot)| (spot.id, n)).collect();
        let tie =
            |edge: &Edge| Some(Tie { from: *numbers.get(&edge.from)?, to: *numbers.get(&edge.to)?, helps: edge.helps });
        model.edges = frame.edges.iter().filter_map(tie).collect();
        let names: BTreeMap<CompetencyId, String> = named(&frame.nodes).into_iter().collect();
        let aside = |edge: &Edge| Some((names.get(&edge.from)?.clone(), names.get(&edge.to)?.clone(), edge.to));
        model.aside = frame.aside.iter().filter_map(aside).collect();
        model
    }

    /// Takes what lies side by side: single skills into the lane of what they lie in, groups with lanes of their own.
    fn take(&mut self, nodes: &[Node], above: &Lane, tied: &BTreeSet<CompetencyId>) {
        let holds_skills = |node: &Node| node.children.iter().any(|child| child.children.is_empty());
        for node in nodes {
            if !holds_skills(node) {
                // A skill; or a group that only holds groups, so that it is on the map too.
                self.put(node, above);
            }
            if !node.children.is_empty() {
                let path = above.path.iter().cloned().chain([node.name()]).collect();
                let own = Lane { group: Some(node.id), path, reached: node.group.unwrap_or_default() };
                if holds_skills(node) && tied.contains(&node.id) {
                    // Its arrows need something to hold on to: it stands before what it holds.
                    self.put(node, &own);
                }
                self.take(&node.children, &own, tied);
            }
        }
    }

    /// Puts a node into the lane of a group, which is made with the first.
    fn put(&mut self, node: &Node, lane: &Lane) {
        let known = self.lanes.iter().position(|known| known.group == lane.group);
        let lane = known.unwrap_or_else(|| {
            self.lanes.push(lane.clone());
            self.lanes.len() - 1
        });
        self.nodes.push(Spot { id: node.id, name: node.name(), badge: node.badge, group: node.group, lane });
    }

    /// The edges as (what comes first, what follows).
    pub fn pairs(&self) -> Vec<(usize, usize)> {
        self.edges.iter().map(|tie| (tie.from, tie.to)).collect()
    }

    /// Names of what `node` is tied to: what it needs, what helps it, what needs it, what it helps.
    pub fn around(&self, node: usize) -> [Vec<String>; 4] {
        let mut around: [Vec<String>; 4] = Default::default();
        for tie in &self.edges {
            let mut put =
                |place: usize, other: usize| around[place].extend(self.nodes.get(other).map(|n| n.name.clone()));
            if tie.to == node {
                put(usize::from(tie.helps), tie.from);
            }
            if tie.from == node {
                put(2 + usize::from(tie.helps), tie.to);
            }
        }
        around
    }
}

fn named(nodes: &[Node]) -> Vec<(CompetencyId, String)> {
    nodes.iter().flat_map(|node| [vec![(node.id, node.name())], named(&node.children)].concat()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_domain::{competency::Framework, id::Id, noun::Noun, record::Record};
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn id(n: i64) -> CompetencyId {
        CompetencyId(Id::new(n, 0))
    }

    fn node(n: i64, children: Vec<Node>) -> Node {
        let group = (!children.is_empty()).then_some((0, children.len()));
        Node { id: id(n), title: n.to_string(), code: String::new(), badge: Badge::Open, group, children }
    }

    fn model(nodes: Vec<Node>, edges: &[(i64, i64)]) -> Model {
        let edge = |(from, to): &(i64, i64)| Edge { from: id(*from), to: id(*to), helps: false };
        let noun = Framework::read(&Record::new(Framework::KIND, Id::new(0, 0)));
        let edges = edges.iter().map(edge).collect();
        let aside = vec![Edge { from: id(2), to: id(3), helps: true }];
        Model::of(&Frame { noun, nodes, count: 0, reached: (0, 0), next: None, edges, aside, stale: vec![] })
    }

    fn lanes(model: &Model) -> Vec<(String, Vec<&str>)> {
        let held = |number| model.nodes.iter().filter(move |spot| spot.lane == number).map(|spot| spot.name.as_str());
        model.lanes.iter().enumerate().map(|(number, lane)| (lane.path.join("/"), held(number).collect())).collect()
    }

    #[test]
    fn every_skill_of_the_tree_is_on_the_map_in_the_lane_of_its_group() {
        let tree = || {
            vec![
                node(1, vec![node(2, vec![]), node(3, vec![])]),
                node(4, vec![]),
                node(5, vec![node(6, vec![node(7, vec![])])]),
            ]
        };
        let expected = [("1", vec!["2", "3"]), ("", vec!["4", "5"]), ("5/6", vec!["7"])];
        let plain = model(tree(), &[]);
        assert_eq!(lanes(&plain), expected.map(|(path, held)| (path.to_owned(), held)));
        // A group with edges stands in its own lane.
        let tied = model(tree(), &[(1, 4), (4, 9)]);
        assert_eq!(lanes(&tied)[0], ("1".to_owned(), vec!["1", "2", "3"]));
        assert_eq!(tied.edges.len(), 1, "an edge to what is not here is left out");
        assert_eq!(tied.aside, [("2".to_owned(), "3".to_owned(), id(3))]);
    }

    #[test]
    fn what_is_around_a_skill_is_told_by_name() {
        let mut model = model(vec![node(1, vec![]), node(2, vec![]), node(3, vec![])], &[(1, 2), (2, 3)]);
        model.edges.push(Tie { from: 0, to: 2, helps: true });
        let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(model.around(1), [names(&["1"]), names(&[]), names(&["3"]), names(&[])]);
        assert_eq!(model.around(2), [names(&["2"]), names(&["1"]), names(&[]), names(&[])]);
        assert_eq!(model.around(0), [names(&[]), names(&[]), names(&["2"]), names(&["3"])]);
    }
}
