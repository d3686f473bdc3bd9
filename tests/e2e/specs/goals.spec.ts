// Goals: from a wish to a goal that is worked on, and what can be done to it.
import { Goals } from "../pages/goals.ts";
import { expect, once, test } from "../support/test.ts";

test.beforeEach(async ({ app }) => app.open("goals"));

test("an empty place says what it is for and shows an example that can be removed", async ({ page }) => {
  await expect(page.getByRole("heading", { name: "No goal yet" })).toBeVisible();
  await page.getByRole("button", { name: "Show an example" }).click();
  await expect(page.getByRole("link", { name: "Repair solar lamps in our street" })).toBeVisible();
  await expect(page.getByText("Example", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Remove the example" }).click();
  await expect(page.getByRole("heading", { name: "No goal yet" })).toBeVisible();
});

test("a new goal is three taps from Today and survives a hard reload", async ({ page, app }) => {
  await app.place("Today").click();
  await page.getByRole("button", { name: "Add" }).first().click();
  await page.getByRole("dialog", { name: "Add" }).getByRole("link", { name: "Goal" }).click();
  await new Goals(page).create("Repair solar lamps in our street", "Something to make");
  await page.reload();
  await app.ready();
  await expect(app.heading()).toHaveText("Repair solar lamps in our street");
  await expect(page.getByText("Something to make. Draft")).toBeVisible();
});

test("a goal does not start without a sign of success; the focus goes to where it is written", async ({ page }) => {
  const goals = new Goals(page);
  await page.getByRole("link", { name: "New goal" }).click();
  await goals.create("Fractions at the market");
  await page.getByRole("button", { name: "Start" }).click();
  await expect(page.getByRole("alert").getByText(/at least one sign of success/)).toBeVisible();
  await expect(page.getByLabel("New sign of success")).toBeFocused();
  await goals.sign("I can compare two prices per kilo");
  await goals.start();
});

test("a status is left with its reason, and the history keeps it", async ({ page }) => {
  const goals = new Goals(page);
  await page.getByRole("link", { name: "New goal" }).click();
  await goals.create("Grow tomatoes on the roof");
  await goals.sign("A basket of tomatoes");
  await goals.start();
  await page.getByRole("button", { name: "Pause" }).click();
  const pausing = page.getByRole("dialog", { name: "Pause this goal" });
  await pausing.getByLabel("Reason").fill("No seedlings in the dry season");
  await pausing.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText(/learn\. Paused since/)).toBeVisible();
  await page.getByRole("button", { name: "Let go" }).click();
  const letting = page.getByRole("dialog", { name: "Let this goal go" });
  await letting.getByRole("button", { name: "Let go" }).click();
  await expect(letting.getByRole("alert")).not.toBeEmpty();
  await letting.getByLabel("Reason").fill("We moved");
  await letting.getByRole("button", { name: "Let go" }).click();
  await expect(page.getByText(/learn\. Let go on/)).toBeVisible();
  await page.getByText("How it got here").click();
  await expect(page.getByText("No seedlings in the dry season", { exact: true })).toBeVisible();
});

test("steps are added, ticked, moved by a button and by drag, and undone", async ({ page }) => {
  const goals = new Goals(page);
  await page.getByRole("link", { name: "New goal" }).click();
  await goals.create("Repair solar lamps");
  for (const title of ["Open a lamp", "Measure a battery", "Solder a wire"]) await goals.step(title);
  const list = () => goals.section("Steps").getByRole("checkbox").evaluateAll((ticks) => ticks.map((tick) => tick.getAttribute("aria-label")));
  expect(await list()).toEqual(["Done: Open a lamp", "Done: Measure a battery", "Done: Solder a wire"]);

  await page.getByRole("button", { name: "Change order" }).click();
  await page.getByRole("button", { name: "Move up: Solder a wire" }).click();
  const order = page.getByRole("list", { name: "Steps in their order" });
  await expect(order.getByRole("listitem").nth(1)).toContainText("Solder a wire");
  await expect(page.getByRole("button", { name: "Move up: Solder a wire" })).toBeFocused();

  const handle = order.getByRole("listitem").first().locator(".handle");
  const last = await order.getByRole("listitem").last().boundingBox();
  await handle.hover();
  await page.mouse.down();
  await page.mouse.move(last!.x + 20, last!.y + last!.height / 2, { steps: 8 });
  await page.mouse.up();
  await expect(order.getByRole("listitem").last()).toContainText("Open a lamp");
  await page.getByRole("button", { name: "Finish", exact: true }).click();
  expect(await list()).toEqual(["Done: Solder a wire", "Done: Measure a battery", "Done: Open a lamp"]);

  await goals.tick("Solder a wire").click();
  await expect(goals.tick("Solder a wire")).toBeChecked();
  await expect(goals.toast()).toHaveText("Step done");
  await goals.undo();
  await expect(goals.tick("Solder a wire")).not.toBeChecked();
});

test("a step carries minutes, a day and notes; a wrong number is said at its field", once, async ({ page }) => {
  const goals = new Goals(page);
  await page.getByRole("link", { name: "New goal" }).click();
  await goals.create("Repair solar lamps");
  await goals.step("Test a battery");
  await page.getByRole("button", { name: "Edit: Test a battery" }).click();
  const sheet = page.getByRole("dialog", { name: "Step" });
  await sheet.getByLabel("Minutes you expect").fill("99999");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet.getByText(/whole number from 1 to 10,080/)).toBeVisible();
  await sheet.getByLabel("Minutes you expect").fill("90");
  await sheet.getByLabel("Due").fill("2031-03-02");
  await sheet.getByLabel("Notes").fill("Ask at the workshop");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toBeHidden();
  await expect(goals.section("Steps")).toContainText("1 h 30 min");
  await expect(goals.section("Steps")).toContainText("2 Mar 2031");
});

