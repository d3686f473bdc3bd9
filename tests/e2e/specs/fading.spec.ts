// What is still there of a skill: it fades by time alone and keeps its level, and evidence in a situation refreshes it.
// Finding out where to begin: few questions, one of them an item with a hint and how sure she is, going on after a reload,
// and what is kept of it.
import { Mistakes } from "../pages/mistakes.ts";
import { Placement, WORDS } from "../pages/placement.ts";
import { Practise } from "../pages/practise.ts";
import { Skills, WORDS as SKILLS } from "../pages/skills.ts";
import { violationsInThemes } from "../support/places.ts";
import { expect, onceIn, test } from "../support/test.ts";

const DAY = 86_400_000;

for (const language of ["en", "ar"] as const) {
  const words = WORDS[language];

  test(`a skill fades, says so in the list, and is refreshed (${language})`, onceIn(language), async ({ app, page, complaints }) => {
    // The clock of the test calls timers again that ended with their view.
    complaints.expect(/closure invoked recursively or after being dropped/);
    const skills = new Skills(page, SKILLS[language]);
    const today = Date.now();
    await page.clock.setFixedTime(new Date(today - 90 * DAY));
    await app.open(`skills?lang=${language}`);
    await skills.makeFramework("Lamps");
    await skills.write("Solder");
    await skills.skill("Solder").click();
    await skills.addEvidence(100, "Baraka", "Clean.");
    await expect(skills.section(words.still).getByText(words.fresh)).toBeVisible();

    await page.clock.setFixedTime(new Date(today));
    await app.open(`skills?lang=${language}`);
    const leaf = page.getByRole("link", { name: /^Solder/ });
    await expect(leaf).toContainText(words.listed);
    await leaf.click();
    await expect(page.getByText(words.fading)).toBeVisible();
    const still = skills.section(words.still);
    if (language === "en") {
      // Time alone took no level.
      await expect(page.getByText(/^Self-reported: Proficient, fading/)).toBeVisible();
      await expect(skills.section("Why this level")).toContainText("It rests on one piece of evidence: Something I made, judged by a mentor");
      expect(await violationsInThemes(page)).toEqual([]);
    }
    await still.getByRole("link", { name: words.again }).click();
    await page.getByLabel(words.situation).fill("workshop");
    await page.getByLabel(skills.words.score).fill("100");
    await page.getByRole("button", { name: skills.words.saveEvidence }).click();
    await expect(still.getByText(words.fresh)).toBeVisible();
    await expect(page.getByText(words.fading)).toHaveCount(0);
  });

  test(`a placement goes on after a reload and says where to begin (${language})`, onceIn(language), async ({ app, page }) => {
    const skills = new Skills(page, SKILLS[language]);
    const placement = new Placement(page, words);
    const practise = new Practise(app, page, language);
    const { words: asks } = new Mistakes(page, language);
    await app.open(`skills?lang=${language}`);
    await skills.makeFramework("Lamps");
    await skills.write("Volts", "Amperes", "Ohms");
    const framework = new URL(page.url()).pathname.slice(1);
    const ohms = (await skills.skill("Ohms").getAttribute("href"))?.split(/[?#]/)[0]?.split("/").pop();
    // What practises Ohms is asked instead of her word; how sure she is, since she has chosen to be asked.
    await practise.bring([{ form: "short", prompt: "Volts per ampere", accepted: "ohm", hints: ["Like Georg."], competencies: `${ohms}=0` }]);
    await app.visit("practise");
    await practise.button(practise.words.menu).click();
    await page.getByRole("checkbox", { name: asks.askSure }).check();
    await page.getByRole("dialog").getByRole("button", { name: asks.close, exact: true }).click();
    await app.visit(framework);
    await placement.begin();
    await expect(placement.at(1, 3)).toBeVisible();
    await expect(placement.question()).toHaveText("Volts");
    await placement.button(words.can).click();
    await expect(placement.question()).toHaveText("Amperes");
    await placement.button(words.notSure).click();
    await expect(placement.question()).toHaveText("Volts per ampere");
    await placement.button(words.undo).click();
    await expect(placement.question()).toHaveText("Amperes");

    await app.still();
    await page.goto(`${page.url().split("?")[0]}?lang=${language}`);
    await app.ready();
    await expect(placement.at(2, 3)).toBeVisible();
    await expect(placement.question()).toHaveText("Amperes");
    if (language === "en") expect(await violationsInThemes(page)).toEqual([]);
    await placement.button(words.notYet).click();
    await expect(placement.question()).toHaveText("Volts per ampere");
    await placement.button(words.hint).click();
    await expect(page.getByRole("listitem").getByText("Like Georg.")).toBeVisible();
    await page.getByRole("textbox", { name: asks.yourAnswer }).fill("ohm");
    await page.getByRole("radio", { name: asks.sure }).last().check({ force: true });
    if (language === "en") expect(await violationsInThemes(page)).toEqual([]);
    await practise.button(practise.words.check).click();
    await expect(practise.answer()).toContainText("ohm");
    await expect(page.getByText(words.wasSure)).toBeVisible();
    await practise.next();
    await expect(app.heading()).toHaveText(words.result);
    // A hint made it right, so it tells nothing of whether she knows it.
    await expect(page.getByRole("listitem").filter({ hasText: "Ohms" }).first()).toContainText(words.leftOpen);
    const begin = page.getByRole("region", { name: words.begin });
    await expect(begin.getByRole("link")).toHaveText(["Amperes", "Ohms"]);
    if (language === "en") expect(await violationsInThemes(page)).toEqual([]);

    await placement.button(words.keep).click();
    await expect(app.heading()).toHaveText("Lamps");
    await expect(page.getByRole("listitem").filter({ hasText: "Volts" }).last()).toContainText(words.concluded);
    await placement.button(words.tookBack).click();
    await expect(page.getByText(words.concluded)).toHaveCount(0);
  });
}
