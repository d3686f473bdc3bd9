// One text written on two devices: after the merge both versions stand beside each other, and the next edit
// begins with all of them.
import { readFileSync } from "node:fs";
import { type Browser } from "@playwright/test";
import { App } from "../pages/app.ts";
import { bytes, Storage, WORDS as FILES } from "../pages/storage.ts";
import { expect, inLanguage, test, type Complaints } from "../support/test.ts";

const WORDS = {
  en: {
    title: "Title", save: "Save", write: "Write a note", edit: "Edit notes", field: "Your notes", notes: "Notes",
    both: /^1 text was changed in both places$/, two: /^2 versions of this note were written apart/,
    wish: "What do you want?", addGoal: "Add goal", why: "Why", writeWhy: "Write why", whyField: "Why you want it",
    another: "Another version", kept: "This was written on two devices. Both versions are kept.",
  },
  ar: {
    title: "العنوان", save: "حفظ", write: "كتابة ملاحظة", edit: "تعديل الملاحظات", field: "ملاحظاتك", notes: "الملاحظات",
    both: /^نص واحد غُيّر في المكانين$/, two: /^نسختان من هذه الملاحظة/,
    wish: "ما الهدف؟", addGoal: "إضافة الهدف", why: "لماذا", writeWhy: "كتابة السبب", whyField: "لماذا هذا الهدف",
    another: "نسخة أخرى", kept: "كُتب هذا على جهازين، والنسختان محفوظتان.",
  },
  es: {
    title: "Título", save: "Guardar", write: "Escribir una nota", edit: "Editar notas", field: "Tus notas", notes: "Notas",
    both: /^1 texto cambió en los dos lugares$/, two: /^Se escribieron 2 versiones de esta nota/,
    wish: "¿Qué quieres?", addGoal: "Añadir meta", why: "Por qué", writeWhy: "Escribir el porqué", whyField: "Por qué la quieres",
    another: "Otra versión", kept: "Esto se escribió en dos dispositivos. Se conservan las dos versiones.",
  },
} as const;
type Language = keyof typeof WORDS;

/** A device of one learner, in her language. */
async function device(browser: Browser, complaints: Complaints, baseURL: string | undefined, language: Language) {
  const context = await browser.newContext({ baseURL });
  complaints.watch(context);
  const page = await context.newPage();
  const [app, storage] = [new App(page), new Storage(page, FILES[language])];
  const open = (route: string) => app.open(`${route}?lang=${language}`);
  const here = () => new URL(page.url()).pathname.slice(1);
  return {
    context, page, app, storage, open, here,
    /** Everything on it, as a file. */
    async copy(): Promise<Buffer> {
      await open("storage");
      return readFileSync(await (await storage.backUp()).path());
    },
    async bring(copy: Buffer): Promise<void> {
      await open("import");
      await storage.look(bytes("copy.cairn", copy));
      await storage.accept("restore");
    },
    async edit(door: string, field: string, text: string): Promise<void> {
      await page.getByRole("button", { name: door, exact: true }).click();
      await page.getByLabel(field, { exact: true }).fill(text);
      await page.getByRole("button", { name: WORDS[language].save, exact: true }).click();
      await expect(page.getByLabel(field, { exact: true })).toHaveCount(0);
      await expect(page.getByRole("blockquote")).toHaveText([text]);
    },
  };
}

for (const [language, words] of Object.entries(WORDS) as [Language, (typeof WORDS)[Language]][]) {
  test(`a note of two devices keeps both versions until she puts them together (${language})`, inLanguage(language), async ({ browser, complaints, baseURL }) => {
    test.setTimeout(180_000);
    const laptop = await device(browser, complaints, baseURL, language);
    await laptop.open("library/new");
    await laptop.page.getByLabel(words.title, { exact: true }).fill("1 2 3");
    await laptop.page.getByRole("button", { name: words.save, exact: true }).click();
    await expect(laptop.app.heading()).toHaveText("1 2 3");
    const resource = laptop.here();
    await laptop.edit(words.write, words.field, "Begun.");

    const phone = await device(browser, complaints, baseURL, language);
    await phone.bring(await laptop.copy());
    await phone.open(resource);
    await expect(phone.page.getByRole("blockquote")).toHaveText(["Begun."]);
    await phone.edit(words.edit, words.field, "On the phone.");
    await laptop.open(resource);
    await laptop.edit(words.edit, words.field, "On the laptop.");

    await laptop.open("import");
    await laptop.storage.look(bytes("phone.cairn", await phone.copy()));
    await expect(laptop.page.getByRole("heading", { name: words.both })).toBeVisible();
    await expect(laptop.page.getByRole("region", { name: words.both }).getByRole("listitem")).toHaveText(["1 2 3"]);
    await laptop.storage.accept("restore");
    await laptop.open(resource);
    const notes = laptop.page.getByRole("region", { name: words.notes, exact: true });
    await expect(notes.getByText(words.two)).toBeVisible();
    await expect(notes.getByRole("blockquote")).toHaveCount(2);
    await expect(notes.getByRole("blockquote").filter({ hasText: /^On the phone\.$/ })).toBeVisible();
    await expect(notes.getByRole("blockquote").filter({ hasText: /^On the laptop\.$/ })).toBeVisible();

    await notes.getByRole("button", { name: words.edit }).click();
    await expect(notes.getByLabel(words.field)).toHaveValue("On the phone.\n\nOn the laptop.");
    await notes.getByLabel(words.field).fill("On both.");
    await notes.getByRole("button", { name: words.save, exact: true }).click();
    await expect(notes.getByRole("blockquote")).toHaveText(["On both."]);
    await expect(notes.getByText(words.two)).toHaveCount(0);

    // The decision goes back to the other device, and nothing is asked again.
    await phone.bring(await laptop.copy());
    await phone.open(resource);
    await expect(phone.page.getByRole("blockquote")).toHaveText(["On both."]);
    await phone.context.close();
    await laptop.context.close();
  });

  test(`why a goal is wanted, written on two devices, stands twice (${language})`, inLanguage(language), async ({ browser, complaints, baseURL }) => {
    test.setTimeout(180_000);
    const laptop = await device(browser, complaints, baseURL, language);
    await laptop.open("goals/new");
    await laptop.page.getByLabel(words.wish).fill("1 2 3");
    await laptop.page.getByRole("button", { name: words.addGoal }).click();
    await expect(laptop.app.heading()).toHaveText("1 2 3");
    const goal = laptop.here();

    const phone = await device(browser, complaints, baseURL, language);
    await phone.bring(await laptop.copy());
    await laptop.open(goal);
    await laptop.edit(words.writeWhy, words.whyField, "On the laptop.");
    await phone.open(goal);
    await phone.edit(words.writeWhy, words.whyField, "On the phone.");

    await laptop.bring(await phone.copy());
    await laptop.open(goal);
    const why = laptop.page.getByRole("region", { name: words.why, exact: true });
    await expect(why.getByRole("blockquote")).toHaveText(["On the phone.", "On the laptop."]);
    await expect(why.getByText(words.another, { exact: true })).toBeVisible();
    await expect(why.getByText(words.kept)).toBeVisible();

    await why.getByRole("button", { name: words.writeWhy }).click();
    await expect(why.getByLabel(words.whyField)).toHaveValue("On the phone.\n\nOn the laptop.");
    await why.getByRole("button", { name: words.save, exact: true }).click();
    await expect(why.getByRole("blockquote")).toHaveCount(1);
    await expect(why.getByText(words.kept)).toHaveCount(0);
    await phone.context.close();
    await laptop.context.close();
  });
}
