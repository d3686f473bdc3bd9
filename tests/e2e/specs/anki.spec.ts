// Cards to Anki and from it: a package that goes out of Storage holds cards, a text with gaps, a typed answer and what was
// answered; on another device it comes in with all of it, and a second time it adds nothing.
import { type Language, Practise, type Row } from "../pages/practise.ts";
import { Device } from "../pages/device.ts";
import { Storage, WORDS as FILES } from "../pages/storage.ts";
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
