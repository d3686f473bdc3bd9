// A learner who was here and whose database is gone: the app says so, makes nothing in its place by itself, and she
// brings her backup back, opens the other learner of the device, or begins anew.
import { readFileSync } from "node:fs";
import { type Page } from "@playwright/test";
import { Goals } from "../pages/goals.ts";
import { bytes, Storage, WORDS as FILES } from "../pages/storage.ts";
import { violations } from "../support/places.ts";
import { expect, inLanguage, once, test } from "../support/test.ts";

const WORDS = {
  en: {
    gone: "Your records cannot be opened", what: /^You were here before/, restore: "Restore from a backup file", begin: "Begin anew without them",
    others: "Open the other records on this device", again: "Try again",
  },
  ar: {
    gone: "تعذّر فتح السجلات", what: /^كانت لك سجلات هنا/, restore: "الاسترجاع من ملف نسخة احتياطية", begin: "البدء من جديد بدونها",
    others: "فتح السجلات الأخرى على هذا الجهاز", again: "إعادة المحاولة",
  },
  es: {
    gone: "Tus datos no se pueden abrir", what: /^Ya estuviste aquí/, restore: "Restaurar desde un archivo de copia", begin: "Empezar de nuevo sin ellos",
    others: "Abrir los otros datos de este dispositivo", again: "Intentar de nuevo",
  },
} as const;

/** What a browser does that throws its storage away; the settings of the device stay, as they do then. */
async function lose(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const name = JSON.parse(localStorage.getItem("cairn.profile")!) as string;
    await new Promise((resolve) => (indexedDB.deleteDatabase(name).onsuccess = resolve));
  });
}

const databases = (page: Page) => page.evaluate(async () => (await indexedDB.databases()).map((one) => one.name).sort());

for (const language of ["en", "ar", "es"] as const) {
  test(`records that are gone come back from a backup (${language})`, inLanguage(language), async ({ page, app }) => {
    const [words, storage] = [WORDS[language], new Storage(page, FILES[language])];
    await app.open("goals/new?lang=en");
    await new Goals(page).create("Sail alone");
    await app.open(`storage?lang=${language}`);
    const copy = readFileSync(await (await storage.backUp()).path());
    const hash = await storage.fingerprint(await storage.check(bytes("copy.cairn", copy)));
    await lose(page);

    await app.open(`goals?lang=${language}`);
    await expect(app.heading()).toHaveText(words.gone);
    await expect(page.getByText(words.what)).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: words.again, exact: true }).click();
    await app.ready();
    await expect(app.heading()).toHaveText(words.gone);
    expect(await databases(page)).toEqual([]);

    await page.getByRole("button", { name: words.restore, exact: true }).click();
    await app.ready();
    // The same learner: nobody is asked whose backup it is.
    await storage.look(bytes("copy.cairn", copy));
    await storage.accept("restore");
    expect(await storage.fingerprint()).toBe(hash);
    await app.open("goals");
    await expect(page.getByRole("link", { name: "Sail alone" })).toBeVisible();
  });
}

test("without a backup she begins anew by her word alone, or opens the other learner", once, async ({ page, app }) => {
  await app.open("goals/new");
  await new Goals(page).create("Sail alone");
  const [other] = await databases(page);
  await page.evaluate(() => localStorage.setItem("cairn.profile", JSON.stringify("cairn.01m8fsdkg4tnc2rn67feecckmm")));
  await app.open("");
  await expect(app.heading()).toHaveText(WORDS.en.gone);
  await page.getByRole("button", { name: WORDS.en.others, exact: true }).click();
  await app.ready();
  await app.open("goals");
  await expect(page.getByRole("link", { name: "Sail alone" })).toBeVisible();
  expect(await databases(page)).toEqual([other]);

  await lose(page);
  await app.open("");
  await page.getByRole("button", { name: WORDS.en.begin, exact: true }).click();
  await expect(page).toHaveURL(/welcome/);
  expect(await databases(page)).toEqual([other]);
  await app.open("goals");
  await expect(page.getByRole("heading", { name: "No goal yet" })).toBeVisible();
});

test("what the browser lost of the end is said until she has seen it", once, async ({ page, app }) => {
  await app.open("goals/new");
  await new Goals(page).create("Sail alone");
  const note = page.getByText(/^The browser lost what was saved here last/);
  await app.open("");
  await app.heading().waitFor();
  // As if the browser had once held more than it does now.
  await page.evaluate(() => {
    const [database, change] = (JSON.parse(localStorage.getItem("cairn.change")!) as string).split(" ");
    localStorage.setItem("cairn.change", JSON.stringify(`${database} ${Number(change) + 3}`));
  });
  await app.open("");
  await expect(note).toBeVisible();
  await app.open("storage");
  await expect(note).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "I know" }).click();
  await expect(note).toHaveCount(0);
  await app.open("");
  await expect(page.getByRole("link", { name: "Sail alone" }).first()).toBeVisible();
  await expect(note).toHaveCount(0);
});
