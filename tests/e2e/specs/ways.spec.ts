// The ways on which a bank of questions or a folder of notes comes in beside choosing a file: the share sheet, "Open with", a folder;
// and an import that is stopped while it stores.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { type Language, Practise } from "../pages/practise.ts";
import { answers, gone, share } from "../pages/share.ts";
import { bytes, Storage, WORDS as FILES } from "../pages/storage.ts";
import { expect, offline, once, test } from "../support/test.ts";

const WORDS = {
  en: {
    gift: /^Questions in GIFT\./, notes: /^Cards from notes in Markdown\./, bring: "Bring in what is in it", waits: "Shared with Cairn, not saved yet",
    others: "Files come in one at a time. The others were not read.", folder: "Choose a folder of notes", same: "Everything in this file is here already.",
    many: /^Import 30,000/, storing: "Storing", cancel: "Cancel", stopped: "Stopped. Nothing was changed.", left: "Stopped, because you left the page.",
  },
  ar: {
    gift: /^أسئلة بصيغة GIFT\./, notes: /^بطاقات من ملاحظات/, bring: "إحضار ما فيه", waits: "شورك مع كيرن ولم يُحفظ بعد",
    others: "تدخل الملفات واحدًا واحدًا، ولم تُقرأ الملفات الأخرى.", folder: "اختيار مجلد ملاحظات", same: "كل ما في هذا الملف موجود هنا من قبل.",
    many: new RegExp(`^استيراد ${new Intl.NumberFormat("ar-u-nu-arab").format(30_000)}`), storing: "الحفظ", cancel: "إلغاء",
    stopped: "توقّف العمل. لم يتغيّر شيء.", left: "توقّف العمل بمغادرة الصفحة.",
  },
} as const;

const GIFT = "::Ada::Who wrote the first program? {=Ada Lovelace ~Grace Hopper}\n\n::Born::When was she born? {#1815:0}\n";
const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** Stands for the files with which a system opens the app; a real launch can only be brought about by an installed one. */
async function openedWith(page: Page, names: string[]): Promise<void> {
  await page.addInitScript(({ names, content }) => {
    const files = names.map((name) => ({ getFile: () => Promise.resolve(new File([content], name)) }));
    const setConsumer = (consumer: (launch: unknown) => void) => consumer({ files });
    Object.defineProperty(window, "launchQueue", { configurable: true, value: { setConsumer } });
  }, { names, content: GIFT });
}

/** A folder of notes: one with two cards, the picture that one of them shows, a document to which the other links, and a note that
 * hides itself. */
function folderOfNotes(): string {
  const folder = mkdtempSync(join(tmpdir(), "cairn-notes-"));
  for (const inside of ["img", ".trash"]) mkdirSync(join(folder, inside));
  const front = "---\ntags: [flashcards/birds]\n---\n\n";
  writeFileSync(join(folder, "Birds.md"), `${front}What is this? ![a bird](img/bird.png)::Ostrich\n\nSmallest bird::See [the sheet](sheet.pdf)\n`);
  writeFileSync(join(folder, ".trash", "Old.md"), `${front}Hidden front::Hidden back\n`);
  writeFileSync(join(folder, "img", "bird.png"), Buffer.from(PIXEL, "base64"));
  writeFileSync(join(folder, "sheet.pdf"), "%PDF-1.4\n");
  return folder;
}

