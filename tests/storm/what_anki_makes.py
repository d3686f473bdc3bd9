"""What Anki makes of a package: what_anki_makes.py FILE prints one JSON object with the notes, cards, answers and files that it finds after
it brought the package into a new collection, and for each card that has a memory what that would be after each rating now."""

import base64
import json
import os
import sys
import tempfile

from anki.collection import Collection
from anki.import_export_pb2 import ImportAnkiPackageOptions, ImportAnkiPackageRequest


def memory(state):
    """Stability and difficulty of a state, wherever its kind keeps them."""
    normal = state.normal
    kind = normal.WhichOneof("kind")
    held = getattr(normal, kind)
    if kind == "relearning":
        held = held.learning
    return [held.memory_state.stability, held.memory_state.difficulty]


def main():
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(os.path.join(folder, "collection.anki2"))
        collection.set_config("fsrs", True)
        options = ImportAnkiPackageOptions(with_scheduling=True)
        collection.import_anki_package(ImportAnkiPackageRequest(package_path=sys.argv[1], options=options))
        rows = collection.db.all
        cards = []
        for card, note, ord_, type_, queue, due, interval, flags, data in rows(
            "select id, nid, ord, type, queue, due, ivl, flags, data from cards order by nid, ord"
        ):
            held = json.loads(data or "{}")
            states = collection._backend.get_scheduling_states(card) if type_ == 2 else None
            cards.append({
                "guid": collection.db.scalar("select guid from notes where id = ?", note),
                "ord": ord_, "type": type_, "queue": queue, "flag": flags,
                "due": due - collection.sched.today if type_ == 2 else None, "interval": interval,
                "memory": [held["s"], held["d"]] if "s" in held else None,
                "next": [memory(getattr(states, name)) for name in ("again", "hard", "good", "easy")] if states else None,
                "answers": rows("select id, ease, ivl from revlog where cid = ? order by id", card),
                "deck": collection.decks.name(collection.get_card(card).did),
            })
        media = collection.media.dir()
        print(json.dumps({
            "notes": [[guid, fields.split("\x1f"), tags.split()] for guid, fields, tags in rows("select guid, flds, tags from notes order by id")],
            "cards": cards,
            "files": [base64.b64encode(open(os.path.join(media, name), "rb").read()).decode() for name in os.listdir(media)],
        }))
        collection.close()


main()
