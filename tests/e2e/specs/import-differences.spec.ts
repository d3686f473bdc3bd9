// A newer version of a file that came in before: what is new, changed and kept is told by name, each field beside what it
// says here; what she edited stays and is said to. The report stays: on the last page, as a text file, among the last ones,
// and from the list of changes. A file for which there is no room is not begun.
import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { Device } from "../pages/device.ts";
import { Items, type Lang } from "../pages/items.ts";
import { type Row, Practise } from "../pages/practise.ts";
import { bytes, Storage, WORDS as FILES } from "../pages/storage.ts";
import { violations } from "../support/places.ts";
import { expect, once, test } from "../support/test.ts";

const WORDS = {
  en: {
    new: /^1 is new here/, changed: /^2 are newer in the file/, kept: /^1 differs only where you edited it/, which: "Which ones", here: "Here: ", there: "In the file: ",
    stays: "Stays as you wrote it", answer: "Answer", options: "Options", edit: "Edit", mended: /mended or left out/, report: "Report", save: "Save the report",
    reports: "Reports of the last imports", see: "See its report", given: /Given to the browser to save: .*cairn-import-report/, changes: "Last changes", export: "Cards and questions for Anki",
    short: "This does not fit on this device", again: "Look again", storage: "See what takes room", takes: /^Takes about .*; .* are left/,
  },
  ar: {
    new: /^واحد جديد هنا/, changed: /^اثنان أحدث في الملف/, kept: /^واحد يختلف فيما عُدّل هنا فقط/, which: "ما هي", here: "هنا: ", there: "في الملف: ",
    stays: "يبقى كما كُتب هنا", answer: "الإجابة", options: "الخيارات", edit: "تعديل", mended: /أُصلح أو تُرك/, report: "التقرير", save: "حفظ التقرير",
    reports: "تقارير آخر عمليات الاستيراد", see: "عرض تقريره", given: /سُلّم إلى المتصفح ليحفظه: .*cairn-import-report/, changes: "آخر التغييرات", export: "البطاقات والأسئلة إلى Anki",
    short: "لا يتسع هذا الجهاز لهذا الملف", again: "النظر من جديد", storage: "ما الذي يشغل المساحة", takes: /^يحتاج نحو/,
  },
} as const;

const BANK = "$CATEGORY: History\n\n::Ada::Who wrote the first program? {=Ada Lovelace ~Grace Hopper}\n\n::Sky::The sky is blue. {T}\n\n::Sea::The sea is salty. {T}\n";
const NEWER = `${BANK.replace("~Grace Hopper", "~Admiral Hopper").replace("blue. {T}", "blue. {F}")}\n::New::Anything new? {T}\n\n::Broken::Unfinished {=a ~b\n`;

/** The row of one way in which a file differs. */
const row = (page: Page, name: RegExp): Locator => page.getByRole("listitem").filter({ has: page.locator(".name", { hasText: name }) });

/** What one field of one thing says here and in the file. */
async function says(within: Locator, title: string, field: string, here: string, there: string, words: (typeof WORDS)[Lang]): Promise<void> {
  const group = within.getByRole("listitem").filter({ hasText: title }).getByRole("group", { name: field, exact: true });
  await expect(group).toContainText(words.here.trim());
  await expect(group.getByText(here)).toBeVisible();
  await expect(group.getByText(there)).toBeVisible();
}

