// Storage and backup: what is kept, a copy outside, checking one, deleting everything.
import { readFileSync } from "node:fs";
import { expect, inLanguage, once, test } from "../support/test.ts";
import { bytes, casePackage, Storage, WORDS } from "../pages/storage.ts";

for (const [language, words] of Object.entries(WORDS)) {
  test(`a backup goes out, is checked, and stands on the screen (${language})`, inLanguage(language), async ({ app, page }) => {
    const storage = new Storage(page, words);
    await app.open(`import?lang=${language}`);
    await storage.look(bytes("skills.json", casePackage(3)));
    await storage.accept("import");
    await app.open(`storage?lang=${language}`);
    await expect(app.heading()).toHaveText(words.storage);
    const file = await storage.backUp();
    expect(file.suggestedFilename()).toMatch(/^cairn-\d{4}-\d\d-\d\d\.cairn$/);
    await expect(page.getByText(words.given).first()).toBeVisible();
    const copy = readFileSync(await file.path());
    const verdict = await storage.check(bytes("copy.cairn", copy));
    await expect(verdict).toContainText(words.whole);
    expect(await storage.fingerprint(verdict)).toMatch(/^[0-9a-f]{64}$/);
  });
}

test("a backup is two taps from Today", async ({ app, page }) => {
  await app.open("storage");
  await app.place("Today").click();
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("dialog").getByRole("link", { name: "Storage and backup" }).click();
  await expect(page.getByRole("button", { name: "Back up", exact: true })).toBeVisible();
});

test("one altered byte, a cut and a foreign file are told apart from a whole backup", once, async ({ app, page }) => {
  const storage = new Storage(page);
  await app.open("import");
  await storage.look(bytes("skills.json", casePackage(5)));
  await storage.accept("import");
  await app.open("storage");
  const copy = readFileSync(await (await storage.backUp()).path());
  const altered = Buffer.from(copy);
  altered[copy.length >> 1] ^= 1;
  const refusals: [Buffer, RegExp][] = [
    [altered, /changed after it was written|damaged/],
    [copy.subarray(0, copy.length - 40), /damaged or cut off/],
    [Buffer.from("no backup"), /not a Cairn backup/],
  ];
  for (const [bad, words] of refusals) {
    await storage.give("Check a backup file", bytes("bad.cairn", bad));
    await expect(page.getByRole("alert").filter({ hasText: words })).toBeVisible();
  }
  await storage.give("Check a backup file", bytes("renamed.txt", copy));
  await expect(page.getByRole("alert").filter({ hasText: "This backup is whole" })).toBeVisible();
});

test("deleting everything asks, and then starts anew", async ({ app, page }) => {
  const storage = new Storage(page);
  await app.open("import");
  await storage.look(bytes("skills.json", casePackage(3)));
  await storage.accept("import");
  await app.open("storage");
  await page.getByRole("button", { name: "Delete everything" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete everything on this device?" });
  const now = dialog.getByRole("button", { name: "Delete everything now" });
  await expect(now).toHaveAttribute("aria-disabled", "true");
  await expect(dialog.getByRole("button", { name: "Back up first" })).toBeVisible();
  await dialog.getByLabel("I know that this cannot be undone").check();
  await Promise.all([page.waitForEvent("load"), now.click()]);
  await app.ready();
  await app.open("storage");
  await expect(page.getByText("No records are kept here yet.")).toBeVisible();
});
