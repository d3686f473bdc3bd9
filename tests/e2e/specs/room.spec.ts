// Room on the device: little is said beforehand; none is said within a second, with everything from before safe and what
// was typed still there; a copy can be taken out all the same; and the browser is asked to keep records once there are some.
import { readFileSync } from "node:fs";
import type { BrowserContext, Page } from "@playwright/test";
import { App } from "../pages/app.ts";
import { bytes, Storage, WORDS as FILES } from "../pages/storage.ts";
import { violations } from "../support/places.ts";
import { expect, inLanguage, once, onceIn, test } from "../support/test.ts";

const WORDS = {
  en: {
    little: /Little room is left for Cairn/, see: "See what takes room", title: "Title", save: "Save", full: "No room is left", safe: /Everything from before is safe/,
    door: "Back up or make room", close: "Close", ask: /Shall the browser keep your records/, keep: "Keep on this device", refused: /The browser did not agree/, later: "Not now",
    write: "Write a note", notes: "Your notes", unsaved: "This could not be saved",
  },
  ar: {
    little: /بقيت لكيرن مساحة قليلة/, see: "ما الذي يشغل المساحة", title: "العنوان", save: "حفظ", full: "لم تبقَ مساحة", safe: /كل ما سبق في أمان/,
    door: "النسخ الاحتياطي أو إفساح مساحة", close: "إغلاق", ask: /هل يُبقي المتصفح السجلات/, keep: "إبقاؤه على هذا الجهاز", refused: /لم يوافق المتصفح/, later: "ليس الآن",
    write: "كتابة ملاحظة", notes: "ملاحظاتك", unsaved: "تعذّر حفظ هذا",
  },
  es: {
    little: /Queda poco espacio para Cairn/, see: "Ver qué ocupa espacio", title: "Título", save: "Guardar", full: "No queda espacio", safe: /Todo lo anterior está a salvo/,
    door: "Hacer copia o liberar espacio", close: "Cerrar", ask: /¿Debe el navegador conservar tus datos/, keep: "Conservar en este dispositivo", refused: /El navegador no aceptó/, later: "Ahora no",
    write: "Escribir una nota", notes: "Tus notas", unsaved: "Esto no se pudo guardar",
  },
} as const;

/** What the browser allows this origin, until what is given back is called. It holds as long as its session does. */
async function allow(context: BrowserContext, page: Page, origin: string, quotaSize: number): Promise<() => Promise<unknown>> {
  const session = await context.newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize });
  return () => session.send("Storage.overrideQuotaForOrigin", { origin });
}

/** Fills what is left with something else of this origin, down to a few bytes. */
function fill(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const done = (request: IDBOpenDBRequest) => new Promise<IDBDatabase>((resolve, reject) => {
      request.onupgradeneeded = () => request.result.createObjectStore("rows", { autoIncrement: true });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const filler = await done(indexedDB.open("filler", 1));
    const put = (size: number) => new Promise<boolean>((resolve) => {
      const transaction = filler.transaction("rows", "readwrite");
      transaction.objectStore("rows").put(crypto.getRandomValues(new Uint8Array(size)));
      transaction.oncomplete = () => resolve(true);
      transaction.onabort = () => resolve(false);
    });
    for (const size of [60_000, 6_000, 600, 60]) while (await put(size)) continue;
    filler.close();
  });
}

