// Two resources for the same skill side by side: reached from the skill, read as a table, exchanged for another.
import { Library } from "../pages/library.ts";
import { Skills, WORDS as SKILLS } from "../pages/skills.ts";
import { violations } from "../support/places.ts";
import { expect, inLanguage, test } from "../support/test.ts";

const WORDS = {
  en: {
    add: "Add to the library", title: "Title", format: "Format", video: "Video", book: "Book", person: "Person",
    minutes: "Minutes it takes", more: "More about it", author: "Author", licence: "Licence", helps: "Helps with", save: "Save",
    inLibrary: "In the library", compare: "Compare side by side", heading: "Compare", forSkill: "For the skill",
    table: "Two resources side by side", first: "First", second: "Second", minutesRow: "Minutes", shelf: "Where you stand with it",
    later: "For later", few: "Comparing needs two resources that help with the same skill.", fromResource: /^Compare with 2 others/,
    takes: "25 min",
  },
  ar: {
    add: "إضافة إلى المكتبة", title: "العنوان", format: "النوع", video: "فيديو", book: "كتاب", person: "شخص",
    minutes: "المدة بالدقائق", more: "تفاصيل أخرى", author: "المؤلف", licence: "الترخيص", helps: "يفيد في", save: "حفظ",
    inLibrary: "في المكتبة", compare: "مقارنة جنبًا إلى جنب", heading: "مقارنة", forSkill: "للمهارة",
    table: "موردان جنبًا إلى جنب", first: "الأول", second: "الثاني", minutesRow: "الدقائق", shelf: "المرحلة الحالية",
    later: "لوقت لاحق", few: "تحتاج المقارنة إلى موردين يفيدان في المهارة نفسها.", fromResource: /^مقارنة بموردين آخرين/,
    takes: "٢٥ دقيقة",
  },
  es: {
    add: "Añadir a la biblioteca", title: "Título", format: "Formato", video: "Video", book: "Libro", person: "Persona",
    minutes: "Minutos que lleva", more: "Más detalles", author: "Autor", licence: "Licencia", helps: "Ayuda con", save: "Guardar",
    inLibrary: "En la biblioteca", compare: "Comparar lado a lado", heading: "Comparar", forSkill: "Para la habilidad",
    table: "Dos recursos, uno al lado del otro", first: "Primero", second: "Segundo", minutesRow: "Minutos",
    shelf: "Cómo vas con este recurso", later: "Para después",
    few: "Para comparar hacen falta dos recursos que ayuden con la misma habilidad.", fromResource: /^Comparar con 2 más/,
    takes: "25 min",
  },
} as const;

for (const [language, words] of Object.entries(WORDS)) {
  test(`two resources for a skill stand side by side with their facts (${language})`, inLanguage(language), async ({ app, page }) => {
    const skills = new Skills(page, SKILLS[language as keyof typeof SKILLS]);
    await app.open(`skills?lang=${language}`);
    await skills.makeFramework("Lamps");
    await skills.write("Solder a joint");
    await skills.skill("Solder a joint").click();
    await expect(app.heading()).toHaveText("Solder a joint");
    const skill = new URL(page.url()).pathname.slice(1);

    const add = async (title: string, format: string, facts: { minutes?: string; author?: string; licence?: string }) => {
      await app.open(`library/new?lang=${language}`);
      await page.getByLabel(words.title, { exact: true }).fill(title);
      await page.getByLabel(words.format, { exact: true }).selectOption({ label: format });
      if (facts.minutes) await page.getByLabel(words.minutes).fill(facts.minutes);
      if (facts.author) {
        await page.getByText(words.more).click();
        await page.getByLabel(words.author, { exact: true }).fill(facts.author);
        await page.getByLabel(words.licence, { exact: true }).fill(facts.licence ?? "");
      }
      await page.getByText(words.helps, { exact: true }).click();
      await page.getByRole("checkbox", { name: "Solder a joint" }).check();
      await page.getByRole("button", { name: words.save, exact: true }).click();
      await expect(app.heading()).toHaveText(title);
    };
    await add("Soldering, filmed", words.video, { minutes: "25" });
    await app.open(`${skill}?lang=${language}`);
    await expect(skills.section(words.inLibrary).getByRole("link", { name: "Soldering, filmed" })).toBeVisible();
    await expect(page.getByRole("link", { name: words.compare })).toHaveCount(0);
    await add("The iron and the tin", words.book, { author: "A workshop", licence: "CC BY 4.0" });
    await add("Baraka at the market", words.person, {});

    await app.open(`${skill}?lang=${language}`);
    await skills.section(words.inLibrary).getByRole("link", { name: words.compare }).click();
    await expect(app.heading()).toHaveText(words.heading);
    await expect(page.getByText(words.forSkill)).toContainText("Solder a joint");

    // What was added last stands first; either side is exchanged by its list.
    await page.getByLabel(words.first, { exact: true }).selectOption({ label: "Soldering, filmed" });
    await page.getByLabel(words.second, { exact: true }).selectOption({ label: "The iron and the tin" });
    const table = page.getByRole("table", { name: words.table });
    const cells = (row: string) => table.getByRole("row").filter({ has: page.getByRole("rowheader", { name: row, exact: true }) }).getByRole("cell");
    await expect(table.getByRole("columnheader")).toHaveText([words.heading, "Soldering, filmed", "The iron and the tin"]);
    await expect(cells(words.format)).toHaveText([words.video, words.book]);
    await expect(cells(words.minutesRow)).toHaveText([words.takes, "–"]);
    await expect(cells(words.author)).toHaveText(["–", "A workshop"]);
    await expect(cells(words.licence)).toHaveText(["–", "CC BY 4.0"]);
    await expect(cells(words.shelf)).toHaveText([words.later, words.later]);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over).toBeLessThanOrEqual(1);
    expect(await violations(page)).toEqual([]);

    await page.getByLabel(words.second, { exact: true }).selectOption({ label: "Baraka at the market" });
    await expect(cells(words.format)).toHaveText([words.video, words.person]);
    await page.getByRole("link", { name: "Soldering, filmed", exact: true }).last().click();
    await expect(app.heading()).toHaveText("Soldering, filmed");
    await expect(page.getByRole("link", { name: words.fromResource })).toBeVisible();
  });
}

test("a skill with one resource has nothing to compare, and the address says so", async ({ app, page }) => {
  const skills = new Skills(page, SKILLS.en);
  await app.open("skills");
  await skills.makeFramework("Lamps");
  await skills.write("Solder a joint");
  await skills.skill("Solder a joint").click();
  await expect(app.heading()).toHaveText("Solder a joint");
  const id = new URL(page.url()).pathname.split("/").pop();
  await app.open("library/new");
  await page.getByText("Helps with", { exact: true }).click();
  await page.getByRole("checkbox", { name: "Solder a joint" }).check();
  await new Library(page).add({ title: "Alone" });
  await expect(app.heading()).toHaveText("Alone");
  await app.open(`library/compare/${id}`);
  await expect(page.getByText(WORDS.en.few)).toBeVisible();
  await expect(page.getByRole("table")).toHaveCount(0);
});
