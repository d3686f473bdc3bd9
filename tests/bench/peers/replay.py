"""Row 12 by py-fsrs: replay.py ITEMS [values] prints milliseconds, or stability and difficulty of each item.

The log is that of `core/replay.rs`, in memory before the clock runs."""

import sys
import time
from datetime import datetime, timedelta, timezone

from fsrs import Card, Rating, Scheduler

ANSWERS = 10
START = datetime(2026, 1, 1, 12, tzinfo=timezone.utc)


def log(item):
    day = 0
    for answer in range(ANSWERS):
        day += 0 if answer == 0 else (item * 5 + answer * 3) % 30
        yield Rating(1 + (item * 7 + answer * 13) % 4), START + timedelta(days=day)


def main():
    histories = [list(log(item)) for item in range(int(sys.argv[1]))]
    scheduler = Scheduler(enable_fuzzing=False)
    cards = []
    began = time.perf_counter()
    for history in histories:
        card = Card(card_id=1)
        for rating, at in history:
            card, _ = scheduler.review_card(card, rating, at)
        cards.append(card)
    took = time.perf_counter() - began
    if len(sys.argv) > 2:
        for card in cards:
            print(card.stability, card.difficulty, sep="\n")
    else:
        print(took * 1000)


main()