for (const [lang, words] of Object.entries(WORDS)) {
  test(`a device without room: said at once, nothing lost, a copy goes out (${lang})`, inLanguage(lang), async ({ context, page, app, baseURL, complaints }, info) => {
    complaints.expect(/QuotaExceeded/i);
    // A drawing as a page has no icon.
    complaints.expect(/favicon/);
    test.setTimeout(120_000);
    const storage = new Storage(page, FILES[lang as keyof typeof FILES]);
    const origin = new URL(baseURL!).origin;
    // Before Cairn is opened for the first time.
    await page.goto("/icons/icon.svg");
    const lift = await allow(context, page, origin, 3_000_000);
    await app.open(`library/new?lang=${lang}`);
    await page.getByLabel(words.title, { exact: true }).fill("Knots");
    await page.getByRole("button", { name: words.save, exact: true }).click();
    await expect(app.heading()).toHaveText("Knots");

    // Little is left: said on Today, with the way to what takes it. A Chromium of today tells every page the same
    // ample quota, so what it would say is said for it.
    await page.addInitScript(() => {
      StorageManager.prototype.estimate = () => Promise.resolve({ quota: 3_000_000, usage: 1_000_000 });
    });
    await app.open(`?lang=${lang}`);
    const little = page.locator(".note").filter({ hasText: words.little });
    await expect(little).toBeVisible();
    await page.screenshot({ path: info.outputPath(`little-${lang}.png`) });
    await little.getByRole("link", { name: words.see }).click();
    await expect(app.heading()).toHaveText(storage.words.storage);
    const before = await hash(storage);

    await fill(page);
    await app.open(`library/new?lang=${lang}`);
    await page.waitForLoadState("networkidle");
    await page.getByLabel(words.title, { exact: true }).fill("Sails and how to mend them");
    await page.getByRole("button", { name: words.save, exact: true }).click();
    const sheet = page.getByRole("dialog", { name: words.full });
    await expect(sheet.getByText(words.safe).first()).toBeVisible({ timeout: 1_000 });
    await page.screenshot({ path: info.outputPath(`full-${lang}.png`) });
    expect(await violations(page)).toEqual([]);

    // A copy goes out from a window of its own, and holds what was there.
    const [other] = await Promise.all([context.waitForEvent("page"), sheet.getByRole("link", { name: words.door }).click()]);
    await other.bringToFront();
    await new App(other).ready();
    // The address alone does not carry the test's language.
    await other.goto(`${other.url()}?lang=${lang}`);
    await new App(other).ready();
    const elsewhere = new Storage(other, storage.words);
    expect(await hash(elsewhere)).toBe(before);
    await other.close();
    await page.bringToFront();

    await sheet.getByRole("button", { name: words.close, exact: true }).click();
    await expect(page.getByLabel(words.title, { exact: true })).toHaveValue("Sails and how to mend them");

    // With room again it is saved as it stands.
    await lift();
    await page.getByRole("button", { name: words.save, exact: true }).click();
    await expect(app.heading()).toHaveText("Sails and how to mend them");
  });
}

test("what is left unsaved for want of room is shown to be copied", once, async ({ context, page, app, baseURL, complaints }) => {
  complaints.expect(/QuotaExceeded/i);
  complaints.expect(/favicon/);
  const words = WORDS.en;
  await page.goto("/icons/icon.svg");
  await allow(context, page, new URL(baseURL!).origin, 3_000_000);
  await app.open("library/new");
  await page.getByLabel(words.title, { exact: true }).fill("Knots");
  await page.getByRole("button", { name: words.save, exact: true }).click();
  await page.getByRole("button", { name: words.write }).click();
  await page.getByLabel(words.notes, { exact: true }).fill("The bowline does not slip.");
  await page.waitForLoadState("networkidle");
  await fill(page);
  await app.place("Goals").click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByRole("blockquote")).toHaveText("The bowline does not slip.");
  await sheet.getByRole("button", { name: words.close, exact: true }).click();
  await expect(sheet).toHaveCount(0);
});

for (const [lang, words] of Object.entries(WORDS)) {
  test(`the browser is asked to keep records once there are some, and a refusal says what it means (${lang})`, onceIn(lang), async ({ page, app }) => {
    await app.open(`goals?lang=${lang}`);
    await page.goto(`/?lang=${lang}`);
    await app.ready();
    const note = page.locator(".note").filter({ hasText: words.ask });
    await page.waitForLoadState("networkidle");
    await expect(note).toHaveCount(0);
    await app.open(`library/new?lang=${lang}`);
    await page.getByLabel(words.title, { exact: true }).fill("Knots");
    await page.getByRole("button", { name: words.save, exact: true }).click();
    await expect(app.heading()).toHaveText("Knots");
    await app.open(`?lang=${lang}`);
    await expect(note).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await note.getByRole("button", { name: words.keep }).click();
    // A browser without a face grants nothing.
    await expect(page.getByText(words.refused)).toBeVisible();
    await page.reload();
    await app.ready();
    await page.waitForLoadState("networkidle");
    await expect(page.getByText(words.refused)).toHaveCount(0);
    await expect(note).toHaveCount(0);
  });
}

/** The hash of what a backup made now would hold. */
async function hash(storage: Storage): Promise<string> {
  const copy = readFileSync(await (await storage.backUp()).path());
  return storage.fingerprint(await storage.check(bytes("copy.cairn", copy)));
}
