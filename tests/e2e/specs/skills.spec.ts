// Skills: written on the phone, connected without circles, assessed with evidence that can be taken back.
import { expect, inLanguage, once, test } from "../support/test.ts";
import { Skills, WORDS } from "../pages/skills.ts";

for (const [language, words] of Object.entries(WORDS)) {
  test(`a framework, a skill, evidence and taking it back (${language})`, inLanguage(language), async ({ app, page }) => {
    const skills = new Skills(page, words);
    await app.open(`skills?lang=${language}`);
    await skills.makeFramework("Basic electricity");
    await skills.write("Solder a clean joint");
    await skills.skill("Solder a clean joint").click();
    await expect(app.heading()).toHaveText("Solder a clean joint");

    await skills.addEvidence(90, "Baraka", "Clean work.");
    const said = skills.section(words.saidNotShown);
    await expect(said.getByRole("listitem")).toHaveCount(1);
    await expect(said).toContainText("Baraka");
    await expect(said).toContainText("Clean work.");
    // What she enters as a mentor's judgement is never shown, only said.
    await expect(page.getByText(new RegExp(`^${words.selfReported}`)).last()).toBeVisible();

    await said.getByRole("button", { name: words.takeBack }).click();
    await expect(said).toHaveCount(0);
    await skills.undo();
    await expect(said.getByRole("listitem")).toHaveCount(1);

    await page.goto(`${page.url().split("?")[0]}?lang=${language}`);
    await app.ready();
    await expect(said.getByRole("listitem")).toHaveCount(1);
  });
}

test("a connection that would go in a circle is refused with its members", once, async ({ app, page }) => {
  const skills = new Skills(page, WORDS.en);
  await app.open("skills");
  await skills.makeFramework("Lamps");
  await skills.write("Voltage", "Current");
  const connect = async (how: string, other: string) => {
    await page.getByRole("button", { name: "Connect a skill" }).click();
    const sheet = page.getByRole("dialog", { name: "Connect a skill" });
    await sheet.getByLabel("How are they connected?").selectOption(how);
    await sheet.getByLabel("The other skill").selectOption(other);
    await sheet.getByRole("button", { name: "Connect", exact: true }).click();
    return sheet;
  };
  await skills.skill("Current").click();
  await connect("Comes before this skill", "Voltage");
  await expect(skills.section("Connections").getByRole("link", { name: "Voltage" })).toBeVisible();
  const sheet = await connect("Comes after this skill", "Voltage");
  await expect(sheet.getByRole("alert").filter({ hasText: "circle" })).toContainText("Voltage");
  await expect(sheet.getByRole("alert").filter({ hasText: "circle" })).toContainText("Current");
});

test("assessing oneself and seeing a level differently are kept beside the estimate", async ({ app, page }) => {
  const skills = new Skills(page, WORDS.en);
  await app.open("skills");
  await skills.makeFramework("Lamps");
  await skills.write("Measure voltage");
  await skills.skill("Measure voltage").click();
  await page.getByRole("button", { name: "Assess yourself" }).click();
  const sheet = page.getByRole("dialog", { name: "Assess yourself" });
  await sheet.getByRole("radio", { name: /^Proficient/ }).check();
  await sheet.getByRole("button", { name: "Save my assessment" }).click();
  await expect(skills.section("Said, not yet shown")).toContainText("You rated yourself 75 of 100");

  await page.getByText("I see it differently").click();
  const why = skills.section("Why this level");
  await why.getByRole("radio", { name: "Mastered" }).check();
  await why.getByLabel("Your reason").fill("I teach this every week");
  await why.getByRole("button", { name: "Keep my view" }).click();
  await expect(why).toContainText("you see Mastered; the estimate was Not assessed");
  await expect(why).toContainText("I teach this every week");
});

test("skills are arranged by buttons, moved into a group, and trashed with what is inside", async ({ app, page }) => {
  const skills = new Skills(page, WORDS.en);
  await app.open("skills");
  await skills.makeFramework("Lamps");
  await skills.write("Repair", "Solder", "Glue");
  await page.getByRole("button", { name: "Arrange", exact: true }).click();
  await page.getByRole("button", { name: "Move up: Glue" }).click();
  await expect(page.getByRole("list", { name: "Arrange" }).getByRole("listitem").nth(1)).toContainText("Glue");
  await page.getByRole("button", { name: "Done arranging" }).click();

  await skills.skill("Glue").click();
  await page.getByRole("button", { name: "Edit skill" }).click();
  const sheet = page.getByRole("dialog", { name: "Edit skill" });
  await sheet.getByLabel("Lies in").selectOption("Repair");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Lamps › Repair")).toBeVisible();

  await app.open("skills");
  await skills.framework("Lamps").click();
  await skills.skill("Repair").click();
  await expect(skills.section("Inside")).toContainText("Glue");
  await page.getByRole("button", { name: "Delete skill" }).click();
  await expect(page.getByRole("link", { name: "Glue" })).toHaveCount(0);
  await skills.undo();
  await expect(page.getByRole("link", { name: /Glue/ }).first()).toBeVisible();
});

test("an example shows what a framework looks like, and goes again", once, async ({ app, page }) => {
  await app.open("skills");
  await page.getByRole("button", { name: "Show an example" }).click();
  await expect(page.getByRole("link", { name: /Measure voltage/ })).toBeVisible();
  await expect(page.getByText("Example", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Remove the example" }).click();
  await expect(page.getByRole("button", { name: "Show an example" })).toBeVisible();
});