for (const language of ["en", "ar"] as Language[]) {
  const words = WORDS[language];
  const files = FILES[language];

  test.describe(`the share sheet (${language})`, () => {
    // What comes by it opens the app without a language in its address.
    test.use({ ...offline, locale: language === "ar" ? "ar-EG" : "en-GB" });

    test("hands over a bank of questions, which waits until it was brought in", once, async ({ app, page }) => {
      const storage = new Storage(page, files);
      const bring = async () => {
        await page.getByRole("button", { name: words.bring, exact: true }).click();
        await expect(storage.heading()).toHaveText(files.look);
        await expect(page.getByText(words.gift)).toBeVisible();
      };
      const waits = page.getByRole("heading", { name: words.waits, exact: true });
      await app.open(`library?lang=${language}`);
      const home = new URL("/", page.url()).href;
      await answers(page, app);
      await share(page, home, { title: "", text: "" }, { name: "history.gift", mimeType: "text/plain", buffer: Buffer.from(GIFT) });
      await app.ready();
      await bring();

      // Only looked at, it waits in the library still.
      await app.open(`library?lang=${language}`);
      await expect(waits).toBeVisible();
      await page.getByRole("link", { name: "history.gift" }).click();
      await bring();
      await storage.accept("import");
      await gone(page);
      await app.open(`library?lang=${language}`);
      await app.still();
      await expect(waits).toHaveCount(0);
      await app.visit("items");
      await expect(page.getByRole("link", { name: "Who wrote the first program?" })).toBeVisible();
    });
  });

  test(`a file with which the app is opened is looked at at once (${language})`, once, async ({ app, page }) => {
    const storage = new Storage(page, files);
    await openedWith(page, ["history.gift"]);
    await app.open(`import?lang=${language}`);
    await expect(storage.heading()).toHaveText(files.look);
    await expect(page.getByText(words.gift)).toBeVisible();
    await expect(page.getByText(words.others)).toHaveCount(0);
    await storage.accept("import");
  });

  test(`of several files with which it is opened one is read, and that is said (${language})`, once, async ({ app, page }) => {
    await openedWith(page, ["history.gift", "more.gift"]);
    await app.open(`import?lang=${language}`);
    await expect(new Storage(page, files).heading()).toHaveText(files.look);
    await expect(page.getByText(words.others).filter({ visible: true }).first()).toBeVisible();
  });

  test(`a folder of notes brings its cards and their pictures, and nothing that is hidden (${language})`, once, async ({ app, page }) => {
    const storage = new Storage(page, files);
    const folder = folderOfNotes();
    try {
      await page.emulateMedia({ reducedMotion: "reduce" });
      await app.open(`import?lang=${language}`);
      await storage.give(words.folder, folder);
      await expect(storage.heading()).toHaveText(files.look);
      await expect(page.getByText(words.notes)).toBeVisible();
      await storage.accept("import");
      await app.visit("items");
      for (const front of ["What is this?", "Smallest bird"]) {
        await expect(page.getByRole("link", { name: front })).toBeVisible();
      }
      await expect(page.getByText("Hidden front")).toHaveCount(0);
      await app.visit("practise");
      const practise = new Practise(app, page, language);
      await expect(practise.button(practise.words.show)).toBeVisible();
      const shown = page.locator("#question").getByRole("img", { name: "a bird" });
      await expect(shown).toBeVisible();
      await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);

      await app.visit("import");
      await storage.give(words.folder, folder);
      await expect(storage.heading()).toHaveText(files.look);
      await expect(page.getByText(words.same)).toBeVisible();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test(`an import that is stopped while it stores leaves nothing, and comes in whole afterwards (${language})`, once, async ({ app, page }) => {
    test.setTimeout(240_000);
    const storage = new Storage(page, files);
    const many = bytes("many.gift", Array.from({ length: 30_000 }, (_, at) => `Statement ${at + 1} is true. {T}\n\n`).join(""));
    await app.open(`import?lang=${language}`);
    await storage.look(many);
    await page.getByRole("button", { name: words.many }).click();
    await expect(page.getByText(words.storing, { exact: true }).filter({ visible: true }).first()).toBeVisible({ timeout: 60_000 });
    await page.getByRole("button", { name: words.cancel, exact: true }).click();
    await expect(page.getByText(words.stopped).filter({ visible: true }).first()).toBeVisible({ timeout: 60_000 });

    await app.visit("items");
    await expect(page.getByText(/^Statement \d/)).toHaveCount(0);
    // Who goes elsewhere meanwhile is told, and nothing came either.
    await app.visit("import");
    await storage.look(many);
    await page.getByRole("button", { name: words.many }).click();
    await expect(page.getByText(words.storing, { exact: true }).filter({ visible: true }).first()).toBeVisible({ timeout: 60_000 });
    await app.visit("items");
    await expect(page.getByText(words.left).filter({ visible: true }).first()).toBeVisible();
    await expect(page.getByText(/^Statement \d/)).toHaveCount(0);
    await app.visit("import");
    await storage.look(many);
    await page.getByRole("button", { name: words.many }).click();
    await expect(storage.heading()).toHaveText(files.imported, { timeout: 180_000 });
    await app.visit("items");
    await expect(page.getByRole("link", { name: /^Statement \d/ }).first()).toBeVisible();
  });
}
