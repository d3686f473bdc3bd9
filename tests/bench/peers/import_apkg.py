"""Row 7 by Anki: import_apkg.py FILE prints how many notes came in, milliseconds, CPU seconds, and the most memory of it in MB.

A collection is made for it and thrown away. Opening it is not counted."""

import os
import resource
import sys
import tempfile
import time

from anki.collection import Collection
from anki.import_export_pb2 import ImportAnkiPackageOptions, ImportAnkiPackageRequest


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main():
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(os.path.join(folder, "collection.anki2"))
        options = ImportAnkiPackageOptions(with_scheduling=True)
        before, began = cpu(), time.perf_counter()
        collection.import_anki_package(ImportAnkiPackageRequest(package_path=sys.argv[1], options=options))
        took, used = time.perf_counter() - began, cpu() - before
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
        print(collection.note_count(), took * 1000, used, peak)
        collection.close()


main()
