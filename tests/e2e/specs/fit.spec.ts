// Weights of one's own: what is missing for them, what the optimiser finds in the worker of a real log, using it, going back.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Fit } from "../pages/fit.ts";
import { type Language, Practise } from "../pages/practise.ts";
import { bytes, Storage, WORDS as FILES } from "../pages/storage.ts";
import { violationsInThemes } from "../support/places.ts";
import { expect, once, onceIn, test } from "../support/test.ts";

const LOG = readFileSync(fileURLToPath(new URL("../../fixtures/fitting/log.cairn", import.meta.url)));

for (const language of ["en", "ar"] as Language[]) {
  test(`a fit is found, used and gone back from (${language})`, onceIn(language), async ({ app, page }) => {
    const fit = new Fit(page, language);
    const { words } = fit;
    const storage = new Storage(page, FILES[language]);
    await app.open(`import?lang=${language}`);
    await storage.look(bytes("log.cairn", LOG));
    await storage.accept("restore");
    await app.open(`practise/fit?lang=${language}`);
    await expect(app.heading()).toHaveText(words.title);
    await expect(fit.heading(words.enough)).toBeVisible();

    await fit.find();
    await expect(page.getByText(words.losses).first()).toBeVisible();
    expect(await violationsInThemes(page)).toEqual([]);
    await fit.button(words.take).click();
    await expect(fit.entry(words.fit)).toContainText(words.inUse);
    await expect(page.getByText(words.soon)).toBeVisible();
    await app.still();
    await page.reload();
    await expect(fit.entry(words.fit)).toContainText(words.inUse);

    await fit.button(words.back).click();
    await expect(fit.button(words.useThis)).toBeVisible();
    await expect(page.getByText(words.inUse, { exact: true })).toHaveCount(1);
  });
}

test("the practice menu leads there, and it says what is missing", once, async ({ app, page }) => {
  const practise = new Practise(app, page, "en");
  const fit = new Fit(page);
  const back = (to: string) => page.getByRole("link", { name: `Back to ${to}` });
  await app.open("schedule/settings?lang=en");
  await page.getByRole("link", { name: fit.words.title }).click();
  await expect(fit.heading(fit.words.title)).toBeVisible();
  await back("How much and when").click();
  await expect(app.heading()).toHaveText("How much and when");
  // Also where nothing is to be asked; and it is known after a reload where one came from.
  await app.visit("practise");
  await expect(fit.heading("Nothing to practise now")).toBeVisible();
  await practise.button(fit.words.menu).click();
  await page.getByRole("link", { name: fit.words.title }).click();
  await expect(fit.heading(fit.words.title)).toBeVisible();
  await page.reload();
  await back("Practice").click();
  await expect(fit.heading("Nothing to practise now")).toBeVisible();
  await practise.button(fit.words.menu).click();
  await page.getByRole("link", { name: fit.words.title }).click();
  await expect(fit.heading(fit.words.none)).toBeVisible();
  await expect(page.getByText(fit.words.more)).toBeVisible();
  await expect(fit.button(fit.words.run)).toHaveCount(0);
  await expect(page.getByRole("checkbox", { name: fit.words.byItself })).toHaveCount(0);
});
