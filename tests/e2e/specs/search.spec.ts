// One field over goals, steps, the library and skills.
import { expect, inLanguage, test } from "../support/test.ts";

const WORDS = {
  en: { search: "Search", example: /example/i, goals: "Goals", library: "Library", none: "Nothing holds these words" },
  ar: { search: "بحث", example: /مثال/, goals: "الأهداف", library: "المكتبة", none: "لا شيء يضم هذه الكلمات" },
  es: { search: "Buscar", example: /ejemplo/i, goals: "Metas", library: "Biblioteca", none: "Nada contiene estas palabras" },
} as const;

for (const [lang, words] of Object.entries(WORDS)) {
  test(`search finds across places while typing and leads there (${lang})`, inLanguage(lang), async ({ page, app }) => {
    for (const place of ["goals", "library"]) {
      await app.open(`${place}?lang=${lang}`);
      await page.getByRole("button", { name: words.example }).click();
      await expect(page.locator("main .list a.name").first()).toBeVisible();
    }
    const goal = await page.goto(`/goals?lang=${lang}`).then(() => page.locator("main .list a.name").first().innerText());

    await app.open(`?lang=${lang}`);
    await page.getByRole("link", { name: words.search, exact: true }).click();
    await expect(app.heading()).toHaveText(words.search);
    const field = page.getByRole("searchbox", { name: words.search });
    await expect(field).toBeFocused();
    await field.fill(goal.slice(0, 6).toUpperCase());
    const found = page.getByRole("link", { name: goal });
    await expect(found.first()).toBeVisible();
    await field.fill("xyzzy");
    await expect(page.getByText(words.none)).toBeVisible();
    await field.fill(goal);
    await found.first().click();
    await expect(app.heading()).toHaveText(goal);
    // Back where she searched, with what she searched.
    await page.goBack();
    await expect(page.getByRole("searchbox")).toHaveValue(goal);
  });
}
