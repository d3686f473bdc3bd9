// Automatic copies: kept apart from the records, shown on Storage, brought in by the preview, saved as a file.
import { readFileSync } from "node:fs";
import { Recovery, RECOVERY } from "../pages/recovery.ts";
import { bytes, casePackage, Storage, WORDS } from "../pages/storage.ts";
import { violations } from "../support/places.ts";
import { expect, inLanguage, once, test } from "../support/test.ts";

for (const language of ["en", "ar", "es"] as const) {
  const [words, said] = [WORDS[language], RECOVERY[language]];
  test(`a copy is kept, looked at, and saved as a file (${language})`, inLanguage(language), async ({ app, page }) => {
    const storage = new Storage(page, words);
    const recovery = new Recovery(page, said);
    await app.open(`storage?lang=${language}`);
    await expect(recovery.part(said.copies).getByText(said.none)).toBeVisible();
    await app.open(`import?lang=${language}`);
    await storage.look(bytes("skills.json", casePackage(12)));
    await storage.accept("import");
    await app.open(`storage?lang=${language}`);
    await recovery.keep();
    expect(await violations(page)).toEqual([]);
    const download = page.waitForEvent("download");
    await recovery.copies().first().getByRole("button", { name: said.saveCopy }).click();
    const copy = readFileSync(await (await download).path());
    const verdict = await storage.check(bytes("copy.cairn", copy));
    await expect(verdict).toContainText(words.whole);
    // What is in it goes through the preview, and is here already.
    await recovery.copies().first().getByRole("button", { name: said.restore }).click();
    await expect(storage.heading()).toHaveText(words.look);
    await expect(page.getByText(said.all)).toBeVisible();
  });
}

test("a copy is made at rest, once, and the newest two remain", once, async ({ app, page }) => {
  const storage = new Storage(page);
  const recovery = new Recovery(page);
  await app.open("import");
  await storage.look(bytes("skills.json", casePackage(3)));
  await storage.accept("import");
  await app.open("storage");
  // By itself, ten seconds after the page has come to rest.
  await expect(recovery.copies()).toHaveCount(1, { timeout: 40_000 });
  await recovery.page.getByRole("button", { name: "Keep a copy now" }).click();
  await expect(page.getByText("The last copy already holds everything.")).toBeVisible();
  for (const count of [4, 5]) {
    await app.open("import");
    await storage.look(bytes("skills.json", casePackage(count)));
    await storage.accept("import");
    await app.open("storage");
    await recovery.keep();
    await expect(recovery.copies()).toHaveCount(2);
  }
});

test("deleting everything deletes the copies", once, async ({ app, page }) => {
  const storage = new Storage(page);
  await app.open("import");
  await storage.look(bytes("skills.json", casePackage(3)));
  await storage.accept("import");
  await app.open("storage");
  await new Recovery(page).keep();
  await page.getByRole("button", { name: "Delete everything" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete everything on this device?" });
  await dialog.getByLabel("I know that this cannot be undone").check();
  await Promise.all([page.waitForEvent("load"), dialog.getByRole("button", { name: "Delete everything now" }).click()]);
  await app.ready();
  const left = await page.evaluate(async () => {
    const all = await (await navigator.storage.getDirectory()).getDirectoryHandle("generations");
    const names: string[] = [];
    for await (const name of (all as unknown as { keys(): AsyncIterable<string> }).keys()) names.push(name);
    return names;
  });
  expect(left).toEqual([]);
});
