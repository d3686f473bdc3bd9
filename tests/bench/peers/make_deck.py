"""Rows 7 and 16: make_deck.py FILE NOTES writes a package of so many notes, made by Anki itself, in its newest layout."""

import os
import sys
import tempfile

from anki.collection import Collection, DeckIdLimit, ExportAnkiPackageOptions


def main():
    path, notes = sys.argv[1], int(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(os.path.join(folder, "collection.anki2"))
        kind = collection.models.by_name("Basic")
        deck = collection.decks.id("Numbers")
        for at in range(1, notes + 1):
            note = collection.new_note(kind)
            note["Front"] = f"Card {at}: what is meant by the <b>number</b> {at}?"
            note["Back"] = f"Answer {at}, as it stands in the book"
            note.tags = [f"part{at % 50}"]
            collection.add_note(note, deck)
        options = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=False, with_media=True, legacy=False)
        collection.export_anki_package(out_path=path, options=options, limit=DeckIdLimit(deck))
        collection.close()


main()
