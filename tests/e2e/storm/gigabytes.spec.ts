// Files of two gigabytes, as a person may choose by mistake: refused in words within seconds, and nothing is changed.
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Goals } from "../pages/goals.ts";
import { Storage } from "../pages/storage.ts";
import { expect, once, test } from "../support/test.ts";

/** A file of this length which takes no room on the disk. */
function sparse(folder: string, name: string, head: string): string {
  const path = join(folder, name);
  const file = openSync(path, "w");
  writeSync(file, head);
  ftruncateSync(file, 2 * 1024 ** 3);
  closeSync(file);
  return path;
}

const FILES: [string, string][] = [
  ["film.webm", "\u001aE"], ["backup.cairn", "PK\u0003\u0004"], ["skills.json", '{"CFDocument":'], ["links.html", "<!DOCTYPE NETSCAPE-Bookmark-file-1>"],
];

test("a file of two gigabytes given to import", once, async ({ app, page }) => {
  test.skip(!process.env.CAIRN_FULL, "only with --full");
  test.setTimeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), "cairn-large-"));
  const storage = new Storage(page);
  try {
    await app.open("goals/new");
    await new Goals(page).create("Sail alone");
    for (const [name, head] of FILES) {
      await app.open("import");
      const began = Date.now();
      await storage.give(storage.words.choose, sparse(folder, name, head));
      const note = page.getByRole("alert").filter({ hasText: storage.words.refused });
      await expect(note).toContainText(storage.words.unchanged, { timeout: 30_000 });
      console.log(`${name} of 2 GB: refused after ${Date.now() - began} ms: ${(await note.innerText()).replace(/\n+/g, " ")}`);
    }
    await app.open("goals");
    await expect(page.getByRole("link", { name: "Sail alone" })).toBeVisible();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
