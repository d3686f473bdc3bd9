// A collection of decks in decks: seen as a tree, searched, practised with all below, and put to skills and goals; each
// of these is one step that Undo takes back.
import { collection, Decks, type Language } from "../pages/decks.ts";
import { Sheet, WORDS as TABLES } from "../pages/sheet.ts";
import { Skills, WORDS as SKILLS } from "../pages/skills.ts";
import { violations } from "../support/places.ts";
import { expect, inLanguage, once, test } from "../support/test.ts";
import { type App } from "../pages/app.ts";
import { type Page } from "@playwright/test";

async function bring(app: App, page: Page, language: Language): Promise<Decks> {
  const sheet = new Sheet(page, TABLES[language]);
  await app.open(`import?lang=${language}`);
  await sheet.choose("school.csv", collection());
  await sheet.accept();
  const decks = new Decks(page, language);
  await page.getByRole("link", { name: decks.words.door, exact: true }).click();
  await expect(app.heading()).toHaveText(decks.words.title);
  return decks;
}

for (const language of ["en", "ar"] as Language[]) {
  test(`a tree of decks is seen, searched, practised, and becomes a tree of skills (${language})`, inLanguage(language), async ({ app, page }, info) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    const decks = await bring(app, page, language);
    const { words } = decks;
    await expect(page.getByText(words.count(0, 39), { exact: true })).toBeVisible();
    // The tree of many begins closed, and opens by a key.
    await expect(decks.tree().getByRole("link")).toHaveCount(3);
    const biology = page.getByRole("button", { name: words.inside("Biology"), exact: true });
    await biology.focus();
    await page.keyboard.press("Enter");
    await expect(biology).toHaveAttribute("aria-expanded", "true");
    await expect(decks.deck("Plants")).toBeVisible();
    await expect(decks.tree().getByRole("link")).toHaveCount(6);
    if (info.project.name === "phone") expect(await violations(page)).toEqual([]);

    const search = page.getByRole("searchbox", { name: words.search, exact: true });
    await search.fill("xylophone");
    await expect(page.getByText(words.none, { exact: true })).toBeVisible();
    await search.fill("biology CELLS");
    await expect(decks.tree().getByRole("link")).toHaveCount(4);
    await search.fill("biology");
    await decks.tree().getByRole("link").first().click();
    await expect(app.heading()).toHaveText("Biology");
    // All below is practised with it: nine units and one card of a chapter.
    await expect(page.getByRole("link", { name: words.practise })).toBeVisible();
    await expect(decks.deck("Cells", decks.tree(words.insideHere))).toBeVisible();
    await expect(decks.section(words.belongs).getByText(words.toNone)).toBeVisible();

    const sheet = await decks.belongsTo();
    await sheet.getByRole("button", { name: words.newSkills, exact: true }).click();
    // Thirteen decks, and one more for the card that lies in a chapter itself.
    await expect(sheet.getByRole("checkbox")).toHaveCount(13);
    await expect(sheet.getByRole("button", { name: words.make(14), exact: true })).toBeVisible();
    await sheet.getByRole("checkbox", { name: /^Animals 10/ }).uncheck();
    if (info.project.name === "phone") expect(await violations(page, "dialog[open]")).toEqual([]);
    await sheet.getByRole("button", { name: words.make(13), exact: true }).click();
    await expect(page).toHaveURL(/skills\/framework\//);
    await expect(app.heading()).toHaveText("Biology");
    const skills = new Skills(page, SKILLS[language]);
    await skills.skill("Biology").click();
    await expect(app.heading()).toHaveText("Biology");
    await expect(page.getByRole("link").filter({ hasText: "Animals" }).first()).toBeVisible();
    await app.visit("decks");
    // What was left out belongs where the deck above it does.
    await expect(page.getByText(words.count(13, 39), { exact: true })).toBeVisible();
    await search.fill("cells");
    await decks.deck("Cells").click();
    await expect(decks.section(words.belongs).getByRole("link", { name: words.general("Cells"), exact: true })).toBeVisible();
    await expect(page.getByRole("heading", { level: 2, name: words.oneCard, exact: true })).toBeVisible();
  });

  test(`a deck is put to a skill of the same name, moved, and made a goal (${language})`, inLanguage(language), async ({ app, page }) => {
    const skills = new Skills(page, SKILLS[language]);
    await app.open(`skills?lang=${language}`);
    await skills.makeFramework("Science");
    await skills.write("physics", "Metals");
    const decks = await bring(app, page, language);
    const { words } = decks;
    // Both names stand twice; one of them is ticked.
    const alike = decks.section(words.alike);
    await expect(alike.getByRole("checkbox")).toHaveCount(2);
    await alike.getByRole("checkbox", { name: /Metals/ }).check();
    await alike.getByRole("button", { name: words.put(1), exact: true }).click();
    await expect(alike.getByRole("checkbox")).toHaveCount(1);
    await decks.undo();
    await expect(alike.getByRole("checkbox")).toHaveCount(2);

    await decks.deck("Physics").click();
    await expect(app.heading()).toHaveText("Physics");
    await (await decks.belongsTo()).getByRole("button", { name: words.same("physics", "Science"), exact: true }).click();
    const belongs = decks.section(words.belongs);
    await expect(belongs.getByRole("link", { name: "physics", exact: true })).toBeVisible();
    await expect(belongs.getByRole("button", { name: words.takeAway("physics"), exact: true })).toBeVisible();
    // What lies in it has it from there.
    await decks.deck("Waves", decks.tree(words.insideHere)).click();
    await expect(app.heading()).toHaveText("Waves");
    await expect(belongs.getByRole("link", { name: words.from("Physics"), exact: true })).toBeVisible();
    await expect(belongs.getByRole("link", { name: "physics", exact: true })).toBeVisible();
    await expect(belongs.getByRole("button", { name: words.takeAway("physics"), exact: true })).toHaveCount(0);

    await page.getByRole("button", { name: words.putInto, exact: true }).click();
    const places = page.getByRole("dialog", { name: words.putInto, exact: true });
    await places.getByRole("searchbox", { name: words.search, exact: true }).fill("waves");
    await expect(places.getByText(words.none, { exact: true })).toBeVisible();
    await places.getByRole("searchbox", { name: words.search, exact: true }).fill("");
    await places.getByRole("button", { name: words.nowhere, exact: true }).click();
    await expect(belongs.getByText(words.toNone)).toBeVisible();

    const sheet = await decks.belongsTo();
    await sheet.getByRole("button", { name: words.newGoal, exact: true }).click();
    await sheet.getByLabel(words.wish, { exact: true }).fill("Understand waves");
    await sheet.getByRole("checkbox", { name: new RegExp(words.each) }).check();
    await sheet.getByRole("button", { name: words.makeGoal, exact: true }).click();
    await expect(app.heading()).toHaveText("Understand waves");
    await expect(decks.section(words.targets).getByRole("link", { name: "Waves", exact: true })).toBeVisible();
    await decks.undo();
    await expect(decks.section(words.targets)).toHaveCount(0);
  });
}

test("a skill names the decks that practise it, and a card what it has from its deck", once, async ({ app, page }) => {
  const skills = new Skills(page, SKILLS.en);
  await app.open("skills");
  await skills.makeFramework("Science");
  await skills.write("Heat");
  const decks = await bring(app, page, "en");
  await page.getByRole("searchbox", { name: decks.words.search, exact: true }).fill("heat");
  await decks.tree().getByRole("link").first().click();
  await (await decks.belongsTo()).getByRole("button", { name: decks.words.same("Heat", "Science"), exact: true }).click();
  await decks.section(decks.words.belongs).getByRole("link", { name: "Heat", exact: true }).click();
  await expect(decks.section(decks.words.practiseSection).getByRole("link", { name: "Physics › Heat", exact: true })).toBeVisible();
  await app.visit("items");
  await page.getByRole("searchbox").fill("Heat 10");
  await page.getByRole("main").getByRole("link", { name: "Heat 10?", exact: true }).click();
  const practises = decks.section("Practises");
  await expect(practises.getByRole("link", { name: "Heat", exact: true })).toBeVisible();
  await expect(practises.getByText("From its deck", { exact: true })).toBeVisible();
});
