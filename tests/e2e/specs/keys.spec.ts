// Single keys: where they lead, under which layouts, and when they must not do anything.
import type { Page } from "@playwright/test";
import { expect, keyboard, test } from "../support/test.ts";

const WORDS = {
  en: { title: "Keys", search: "Search", goals: "Goals", where: /^Go to: t Today/, section: "Keyboard", on: /^Single keys do something/, show: "Show the keys", newGoal: /New goal/, close: "Close", settings: "Settings" },
  ar: { title: "المفاتيح", search: "بحث", goals: "الأهداف", where: /^الانتقال: t اليوم/, section: "لوحة المفاتيح", on: /^المفاتيح المفردة تعمل/, show: "عرض المفاتيح", newGoal: /هدف جديد/, close: "إغلاق", settings: "الإعدادات" },
  es: { title: "Teclas", search: "Buscar", goals: "Metas", where: /^Ir a: t Hoy/, section: "Teclado", on: /^Las teclas sueltas hacen algo/, show: "Ver las teclas", newGoal: /Nueva meta/, close: "Cerrar", settings: "Ajustes" },
} as const;

/** A key as a layout makes it; keyboards of other letters are not to be had in the browser under test. */
async function press(page: Page, key: string, code: string, more: KeyboardEventInit = {}): Promise<void> {
  await page.evaluate(([key, code, more]) => {
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true, ...more }));
  }, [key, code, more] as const);
}

/** The list opens as soon as what is fetched at rest is here. */
async function begin(page: Page, title: string): Promise<void> {
  const list = page.getByRole("dialog", { name: title, exact: true });
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(list).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
}

for (const [language, words] of Object.entries(WORDS)) {
  test(`keys go to places, search, list themselves, and can be switched off (${language})`, keyboard, async ({ app, page }) => {
    await app.open(`library?lang=${language}`);
    await begin(page, words.title);

    await page.keyboard.press("g");
    await expect(page.getByRole("status").filter({ hasText: words.where })).toBeVisible();
    await page.keyboard.press("g");
    await expect(app.heading()).toHaveText(words.goals);
    await page.keyboard.press("n");
    await expect(page).toHaveURL(/\/goals\/new/);
    // In a field a letter is a letter.
    await page.getByRole("textbox").first().fill("");
    await page.getByRole("textbox").first().pressSequentially("g/n?");
    await expect(page.getByRole("textbox").first()).toHaveValue("g/n?");
    await page.locator("h1").focus();
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox", { name: words.search })).toBeFocused();

    await app.open(`settings?lang=${language}`);
    await begin(page, words.title);
    const keyboard = page.getByRole("region", { name: words.section, exact: true });
    await keyboard.getByRole("button", { name: words.show, exact: true }).click();
    await page.getByRole("dialog", { name: words.title, exact: true }).getByRole("button", { name: words.close, exact: true }).click();
    await keyboard.getByRole("checkbox", { name: words.on }).uncheck();
    await page.locator("h1").focus();
    for (const key of ["?", "n", "/", "g", "g"]) await page.keyboard.press(key);
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(app.heading()).toHaveText(words.settings);
    await page.reload();
    await app.ready();
    await expect(keyboard.getByRole("checkbox", { name: words.on })).not.toBeChecked();
  });
}

test("other letters: the key in the same place; nothing with modifiers, in a dialog, or while composing", keyboard, async ({ app, page }) => {
  await app.open("library");
  await begin(page, "Keys");
  for (const [first, second] of [["ل", "ل"], ["п", "п"], ["ㅎ", "ㅎ"]] as const) {
    await app.open("library");
    await begin(page, "Keys");
    await press(page, first, "KeyG", { ctrlKey: true });
    await press(page, first, "KeyG", { isComposing: true });
    await press(page, first, "KeyG");
    await press(page, second, "KeyG");
    await expect(app.heading()).toHaveText("Goals");
  }
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await press(page, "n", "KeyN");
  await press(page, "/", "Slash");
  await expect(page.getByRole("dialog", { name: "Menu" })).toBeVisible();
  await expect(page).toHaveURL(/\/goals$/);
});

test("Ctrl and Enter save where one writes", keyboard, async ({ app, page }) => {
  await app.open("library/new");
  await begin(page, "Keys");
  await page.getByLabel("Title", { exact: true }).fill("Tool library");
  await page.keyboard.press("Control+Enter");
  await expect(app.heading()).toHaveText("Tool library");
  // In a sheet too.
  await page.getByRole("button", { name: "Note your place" }).click();
  await page.getByLabel("Where you are").fill("14");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByText(/page 14/).filter({ visible: true }).first()).toBeVisible();
});
