//! What a device must show, from the writes that it knows of. Nothing is joined here: a value is the
//! latest known write, a text the known writes that no known write replaced, a record deleted if known
//! deletions covered every known write to it.

use std::collections::{BTreeMap, BTreeSet};

/// Indexes of writes that a device knows of: its own, and those of every state that reached it.
pub type Known = BTreeSet<usize>;

/// Wall clock of the writer, counter, writer.
pub type When = (i64, u32, u64);

/// One write of the history.
pub enum Write {
    Create {
        goal: usize,
    },
    Title {
        goal: usize,
        when: When,
        value: String,
    },
    Tag {
        goal: usize,
        tag: usize,
        when: When,
        present: bool,
    },
    /// Replaces texts by one that holds them and a word of its own.
    Text {
        goal: usize,
        body: String,
        word: String,
        replaces: BTreeSet<usize>,
    },
    Trash {
        goal: usize,
        covers: Known,
    },
    Restore {
        goal: usize,
    },
    Add {
        event: u64,
    },
    Void {
        event: u64,
    },
    Erase {
        event: u64,
    },
}

/// What one record must show.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Shown {
    pub alive: bool,
    pub title: String,
    pub tags: BTreeSet<usize>,
    pub texts: BTreeSet<String>,
}

#[derive(Default)]
pub struct Oracle {
    pub writes: Vec<Write>,
}

impl Oracle {
    /// The writes to a record that are known.
    pub fn of_goal(&self, known: &Known, wanted: usize) -> Known {
        known.iter().copied().filter(|at| self.writes[*at].goal() == Some(wanted)).collect()
    }

    /// When a write at `clock` happens: at its clock, or just after the latest known write to the same place.
    pub fn when(latest: Option<When>, clock: i64, device: u64) -> When {
        match latest {
            Some((ms, counter, _)) if (clock, 0) <= (ms, counter) => (ms, counter + 1, device),
            _ => (clock, 0, device),
        }
    }

    pub fn title(&self, known: &Known, wanted: usize) -> Option<(When, &str)> {
        let titles = known.iter().filter_map(|at| match &self.writes[*at] {
            Write::Title { goal, when, value } if *goal == wanted => Some((*when, value.as_str())),
            _ => None,
        });
        titles.max()
    }

    pub fn tag(&self, known: &Known, wanted: (usize, usize)) -> Option<(When, bool)> {
        let tags = known.iter().filter_map(|at| match &self.writes[*at] {
            Write::Tag { goal, tag, when, present } if (*goal, *tag) == wanted => Some((*when, *present)),
            _ => None,
        });
        tags.max()
    }

    /// Text writes that no known write replaced.
    pub fn texts(&self, known: &Known, wanted: usize) -> BTreeMap<usize, &str> {
        let mut texts = BTreeMap::new();
        let mut replaced = Known::new();
        for at in known {
            if let Write::Text { goal, body, replaces, .. } = &self.writes[*at]
                && *goal == wanted
            {
                texts.insert(*at, body.as_str());
                replaced.extend(replaces);
            }
        }
        texts.retain(|at, _| !replaced.contains(at));
        texts
    }

    /// Every word that was ever put into the text.
    pub fn words(&self, known: &Known, wanted: usize) -> Vec<&str> {
        let words = known.iter().filter_map(|at| match &self.writes[*at] {
            Write::Text { goal, word, .. } if *goal == wanted => Some(word.as_str()),
            _ => None,
        });
        words.collect()
    }

    /// What a record shows; `None` if nobody known made it.
    pub fn shown(&self, known: &Known, wanted: usize) -> Option<Shown> {
        let writes = self.of_goal(known, wanted);
        if writes.is_empty() {
            return None;
        }
        let mut covered = Known::new();
        for at in &writes {
            if let Write::Trash { covers, .. } = &self.writes[*at] {
                covered.extend(covers);
            }
        }
        Some(Shown {
            alive: writes.difference(&covered).next().is_some(),
            title: self.title(known, wanted).map(|(_, value)| value.to_owned()).unwrap_or_default(),
            tags: (0..3).filter(|tag| self.tag(known, (wanted, *tag)).is_some_and(|(_, present)| present)).collect(),
            texts: self.texts(known, wanted).into_values().map(str::to_owned).collect(),
        })
    }

    /// The events that count.
    pub fn events(&self, known: &Known) -> BTreeSet<u64> {
        let (mut added, mut gone) = (BTreeSet::new(), BTreeSet::new());
        for at in known {
            match &self.writes[*at] {
                Write::Add { event } => added.insert(*event),
                Write::Void { event } | Write::Erase { event } => gone.insert(*event),
                _ => false,
            };
        }
        &added - &gone
    }
}

impl Write {
    fn goal(&self) -> Option<usize> {
        match self {
            Write::Create { goal }
            | Write::Title { goal, .. }
            | Write::Tag { goal, .. }
            | Write::Text { goal, .. }
            | Write::Trash { goal, .. }
            | Write::Restore { goal } => Some(*goal),
            Write::Add { .. } | Write::Void { .. } | Write::Erase { .. } => None,
        }
    }
}
