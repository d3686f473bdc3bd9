// From an older shape of the database to this one: behind a copy and beside another tab (broken off: `storm/`). The
// fixtures are databases as the first release kept them; they are never made anew.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Recovery, RECOVERY } from "../pages/recovery.ts";
import { bytes, Storage, WORDS } from "../pages/storage.ts";
import { blank, type Frozen, hold, lift, name, plant } from "../support/database.ts";
import { expect, inLanguage, once, test } from "../support/test.ts";

const frozen = (version: number): Frozen & { hash: string; entries: number } =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../../fixtures/frozen/database-${version}.json`, import.meta.url)), "utf8"));

for (const version of [1, 2, 3, 4, 5]) {
  test(`a database of shape ${version} opens with everything that was in it`, once, async ({ app, page, context, baseURL }) => {
    const old = frozen(version);
    const beside = await blank(context, baseURL);
    await plant(beside, old);
    await app.open("storage");
    const storage = new Storage(page);
    await expect(storage.heading()).toHaveText(WORDS.en.storage, { timeout: 30_000 });
    await expect(page.getByText(`${old.entries} entries live on this device only`)).toBeVisible();
    const copy = readFileSync(await (await storage.backUp()).path());
    const verdict = await storage.check(bytes("copy.cairn", copy));
    expect(await storage.fingerprint(verdict)).toBe(old.hash);
  });
}

for (const language of ["en", "ar", "es"] as const) {
  const [words, said] = [WORDS[language], RECOVERY[language]];
  test(`a copy is kept before the shape changes, and another tab is waited for (${language})`, inLanguage(language), async ({ app, page, context, baseURL }) => {
    const old = frozen(1);
    const beside = await blank(context, baseURL);
    await plant(beside, old);
    // A tab that hangs.
    await hold(beside, old.name, false);
    await app.open(`?lang=${language}`);
    await expect(page.getByText(said.blocked)).toBeVisible({ timeout: 3_000 });
    await expect(app.heading()).toHaveText(said.shape);
    await beside.close();
    await expect(app.heading()).not.toHaveText(said.shape, { timeout: 20_000 });
    await app.open(`storage?lang=${language}`);
    await expect(app.heading()).toHaveText(words.storage);
    await expect(new Recovery(page, said).copies().getByText(said.before)).toBeVisible();
  });
}

test("a tab of the old version makes way within three seconds", once, async ({ app, page, context, baseURL }) => {
  const old = frozen(1);
  const beside = await blank(context, baseURL);
  await plant(beside, old);
  await hold(beside, old.name, true);
  await app.open("skills");
  await expect(page.getByRole("link", { name: /Many skills/ }).first()).toBeVisible({ timeout: 3_000 });
});

test("a tab of this version is told when a newer one changes the shape", once, async ({ app, page, context, baseURL }) => {
  await app.open("goals/new");
  const beside = await blank(context, baseURL);
  // Resolves only once the app's own connection has made way.
  await lift(beside, await name(page), 9);
  await expect(page.getByRole("alert").filter({ hasText: "Load this page again." })).toBeVisible({ timeout: 3_000 });
});
