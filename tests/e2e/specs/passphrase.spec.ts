// A backup under a passphrase: made, checked, refused to others, told from a damaged one, restored elsewhere.
import { readFileSync } from "node:fs";
import { App } from "../pages/app.ts";
import { Passphrase, WORDS } from "../pages/passphrase.ts";
import { bytes, casePackage, Storage, WORDS as STORAGE } from "../pages/storage.ts";
import { violations } from "../support/places.ts";
import { expect, keyboard, once, onceIn, test } from "../support/test.ts";

const RIGHT = "sieben stille Steine, ثلاثة";

for (const language of ["en", "ar", "es"] as const) {
  test(`a protected backup opens with its passphrase alone, here and on another device (${language})`, onceIn(language), async ({ app, page, browser, baseURL }) => {
    test.slow();
    const [words, places] = [WORDS[language], STORAGE[language]];
    const [storage, passphrase] = [new Storage(page, places), new Passphrase(page, words)];
    await app.open(`import?lang=${language}`);
    await storage.look(bytes("skills.json", casePackage(3)));
    await storage.accept("import");

    // Chosen: too short, not the same, and then well.
    await app.open(`storage?lang=${language}`);
    const backUp = page.getByRole("button", { name: places.backUp, exact: true });
    await passphrase.choose("acht Z");
    await expect(passphrase.field()).toHaveAccessibleDescription(new RegExp(words.hint));
    await backUp.click();
    await passphrase.said(words.short);
    await expect(passphrase.field()).toBeFocused();
    await passphrase.choose(RIGHT, RIGHT.toUpperCase());
    // Nothing is said against words that have become good.
    await expect(passphrase.field()).not.toHaveAttribute("aria-invalid");
    await expect(passphrase.field()).toHaveAccessibleDescription(new RegExp(words.long));
    await backUp.click();
    await passphrase.said(words.other);
    await expect(passphrase.field(words.again)).toHaveAttribute("type", "password");
    await page.getByRole("button", { name: words.show }).click();
    await expect(passphrase.field(words.again)).toHaveAttribute("type", "text");
    // A space at the end is the keyboard's, not hers.
    await passphrase.choose(RIGHT, `${RIGHT} `);
    const file = await storage.backUp();
    expect(file.suggestedFilename()).toMatch(/^cairn-\d{4}-\d\d-\d\d\.cairn$/);
    await expect(page.getByText(words.made)).toBeVisible();
    await expect(page.getByRole("checkbox", { name: words.protect })).not.toBeChecked();
    await expect(passphrase.field()).toHaveCount(0);
    expect(await passphrase.isKept(RIGHT)).toBe(false);
    const copy = readFileSync(await file.path());
    expect(copy.subarray(1, 6).toString()).toBe("CAIRN");
    const damaged = Buffer.from(copy);
    damaged[copy.length >> 1] ^= 1;

    // Checked: asked, nothing typed, a wrong one, damage, and whole.
    await storage.give(places.check, bytes("copy.cairn", copy));
    await expect(page.getByText(words.asked)).toBeVisible();
    await expect(passphrase.field()).toBeFocused();
    await passphrase.open(" ");
    await passphrase.said(words.first);
    await passphrase.open("sieben stille Steine");
    await passphrase.said(words.wrong);
    await expect(passphrase.field()).toHaveValue("sieben stille Steine");
    await storage.give(places.check, bytes("damaged.cairn", damaged));
    await passphrase.open(RIGHT);
    await passphrase.said(words.damaged);
    await expect(passphrase.field()).toHaveValue(RIGHT);
    await storage.give(places.check, bytes("copy.cairn.txt", copy));
    await passphrase.open(RIGHT);
    await passphrase.said(places.whole);
    const hash = await storage.fingerprint(page.getByRole("alert").filter({ hasText: places.whole }));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);

    // Restored on another device, by Enter.
    const context = await browser.newContext({ baseURL });
    const other = await context.newPage();
    const [there, theirs] = [new Storage(other, places), new Passphrase(other, words)];
    await new App(other).open(`storage?lang=${language}`);
    await there.give(places.restore, bytes("damaged.cairn", damaged));
    await expect(there.heading()).toHaveText(words.asked);
    await theirs.open(RIGHT);
    await theirs.said(words.damaged);
    await other.goBack();
    await there.give(places.restore, bytes("copy.cairn", copy));
    await expect(there.heading()).toHaveText(words.asked);
    await theirs.open(RIGHT.toUpperCase());
    await theirs.said(words.wrong);
    await theirs.field().fill(RIGHT);
    await theirs.field().press("Enter");
    await expect(there.heading()).toHaveText(places.look, { timeout: 60_000 });
    expect(await theirs.isKept(RIGHT)).toBe(false);
    await there.accept("restore");
    expect(await there.fingerprint()).toBe(hash);
    await context.close();
  });
}

test("nothing stands in the way of whoever cannot see or point", once, async ({ app, page }) => {
  // In the language with the longest words.
  const [storage, passphrase] = [new Storage(page, STORAGE.es), new Passphrase(page, WORDS.es)];
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  const size = page.viewportSize() ?? { width: 360, height: 740 };
  await app.open("storage?lang=es");
  await passphrase.choose("corta");
  await page.getByRole("button", { name: STORAGE.es.backUp, exact: true }).click();
  await passphrase.said(WORDS.es.short);
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 480 });
  expect(await width()).toBeLessThanOrEqual(320);
  await page.setViewportSize(size);
  await passphrase.choose(RIGHT);
  const copy = readFileSync(await (await storage.backUp()).path());
  await app.open("import?lang=es");
  await storage.give(STORAGE.es.choose, bytes("copy.cairn", copy));
  await passphrase.open("otra");
  await passphrase.said(WORDS.es.wrong);
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 480 });
  expect(await width()).toBeLessThanOrEqual(320);
});
