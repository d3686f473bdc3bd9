// A database that cannot be opened or read, is gone, or is of a newer version: what happened, what is safe, what to do;
// never an empty database over it.
import { readFileSync } from "node:fs";
import { Recovery, RECOVERY } from "../pages/recovery.ts";
import { bytes, casePackage, Storage, WORDS } from "../pages/storage.ts";
import { spoilt } from "../support/backup.ts";
import { blank, lift, name, spoil, wipe } from "../support/database.ts";
import { violations } from "../support/places.ts";
import { expect, inLanguage, onceIn, test } from "../support/test.ts";
import { type App } from "../pages/app.ts";

async function fill(app: App, storage: Storage, recovery: Recovery, language: string): Promise<void> {
  await app.open(`import?lang=${language}`);
  await storage.look(bytes("skills.json", casePackage(12)));
  await storage.accept("import");
  await app.open(`storage?lang=${language}`);
  await recovery.keep();
}

for (const language of ["en", "ar", "es"] as const) {
  const [words, said] = [WORDS[language], RECOVERY[language]];
  test(`what cannot be opened is saved, set aside and brought back (${language})`, inLanguage(language), async ({ app, page, context, baseURL }) => {
    test.setTimeout(120_000);
    const [storage, recovery] = [new Storage(page, words), new Recovery(page, said)];
    await fill(app, storage, recovery, language);
    const database = await name(page);
    const beside = await blank(context, baseURL);
    await page.close();
    await spoil(beside, database, "meta");
    const trouble = await context.newPage();
    const [again, help] = [new Storage(trouble, words), new Recovery(trouble, said)];
    await trouble.goto(`/?lang=${language}`);
    await expect(again.heading()).toHaveText(said.broken);
    await expect(trouble.getByRole("button", { name: said.again })).toBeVisible();
    await expect(trouble.getByText(said.needed)).toBeVisible();
    expect(await violations(trouble)).toEqual([]);
    const saved = readFileSync(await (await help.save()).path());
    await help.bringBack();
    await trouble.goto(`/storage?lang=${language}`);
    const verdict = await again.check(bytes("saved.cairn", saved));
    await expect(verdict).toContainText(words.whole);
    // The spoiled database is still there, until she deletes it.
    const names = () => beside.evaluate(async () => (await indexedDB.databases()).map((one) => one.name));
    expect(await names()).toHaveLength(2);
    await expect(help.part(said.aside).getByRole("listitem")).toContainText(said.since);
    await help.part(said.aside).getByRole("button", { name: said.delete }).click();
    await trouble.getByRole("dialog", { name: said.sure }).getByRole("button", { name: said.confirm, exact: true }).click();
    await expect(trouble.getByText(said.deleted)).toBeVisible();
    await expect.poll(names).not.toContain(database);
    await trouble.goto(`/skills?lang=${language}`);
    await expect(trouble.getByText("Many skills").first()).toBeVisible();
  });

  test(`one torn entry costs itself alone (${language})`, onceIn(language), async ({ app, page, context, baseURL }) => {
    const [storage, recovery] = [new Storage(page, words), new Recovery(page, said)];
    await fill(app, storage, recovery, language);
    const beside = await blank(context, baseURL);
    await spoil(beside, await name(page), "competency");
    // The others are listed, and she is told at home that one is not.
    await app.open(`skills?lang=${language}`);
    await expect(page.getByText("Many skills").first()).toBeVisible();
    await app.visit("");
    await page.getByRole("link", { name: said.save, exact: true }).click();
    await expect(page.getByText(said.torn, { exact: true })).toBeVisible();
    const saved = readFileSync(await (await recovery.save()).path());
    await expect(page.getByText(said.tornOne)).toBeVisible();
    // The same copies are offered in one place, for one thing.
    await expect(recovery.part(said.copies)).toHaveCount(0);
    await recovery.beginAgain();
    await app.open(`storage?lang=${language}`);
    await expect(recovery.part(said.copies)).toBeVisible();
    await expect(recovery.part(said.aside)).toBeVisible();
    await expect(page.getByText(said.torn)).toHaveCount(0);
    await expect(await storage.check(bytes("saved.cairn", saved))).toContainText(words.whole);
  });

  test(`a database that is gone is not taken for a first visit (${language})`, onceIn(language), async ({ app, page, context, baseURL }) => {
    const [storage, recovery] = [new Storage(page, words), new Recovery(page, said)];
    await fill(app, storage, recovery, language);
    const copy = readFileSync(await (await storage.backUp()).path());
    const beside = await blank(context, baseURL);
    const database = await name(page);
    await page.goto("about:blank");
    await wipe(beside, database);
    await app.open(`?lang=${language}`);
    await expect(storage.heading()).toHaveText(said.gone);
    await expect(page.getByRole("button", { name: said.anew })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    expect(await beside.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
    // A damaged file is not taken for everything, and not for hers before she says so.
    await storage.give(said.file, bytes("damaged.cairn", spoilt(copy, "records/competency.ndjson")));
    await expect(page.getByText(said.damaged)).toBeVisible();
    await expect(page.getByRole("button", { name: said.whole })).toBeVisible();
    await page.getByRole("button", { name: said.cancel }).click();
    await expect(page.getByText(said.damaged)).toHaveCount(0);
    expect(await beside.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
    await recovery.bringBack();
    // In another database: what lies under the old name stays as it is.
    expect(await name(page)).not.toBe(database);
    await app.open(`skills?lang=${language}`);
    await expect(page.getByText("Many skills").first()).toBeVisible();
  });

  test(`records of a newer version can be read and taken out (${language})`, onceIn(language), async ({ app, page, context, baseURL }) => {
    const [storage, recovery] = [new Storage(page, words), new Recovery(page, said)];
    await fill(app, storage, recovery, language);
    const beside = await blank(context, baseURL);
    const database = await name(page);
    await page.goto("about:blank");
    await lift(beside, database, 9);
    await app.open(`storage?lang=${language}`);
    await expect(page.getByText(said.newer)).toBeVisible({ timeout: 20_000 });
    const copy = readFileSync(await (await storage.backUp()).path());
    const verdict = await storage.check(bytes("copy.cairn", copy));
    await expect(verdict).toContainText(words.whole);
    await app.open(`skills?lang=${language}`);
    await expect(page.getByText("Many skills").first()).toBeVisible();
    const versions = await beside.evaluate(async () => (await indexedDB.databases()).map((one) => one.version));
    expect(versions).toEqual([9]);
  });
}
