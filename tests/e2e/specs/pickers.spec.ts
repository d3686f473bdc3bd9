// Choosing a skill: for a goal with the level to reach, for a resource; by searching, and by keys alone.
import type { Page } from "@playwright/test";
import type { App } from "../pages/app.ts";
import { Goals } from "../pages/goals.ts";
import { Library } from "../pages/library.ts";
import { Skills, WORDS as SKILLS } from "../pages/skills.ts";
import { expect, inLanguage, test } from "../support/test.ts";

const WORDS = {
  en: {
    measure: "Measure voltage", current: "Measure current", seam: "Sew a seam", search: "Search", typed: "VOLT",
    wish: "What do you want?", addGoal: "Add goal", targets: "Skills it needs", addTarget: "Add a skill",
    level: "Level to reach", mastered: "Mastered", list: "List of skills", none: "Nothing has these words.",
    reach: "Reach: Mastered", remove: "Remove: Measure voltage", planned: "Planned", toReach: "To reach: Mastered",
    title: "Title", save: "Save", helps: "Helps with", choose: "Choose skills", helpsSearch: "Search your skills",
    notLinked: "Not linked to a skill yet.", close: "Close", inLibrary: "In the library",
  },
  ar: {
    measure: "قياس الجهد", current: "قياس التيار", seam: "خياطة درزة", search: "بحث", typed: "جُهد",
    wish: "ما الهدف؟", addGoal: "إضافة الهدف", targets: "المهارات اللازمة", addTarget: "إضافة مهارة",
    level: "المستوى المطلوب", mastered: "إتقان", list: "قائمة المهارات", none: "لا شيء بهذه الكلمات.",
    reach: "المطلوب: إتقان", remove: "إزالة: قياس الجهد", planned: "مخطَّط له", toReach: "المستوى المطلوب: إتقان",
    title: "العنوان", save: "حفظ", helps: "يفيد في", choose: "اختيار المهارات", helpsSearch: "البحث في مهاراتك",
    notLinked: "غير مرتبط بأي مهارة بعد.", close: "إغلاق", inLibrary: "في المكتبة",
  },
  es: {
    measure: "Medir la tensión", current: "Medir la corriente", seam: "Coser una costura", search: "Buscar", typed: "TENSION",
    wish: "¿Qué quieres?", addGoal: "Añadir meta", targets: "Habilidades que necesita", addTarget: "Añadir una habilidad",
    level: "Nivel por alcanzar", mastered: "Dominio", list: "Lista de habilidades", none: "Nada contiene estas palabras.",
    reach: "Por alcanzar: Dominio", remove: "Quitar: Medir la tensión", planned: "Previsto", toReach: "Por alcanzar: Dominio",
    title: "Título", save: "Guardar", helps: "Ayuda con", choose: "Elegir habilidades", helpsSearch: "Buscar en tus habilidades",
    notLinked: "Aún no está enlazado a ninguna habilidad.", close: "Cerrar", inLibrary: "En la biblioteca",
  },
} as const;
type Language = keyof typeof WORDS;

/** The same place anew, in the same language. */
async function again(app: App, page: Page, language: Language): Promise<void> {
  await app.open(`${new URL(page.url()).pathname.slice(1)}?lang=${language}`);
}

/** Two frameworks with the skills that the stories choose from. */
async function twoFrameworks(page: Page, language: Language): Promise<void> {
  const words = WORDS[language];
  const skills = new Skills(page, SKILLS[language]);
  await skills.makeFramework("1");
  await skills.write(words.measure, words.current);
  await page.goto(`/skills?lang=${language}`);
  await skills.makeFramework("2");
  await skills.write(words.seam);
}

