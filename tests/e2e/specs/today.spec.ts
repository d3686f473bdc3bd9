// Today: the next step with its reason, ticked in one tap.
import { Goals } from "../pages/goals.ts";
import { expect, once, test } from "../support/test.ts";

async function activeGoal(goals: Goals, title: string, steps: string[]): Promise<void> {
  await goals.page.getByRole("link", { name: "New goal" }).first().click();
  await goals.create(title);
  await goals.sign("I can show it to a neighbour");
  for (const step of steps) await goals.step(step);
  await goals.start();
}

test("the next step stands on Today with its reason and is done in one tap", async ({ page, app }) => {
  const goals = new Goals(page);
  await app.open("goals");
  await activeGoal(goals, "Repair solar lamps", ["Open a lamp", "Measure a battery"]);
  await app.place("Today").click();
  await expect(page.getByRole("heading", { name: "Open a lamp" })).toBeVisible();
  await page.getByText("Why this?").click();
  await expect(page.getByText("It is the first open step of “Repair solar lamps”.")).toBeVisible();
  await expect(page.getByText("The goal is reached when: I can show it to a neighbour")).toBeVisible();
  await page.getByRole("button", { name: "Step done" }).click();
  await expect(page.getByRole("heading", { name: "Measure a battery" })).toBeVisible();
  await goals.undo();
  await expect(page.getByRole("heading", { name: "Open a lamp" })).toBeVisible();
});

test("every active goal has its next step, ticked in one tap", async ({ page, app }) => {
  const goals = new Goals(page);
  await app.open("goals");
  await activeGoal(goals, "Repair solar lamps", ["Open a lamp"]);
  await app.open("goals");
  await activeGoal(goals, "Fractions", ["Compare two prices", "Explain it"]);
  await app.place("Today").click();
  await expect(page.getByRole("heading", { name: "Open a lamp" })).toBeVisible();
  await goals.tick("Compare two prices").click();
  await expect(goals.tick("Explain it")).toBeVisible();
  await expect(goals.toast()).toHaveText("Step done");
});

test("an empty day offers a goal and an example", async ({ page, app }) => {
  await app.open("welcome");
  await page.getByRole("link", { name: "Skip" }).click();
  await expect(page.getByRole("heading", { name: "Nothing is planned yet" })).toBeVisible();
  await page.getByRole("button", { name: "Show an example" }).click();
  await expect(page.getByRole("heading", { name: "Test a lamp battery under load" })).toBeVisible();
  await page.getByRole("button", { name: "Remove the example" }).click();
  await expect(page.getByRole("link", { name: "New goal" })).toBeVisible();
});

test("after some changes without any backup the shield is shown", once, async ({ page, app }) => {
  test.slow();
  const goals = new Goals(page);
  await app.open("goals");
  await activeGoal(goals, "Repair solar lamps", Array.from({ length: 18 }, (_, at) => `Step ${at + 1}`));
  await app.place("Today").click();
  await expect(page.getByText("Not backed up yet.")).toBeVisible();
  await page.getByRole("link", { name: "Back up" }).click();
  await expect(page).toHaveURL(/storage$/);
});
