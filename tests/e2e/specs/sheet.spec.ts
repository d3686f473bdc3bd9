// Cards from a table and from pasted text: columns assigned, looked at, brought in, the same again adds nothing.
import { violations } from "../support/places.ts";
import { expect, inLanguage, once, test } from "../support/test.ts";
import { Sheet, WORDS, type Words } from "../pages/sheet.ts";

const TABLE = "Deutsch;Englisch;Thema\nHaus;house;Wohnen\nBaum;tree;Natur\nallein;;\n";

for (const [language, words] of Object.entries(WORDS) as [keyof typeof WORDS, Words][]) {
  test(`a table is mapped, looked at and brought in, and again adds nothing (${language})`, inLanguage(language), async ({ app, page }, info) => {
    const sheet = new Sheet(page, words);
    // The colours of a button that comes to life are measured at their end.
    await page.emulateMedia({ reducedMotion: "reduce" });
    await app.open(`import?lang=${language}`);
    await sheet.choose("vocabulary.csv", TABLE);
    // Nothing in this heading is a word that columns are called by.
    await expect(page.getByLabel(words.heading, { exact: true })).not.toBeChecked();
    await page.getByLabel(words.heading, { exact: true }).check();
    await sheet.column("Deutsch").selectOption({ label: words.unused });
    await expect(page.getByText(words.needFront)).toBeVisible();
    await sheet.column("Englisch").selectOption({ label: words.front });
    await sheet.column("Deutsch").selectOption({ label: words.back });
    await expect(sheet.card("house")).toContainText("Haus");
    await expect(page.getByText(words.leftOut).and(page.locator("b"))).toBeVisible();
    await expect(page.getByLabel(words.deckName, { exact: true })).toHaveValue("vocabulary");
    if (info.project.name === "phone") expect(await violations(page)).toEqual([]);
    await sheet.accept();
    await expect(page.getByText(words.added)).toBeVisible();

    await app.open(`import?lang=${language}`);
    await sheet.choose("vocabulary (1).csv", TABLE);
    await page.getByLabel(words.heading, { exact: true }).check();
    await sheet.column("Deutsch").selectOption({ label: words.back });
    await sheet.column("Englisch").selectOption({ label: words.front });
    await expect(page.getByText(words.same)).toBeVisible();
    await expect(page.getByRole("button", { name: words.doImport })).toHaveCount(0);
  });
}

test("text pasted from Quizlet, with signs of its own, is taken back in one step", once, async ({ app, page }) => {
  const words = WORDS.en;
  const sheet = new Sheet(page, words);
  await app.open("import");
  await sheet.paste("hola - hello\n\"comillas\" - quotes, and more\n");
  await page.getByLabel(words.between, { exact: true }).selectOption({ label: words.own });
  const own = page.getByLabel(words.ownBetween, { exact: true });
  await own.fill(" - ");
  await own.blur();
  await expect(sheet.card("\"comillas\"")).toContainText("quotes, and more");
  await sheet.accept();
  await page.getByRole("button", { name: words.undo }).click();
  await expect(page.getByRole("status").filter({ hasText: words.undone })).toBeVisible();
});

test("the table that goes out of Storage comes in again and adds nothing", once, async ({ app, page }) => {
  const words = WORDS.en;
  const sheet = new Sheet(page, words);
  await app.open("import");
  // Letters of Windows-1256, which nothing says: she chooses how they are read.
  await sheet.choose("letters.csv", Buffer.from([...Buffer.from("front,back\n"), 0xdf, 0xca, 0xc7, 0xc8, ...Buffer.from(",book\n")]));
  await page.getByLabel(words.letters, { exact: true }).selectOption("windows-1256");
  await expect(sheet.card("كتاب")).toContainText("book");
  await app.open("import");
  await sheet.choose("words.csv", "front,back\n=1+1,two\nhola,hello\n");
  await sheet.accept();
  await app.open("storage");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: words.export, exact: true }).click();
  const path = await (await download).path();
  await app.open("import");
  await page.getByLabel(words.choose, { exact: true }).setInputFiles(path);
  await expect(sheet.heading()).toHaveText("What would change");
  await expect(page.getByText("Everything in this file is here already.")).toBeVisible();
});