for (const language of Object.keys(WORDS) as Lang[]) {
  const words = WORDS[language];

  test(`a newer bank tells what changed, and its report stays (${language})`, {}, async ({ app, page }, info) => {
    const storage = new Storage(page, FILES[language]);
    await app.open(`import?lang=${language}`);
    await storage.look(bytes("bank.gift", BANK));
    await expect(page.getByText(words.takes)).toBeVisible();
    await storage.accept("import");
    await app.open(`import?lang=${language}`);
    await storage.look(bytes("bank (1).gift", NEWER));
    await expect(row(page, words.new)).toContainText("Anything new?");
    const changed = row(page, words.changed);
    await changed.getByText(words.which, { exact: true }).click();
    await says(changed, "Who wrote the first program?", words.options, "Grace Hopper", "Admiral Hopper", words);
    await expect(page.getByText(words.mended)).toBeVisible();
    if (info.project.name === "phone") expect(await violations(page)).toEqual([]);
    await storage.accept("import");

    // What was told is here still.
    const report = page.getByRole("region", { name: words.report, exact: true });
    await expect(row(page, words.changed)).toContainText("Admiral Hopper");
    await expect(report.getByText(words.mended)).toBeVisible();
    if (info.project.name === "phone") expect(await violations(page)).toEqual([]);
    const download = page.waitForEvent("download");
    await report.getByRole("button", { name: words.save }).click();
    const text = readFileSync(await (await download).path(), "utf8");
    for (const part of ["bank (1).gift", "Who wrote the first program?", "Grace Hopper", "Admiral Hopper", "Anything new?", words.there.trim()]) expect(text).toContain(part);
    expect(text).toMatch(new RegExp(words.mended.source));
    await expect(page.getByRole("status").filter({ hasText: words.given })).toBeVisible();

    // And found again: from the list of changes, under Import.
    await app.visit("changes");
    await page.getByRole("link", { name: words.see }).first().click();
    await page.getByText(words.reports, { exact: true }).click();
    await page.locator("summary").filter({ hasText: /bank \(1\)\.gift/ }).click();
    await expect(page.getByText("Admiral Hopper").filter({ visible: true }).first()).toBeVisible();
    if (info.project.name === "phone") expect(await violations(page)).toEqual([]);
  });

  test(`what she edited stays, and the same notes again add nothing (${language})`, once, async ({ app, page }) => {
    const notes = (answer: string) => bytes("Birds.md", `---\ntags: [flashcards/birds]\n---\n\nLargest bird::${answer}\n\nSmallest bird::Hummingbird\n`);
    const storage = new Storage(page, FILES[language]);
    const items = new Items(page, language);
    await app.open(`import?lang=${language}`);
    await storage.look(notes("Ostrich"));
    await storage.accept("import");
    await app.visit("items");
    await items.item("Largest bird").click();
    await page.getByRole("button", { name: words.edit, exact: true }).click();
    await items.field(items.words.back).fill("The ostrich of Africa");
    await items.save();
    await app.visit("import");
    await storage.look(notes("Common ostrich"));
    const kept = row(page, words.kept);
    await kept.getByText(words.which, { exact: true }).click();
    await says(kept, "Largest bird", words.answer, "The ostrich of Africa", "Common ostrich", words);
    await expect(kept.getByText(words.stays)).toBeVisible();
    // The note itself is another one; what it says now comes with it.
    await storage.accept("import");
    await app.visit("import");
    await storage.look(notes("Common ostrich"));
    await expect(row(page, words.kept)).toBeVisible();
    await expect(page.getByRole("button", { name: storage.words.doImport })).toHaveCount(0);
    await app.visit("items");
    await items.item("Largest bird").click();
    await expect(page.getByText("The ostrich of Africa")).toBeVisible();
  });

  test(`a package of Anki from another device tells what changed there (${language})`, once, async ({ app, page, browser, complaints, baseURL }) => {
    const rows: Row[] = [{ form: "card", prompt: "Ohm's law", answer: "U = R · I" }, { form: "card", prompt: "Power", answer: "P = U · I" }];
    const practise = new Practise(app, page, language);
    const items = new Items(page, language);
    const exported = async () => {
      await app.visit("storage");
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: words.export, exact: true }).click();
      return (await download).path();
    };
    await practise.bring(rows);
    const first = await exported();
    await app.visit("items");
    await items.item("Ohm's law").click();
    await page.getByRole("button", { name: words.edit, exact: true }).click();
    await items.field(items.words.back).fill("U = R I");
    await items.save();
    const second = await exported();

    const other = await Device.of(browser, complaints, baseURL, language);
    await other.open("import");
    await other.storage.look(first);
    await other.storage.accept("import");
    await other.app.visit("import");
    await other.storage.look(second);
    const changed = other.page.getByRole("listitem").filter({ has: other.page.getByText(words.which, { exact: true }) });
    await changed.getByText(words.which, { exact: true }).click();
    await says(changed, "Ohm's law", words.answer, "U = R · I", "U = R I", words);
    await other.storage.accept("import");
    await other.app.visit("import");
    await other.storage.look(second);
    await expect(other.page.getByRole("button", { name: other.storage.words.doImport })).toHaveCount(0);
    await other.put();
  });

  test(`a file for which there is no room is not begun (${language})`, once, async ({ page, app }) => {
    test.setTimeout(180_000);
    // Six megabytes, which take about twice as much while they are written.
    const large = Array.from({ length: 1_500 }, (_, at) => `::Q${at}::${`Question ${at}? `.repeat(300).slice(0, 4_000)} {T}\n\n`).join("");
    const storage = new Storage(page, FILES[language]);
    // The browser tells every origin the same room; here its worker is told less.
    let quota = 12_000_000;
    await page.route(/cairn-worker[^/]*\.js$/, async (route) => {
      const response = await route.fetch();
      const less = `navigator.storage.estimate = async () => ({ quota: ${quota}, usage: 0 });\n`;
      await route.fulfill({ response, body: less + (await response.text()) });
    });
    await app.open(`import?lang=${language}`);
    await storage.look(bytes("bank.gift", large));
    const note = page.getByRole("alert").filter({ hasText: words.short });
    await expect(note).toBeVisible();
    await expect(note.getByRole("link", { name: words.storage })).toBeVisible();
    const accept = page.getByRole("button", { name: storage.words.doImport });
    await expect(accept).toHaveAttribute("aria-disabled", "true");
    await accept.click({ force: true });
    await expect(storage.heading()).toHaveText(storage.words.look);
    expect(await violations(page)).toEqual([]);
    quota = 200_000_000;
    await note.getByRole("button", { name: words.again }).click();
    await expect(note).toHaveCount(0, { timeout: 60_000 });
    await storage.accept("import");
  });
}