test("why, plan and mirror change with what is written", once, async ({ page }) => {
  const goals = new Goals(page);
  await page.getByRole("link", { name: "New goal" }).click();
  await goals.create("Fractions");
  await page.getByText("In the mirror").click();
  await expect(page.getByText("The title is short.")).toBeVisible();
  await page.getByRole("button", { name: "Write why" }).click();
  await page.getByLabel("Why you want it").fill("So that nobody can cheat me at the market");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(goals.section("Why").getByText("So that nobody can cheat me at the market")).toBeVisible();
  await expect(page.getByText("You have said why it matters to you.")).toBeVisible();
  await page.getByRole("button", { name: "Edit plan" }).click();
  const plan = page.getByRole("dialog", { name: "Plan" });
  await plan.getByLabel("Priority").selectOption({ label: "First" });
  await plan.getByLabel("Minutes a week").fill("120");
  await plan.getByLabel("Tags").fill("market, numbers");
  await plan.getByRole("button", { name: "Save" }).click();
  await expect(goals.section("Plan")).toContainText("2 h a week");
  await expect(goals.section("Plan")).toContainText("market and numbers");
});

test("a deleted goal comes back by Undo, and its address says so meanwhile", once, async ({ page }) => {
  const goals = new Goals(page);
  await page.getByRole("link", { name: "New goal" }).click();
  await goals.create("Keep bees");
  const address = page.url();
  await page.getByRole("button", { name: "Delete goal" }).click();
  await expect(page.getByRole("heading", { name: "No goal yet" })).toBeVisible();
  await goals.undo();
  await expect(page.getByRole("link", { name: "Keep bees" })).toBeVisible();
  await page.getByRole("link", { name: "Keep bees" }).click();
  await expect(page).toHaveURL(address);
});

test("text of any kind stays text", once, async ({ page }) => {
  const goals = new Goals(page);
  await page.getByRole("link", { name: "New goal" }).click();
  await page.getByLabel("What do you want?").fill("x".repeat(10_000));
  await page.getByRole("button", { name: "Add goal" }).click();
  await expect(page.getByText(/10,000 characters; at most 500 fit/).first()).toBeVisible();
  await goals.create("<img src=x onerror=alert(1)> מטרה");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("<img src=x onerror=alert(1)> מטרה");
});

test("in Arabic a goal is set, signed and started", async ({ page, app }) => {
  await app.open("goals/new?lang=ar");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await page.getByLabel("ما الهدف؟").fill("إصلاح المصابيح");
  await page.getByRole("button", { name: "إضافة الهدف" }).click();
  await expect(app.heading()).toHaveText("إصلاح المصابيح");
  await page.getByLabel("علامة نجاح جديدة").fill("ثلاثة مصابيح تعمل");
  await page.getByRole("button", { name: "إضافة العلامة" }).click();
  await page.getByRole("button", { name: "بدء الهدف" }).click();
  await expect(page.getByText(/نشط منذ/)).toBeVisible();
});
