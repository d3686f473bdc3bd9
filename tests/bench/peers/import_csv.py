"""Row 8 by Anki: import_csv.py FILE prints how many notes came in, and the CPU seconds of it.

A collection is made for it and thrown away. Opening it is not counted."""

import os
import resource
import sys
import tempfile

from anki.collection import Collection
from anki.import_export_pb2 import ImportCsvRequest


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main():
    path = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(os.path.join(folder, "collection.anki2"))
        before = cpu()
        metadata = collection.get_csv_metadata(path=path, delimiter=None)
        collection.import_csv(ImportCsvRequest(path=path, metadata=metadata))
        took = cpu() - before
        print(collection.note_count(), took)
        collection.close()


main()
