//! Typing errors: the optimal string alignment distance (insertions, deletions, substitutions, swaps of neighbours, no
//! letter edited twice), given up beyond a limit, so that a long answer costs no more than its length times that limit.

/// The distance of two texts in letters, or `None` if it is more than `limit`.
pub fn distance_within(a: &str, b: &str, limit: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    // No distance is more than the longer length.
    let limit = limit.min(a.len().max(b.len()));
    // Rows i-2, i-1 and i; a cell farther than the limit from the diagonal is beyond it. The three are used in turn: of
    // each row only the cells within the limit are written, and the one on either side, which is all that is read of
    // it.
    let beyond = limit + 1;
    let mut above: Vec<usize> = (0..=b.len()).map(|j| j.min(beyond)).collect();
    let (mut before, mut row) = (above.clone(), above.clone());
    for i in 1..=a.len() {
        let (first, last) = (i.saturating_sub(limit), (i + limit).min(b.len()));
        if first == 0 {
            row[0] = i;
        } else {
            row[first - 1] = beyond;
        }
        if last < b.len() {
            row[last + 1] = beyond;
        }
        for j in first.max(1)..=last {
            let differs = usize::from(a[i - 1] != b[j - 1]);
            let mut edits = (above[j] + 1).min(row[j - 1] + 1).min(above[j - 1] + differs);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                edits = edits.min(before[j - 2] + 1);
            }
            row[j] = edits.min(beyond);
        }
        std::mem::swap(&mut before, &mut above);
        std::mem::swap(&mut above, &mut row);
    }
    Some(above[b.len()]).filter(|distance| *distance <= limit)
}

/// The distance of two texts in letters.
pub fn distance(a: &str, b: &str) -> usize {
    let longest = a.chars().count().max(b.chars().count());
    distance_within(a, b, longest).unwrap_or(longest)
}