for (const [language, words] of Object.entries(WORDS) as [Language, (typeof WORDS)[Language]][]) {
  test(`a goal gets a skill with the level to reach (${language})`, inLanguage(language), async ({ app, page }) => {
    await app.open(`skills?lang=${language}`);
    await twoFrameworks(page, language);
    await app.open(`goals/new?lang=${language}`);
    await page.getByLabel(words.wish).fill("1 2 3");
    await page.getByRole("button", { name: words.addGoal }).click();
    await expect(app.heading()).toHaveText("1 2 3");

    const targets = page.getByRole("region", { name: words.targets });
    await targets.getByRole("button", { name: words.addTarget }).click();
    const sheet = page.getByRole("dialog", { name: words.addTarget });
    await sheet.getByLabel(words.list).selectOption({ label: "2" });
    await expect(sheet.getByRole("button", { name: words.seam })).toBeVisible();
    await expect(sheet.getByRole("button", { name: words.measure })).toHaveCount(0);
    await sheet.getByLabel(words.list).selectOption({ label: "1" });
    await expect(sheet.getByRole("button", { name: words.current })).toBeVisible();
    await sheet.getByRole("searchbox", { name: words.search }).fill("qqq");
    await expect(sheet.getByText(words.none)).toBeVisible();
    await sheet.getByRole("searchbox", { name: words.search }).fill(words.typed);
    await expect(sheet.getByRole("button", { name: words.current })).toHaveCount(0);
    await sheet.getByLabel(words.level).selectOption({ label: words.mastered });
    await sheet.getByRole("button", { name: words.measure }).click();
    await expect(sheet).toBeHidden();
    await expect(targets).toContainText(words.reach);

    await again(app, page, language);
    await targets.getByRole("link", { name: words.measure }).click();
    await expect(app.heading()).toHaveText(words.measure);
    await expect(page.getByRole("region", { name: words.planned })).toContainText(words.toReach);
    await page.goBack();
    await targets.getByRole("button", { name: words.remove }).click();
    await expect(targets.getByRole("link", { name: words.measure })).toHaveCount(0);
  });

  test(`a resource gets skills, found by searching, and loses them (${language})`, inLanguage(language), async ({ app, page }) => {
    await app.open(`skills?lang=${language}`);
    await twoFrameworks(page, language);
    await app.open(`library/new?lang=${language}`);
    await page.getByLabel(words.title, { exact: true }).fill("1 2 3");
    await page.getByRole("button", { name: words.save, exact: true }).click();
    await expect(app.heading()).toHaveText("1 2 3");
    const helps = page.getByRole("region", { name: words.helps });
    await expect(helps).toContainText(words.notLinked);

    await helps.getByRole("button", { name: words.choose }).click();
    const sheet = page.getByRole("dialog", { name: words.choose });
    await expect(sheet.getByRole("checkbox")).toHaveCount(3);
    await sheet.getByRole("searchbox", { name: words.helpsSearch }).fill(words.typed);
    await expect(sheet.getByRole("checkbox")).toHaveCount(1);
    await sheet.getByRole("checkbox", { name: words.measure }).check();
    await sheet.getByRole("searchbox", { name: words.helpsSearch }).fill("");
    await sheet.getByRole("checkbox", { name: words.seam }).check();
    await sheet.getByRole("button", { name: words.close }).click();
    await expect(helps.getByRole("link")).toHaveCount(2);

    await again(app, page, language);
    await expect(helps.getByRole("link", { name: words.seam })).toBeVisible();
    await helps.getByRole("button", { name: words.choose }).click();
    await sheet.getByRole("checkbox", { name: words.seam }).uncheck();
    await sheet.getByRole("button", { name: words.close }).click();
    await expect(helps.getByRole("link")).toHaveText([words.measure]);
    await helps.getByRole("link", { name: words.measure }).click();
    await expect(page.getByRole("region", { name: words.inLibrary }).getByRole("link", { name: "1 2 3" })).toBeVisible();
  });
}

test("by keys alone: a skill for a goal, and one for a resource", async ({ app, page }) => {
  await app.open("skills");
  await twoFrameworks(page, "en");
  await app.open("goals/new");
  await new Goals(page).create("By keys");
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const add = page.getByRole("button", { name: "Add a skill" });
  await add.focus();
  await press("Enter");
  const sheet = page.getByRole("dialog", { name: "Add a skill" });
  const reach = async (name: string) => {
    for (let tabs = 0; tabs < 12; tabs += 1) {
      const here = await page.evaluate(() => {
        const at = document.activeElement;
        return at instanceof HTMLInputElement || at instanceof HTMLSelectElement ? at.labels?.[0]?.textContent : at?.textContent;
      });
      if (here?.trim() === name) return;
      await press("Tab");
    }
    throw new Error(`${name} is not reached by Tab`);
  };
  await reach("Level to reach");
  await press("ArrowDown");
  await reach("Search");
  await page.keyboard.type("current");
  await expect(sheet.getByRole("button", { name: "Measure voltage" })).toHaveCount(0);
  await reach("Measure current");
  await press("Enter");
  await expect(sheet).toBeHidden();
  await expect(page.getByRole("region", { name: "Skills it needs" })).toContainText("Reach: Mastered");
  await expect(add).toBeFocused();

  await app.open("library/new");
  await new Library(page).add({ title: "A film" });
  await expect(app.heading()).toHaveText("A film");
  await page.getByRole("button", { name: "Choose skills" }).focus();
  await press("Enter");
  await reach("Search your skills");
  await page.keyboard.type("seam");
  await expect(page.getByRole("checkbox")).toHaveCount(1);
  await reach("Sew a seam");
  await press("Space", "Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("region", { name: "Helps with" }).getByRole("link", { name: "Sew a seam" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Choose skills" })).toBeFocused();
});
