//! The sounds of a page: which of them plays, and which follow. One plays at a time. A side of a card is a turn; to hear it
//! again means all sounds of the last turn that had any, in their order.

use crate::browser::speech;
use leptos::prelude::*;
use std::collections::VecDeque;

/// One sound, by number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Player(u32);

#[derive(Clone, Copy)]
struct Known {
    player: Player,
    turn: u32,
    begin: Callback<()>,
    end: Callback<()>,
}

/// The sounds.
#[derive(Clone, Copy)]
pub struct Sounds {
    known: StoredValue<Vec<Known>>,
    next: StoredValue<u32>,
    turn: StoredValue<u32>,
    playing: RwSignal<Option<Player>>,
    waiting: StoredValue<VecDeque<Player>>,
    by_themselves: Signal<bool>,
}

impl Sounds {
    /// No sounds yet.
    pub fn new(by_themselves: Signal<bool>) -> Self {
        Self {
            known: StoredValue::default(),
            next: StoredValue::default(),
            turn: StoredValue::default(),
            playing: RwSignal::new(None),
            waiting: StoredValue::default(),
            by_themselves,
        }
    }

    /// Knows one more, as long as the view that calls this is there.
    pub fn add(self, begin: Callback<()>, end: Callback<()>) -> Player {
        let player = Player(self.next.get_value());
        self.next.set_value(player.0.wrapping_add(1));
        let turn = self.turn.get_value();
        self.known.update_value(|known| known.push(Known { player, turn, begin, end }));
        on_cleanup(move || {
            let _ = self.known.try_update_value(|known| known.retain(|one| one.player != player));
            if self.playing.try_get_untracked() == Some(Some(player)) {
                self.ended(player);
            }
        });
        if self.by_themselves.get_untracked() {
            self.waiting.update_value(|waiting| waiting.push_back(player));
            if self.playing.with_untracked(Option::is_none) {
                // Its view is about to be there.
                crate::browser::timers::next_frame(move || self.go_on());
            }
        }
        player
    }

    /// Another side is shown.
    pub fn turn(self) {
        self.silence();
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
    }

    /// Whether this one plays.
    pub fn is_playing(self, player: Player) -> bool {
        self.playing.get() == Some(player)
    }

    /// She pressed its button: it plays, or ends.
    pub fn press(self, player: Player) {
        let was_on = self.playing.get_untracked() == Some(player);
        self.silence();
        if !was_on {
            self.begin(player);
        }
    }

    /// Plays the sounds of the last side that has any, from the first; false if there are none.
    pub fn again(self) -> bool {
        let players: VecDeque<Player> = self.known.with_value(|known| {
            let last = known.iter().map(|one| one.turn).max();
            known.iter().filter(|one| Some(one.turn) == last).map(|one| one.player).collect()
        });
        if players.is_empty() {
            return false;
        }
        self.silence();
        self.waiting.set_value(players);
        self.go_on();
        true
    }

    /// It has come to its end, or cannot be played.
    pub fn ended(self, player: Player) {
        if self.playing.try_get_untracked() == Some(Some(player)) {
            self.playing.set(None);
            self.go_on();
        }
    }

    /// Ends what plays, and what would follow.
    pub fn silence(self) {
        // The page may be gone by the time the browser refuses.
        let Some(playing) = self.playing.try_get_untracked() else { return };
        self.waiting.set_value(VecDeque::new());
        self.playing.set(None);
        if let Some(known) = playing.and_then(|player| self.of(player)) {
            known.end.run(());
        }
    }

    fn go_on(self) {
        if self.playing.try_get_untracked() == Some(None)
            && let Some(next) = self.waiting.try_update_value(VecDeque::pop_front).flatten()
        {
            self.begin(next);
        }
    }

    fn begin(self, player: Player) {
        if let Some(known) = self.of(player) {
            speech::stop();
            self.playing.set(Some(player));
            known.begin.run(());
        }
    }

    fn of(self, player: Player) -> Option<Known> {
        self.known.try_with_value(|known| known.iter().find(|one| one.player == player).copied()).flatten()
    }
}
