// Cards to Anki and from it: a package that goes out of Storage holds cards, a text with gaps, a typed answer and what was
// answered; on another device it comes in with all of it, and a second time it adds nothing. Packages that Anki and others
// wrote hold what Anki says they hold.
import { existsSync, readFileSync } from "node:fs";
import { type Language, Practise, type Row } from "../pages/practise.ts";
import { Device } from "../pages/device.ts";
import { Storage, WORDS as FILES } from "../pages/storage.ts";
import { inspected, samples } from "../support/backup.ts";
import { expect, once, test } from "../support/test.ts";

const WORDS = {
  en: { export: "Cards and questions for Anki", from: /^Cards from Anki\./, same: "Everything in this file is here already.", bring: "Import cards" },
  ar: { export: "البطاقات والأسئلة إلى Anki", from: /^بطاقات من Anki\./, same: "كل ما في هذا الملف موجود هنا من قبل.", bring: "استيراد بطاقات" },
} as const;

const ITEMS: Row[] = [
  { form: "card", prompt: "Ohm's law", answer: "**U** = R · I" },
  { form: "cloze", prompt: "The {{c1::cell::what?}} is the unit of life." },
  { form: "short", prompt: "Capital of Kenya", accepted: "Nairobi" },
];

for (const language of ["en", "ar"] as Language[]) {
  test(`cards go to Anki and come from it (${language})`, once, async ({ app, page, browser, complaints, baseURL }) => {
    const words = WORDS[language];
    const practise = new Practise(app, page, language);
    await practise.bring(ITEMS);
    await app.visit("practise");
    await expect(practise.question("Ohm's law")).toBeVisible();
    await practise.show();
    await practise.gotIt();
    await app.visit("storage");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: words.export, exact: true }).click();
    const path = await (await download).path();

    const other = await Device.of(browser, complaints, baseURL, language);
    const storage = new Storage(other.page, FILES[language]);
    await other.app.open(`items?lang=${language}`);
    await other.page.getByRole("link", { name: words.bring, exact: true }).click();
    await storage.look(path);
    await expect(other.page.getByText(words.from)).toBeVisible();
    await storage.accept("import");
    await other.app.visit("items");
    for (const title of ["Ohm's law", "Capital of Kenya"]) await expect(other.page.getByRole("link", { name: title })).toBeVisible();
    // What was answered is answered: two of three are new.
    await other.app.visit("practise");
    const there = new Practise(other.app, other.page, language);
    await there.at(0, 2);
    await other.app.visit("import");
    await storage.look(path);
    await expect(other.page.getByText(words.same)).toBeVisible();
    await other.put();
  });
}

/** What a package holds, as Anki's own importer says; or that it is refused. */
type Holds = { error?: string; notes: number; cards: number; revlog: number; media: number; decks: number; tags: number };

test("packages that Anki and others wrote hold what Anki says, here and in the command line", once, async ({ app, page }) => {
  const expected = `${samples}anki/expected.json`;
  test.skip(!existsSync(expected), "no shared samples beside the repository");
  test.slow();
  const storage = new Storage(page);
  for (const [name, holds] of Object.entries(JSON.parse(readFileSync(expected, "utf8")) as Record<string, Holds>)) {
    const file = `${samples}anki/${name}`;
    await app.open("import");
    if (holds.error) {
      await storage.give(storage.words.choose, file);
      const note = page.getByRole("alert").filter({ hasText: storage.words.refused });
      await expect(note, name).toContainText(storage.words.unchanged, { timeout: 60_000 });
      continue;
    }
    const { hash, counts } = inspected(file);
    const { notes, cards, revlog: responses, media, decks, tags } = holds;
    expect(counts, name).toMatchObject({ notes, cards, responses, media, decks, tags });
    await storage.look(file);
    expect(await storage.fingerprint(), name).toBe(hash);
    const count = new Intl.NumberFormat("en").format(cards);
    await expect(page.getByText(new RegExp(`^Cards from Anki\\. Holds ${count} cards and questions\\b`)), name).toBeVisible();
  }
});
