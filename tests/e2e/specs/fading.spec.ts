// What is still there of a skill: it fades by time alone and keeps its level, and evidence in a situation refreshes it.
// Finding out where to begin: few questions, going on after a reload, and what is kept of it.
import { Placement, WORDS } from "../pages/placement.ts";
import { Skills, WORDS as SKILLS } from "../pages/skills.ts";
import { violationsInThemes } from "../support/places.ts";
import { expect, once, test } from "../support/test.ts";

const DAY = 86_400_000;

for (const language of ["en", "ar"] as const) {
  const words = WORDS[language];

  test(`a skill fades, says so in the list, and is refreshed (${language})`, once, async ({ app, page, complaints }) => {
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

  test(`a placement goes on after a reload and says where to begin (${language})`, once, async ({ app, page }) => {
    const skills = new Skills(page, SKILLS[language]);
    const placement = new Placement(page, words);
    await app.open(`skills?lang=${language}`);
    await skills.makeFramework("Lamps");
    await skills.write("Volts", "Amperes", "Ohms");
    await placement.begin();
    await expect(placement.at(1, 3)).toBeVisible();
    await expect(placement.question()).toHaveText("Volts");
    await placement.button(words.can).click();
    await expect(placement.question()).toHaveText("Amperes");
    await placement.button(words.notSure).click();
    await expect(placement.question()).toHaveText("Ohms");
    await placement.button(words.undo).click();
    await expect(placement.question()).toHaveText("Amperes");

    await app.still();
    await page.goto(`${page.url().split("?")[0]}?lang=${language}`);
    await app.ready();
    await expect(placement.at(2, 3)).toBeVisible();
    await expect(placement.question()).toHaveText("Amperes");
    if (language === "en") expect(await violationsInThemes(page)).toEqual([]);
    await placement.button(words.notYet).click();
    await expect(placement.question()).toHaveText("Ohms");
    await placement.button(words.stop).click();
    await expect(app.heading()).toHaveText(words.result);
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
