// The first run: two screens, skippable; the first goal after three taps; and the whole way by keyboard.
import { Goals } from "../pages/goals.ts";
import { expect, test } from "../support/test.ts";

test("the first goal is there after three taps", async ({ page, app }) => {
  await app.open();
  await expect(app.heading()).toHaveText("Your language");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Repair a bicycle" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(app.heading()).toHaveText("Repair a bicycle");
  await app.open();
  await expect(app.heading()).toHaveText("Today");
});

test("looking around shows an example, marked as one", async ({ page, app }) => {
  await app.open();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("link", { name: "Look around" }).click();
  await expect(app.heading()).toHaveText("Today");
  await expect(page.getByText("This is an example. It stays until you remove it.")).toBeVisible();
});

test("the language is changed at once", async ({ page, app }) => {
  await app.open();
  await page.getByRole("radio", { name: "العربية" }).check();
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(app.heading()).toHaveText("لغتك");
  await page.getByRole("button", { name: "متابعة" }).click();
  await page.getByRole("button", { name: "إصلاح دراجة" }).click();
  await page.getByRole("button", { name: "متابعة" }).click();
  await expect(app.heading()).toHaveText("إصلاح دراجة");
});

test("from a goal over its step to evidence by keyboard alone", async ({ page, app }) => {
  const goals = new Goals(page);
  await app.open("goals/new");
  await tabTo(page, "What do you want?");
  await page.keyboard.type("Repair solar lamps");
  await page.keyboard.press("Enter");
  await expect(app.heading()).toHaveText("Repair solar lamps");
  await expect(app.heading()).toBeFocused();
  await tabTo(page, "New sign of success");
  await page.keyboard.type("Three lamps still work");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("checkbox", { name: "Met: Three lamps still work" })).toBeVisible();
  await tabTo(page, "New step");
  await page.keyboard.type("Open a lamp");
  await page.keyboard.press("Enter");
  await expect(goals.tick("Open a lamp")).toBeVisible();
  await goals.tick("Open a lamp").focus();
  await page.keyboard.press("Space");
  await expect(goals.tick("Open a lamp")).toBeChecked();

  await app.open("skills/new");
  await tabTo(page, "What do you want to be able to do?");
  await page.keyboard.type("Open a lamp without harm");
  await page.keyboard.press("Enter");
  await expect(app.heading()).toHaveText("Open a lamp without harm");
  await tabTo(page, "Add evidence");
  await page.keyboard.press("Enter");
  await expect(app.heading()).toHaveText("Add evidence");
  await tabTo(page, "How well did it go, of 100?");
  await page.keyboard.type("80");
  await tabTo(page, "Save evidence");
  await page.keyboard.press("Enter");
  await expect(app.heading()).toHaveText("Open a lamp without harm");
  await expect(page.getByText(/80 of 100/).first()).toBeVisible();
});

/** Presses Tab until the focus is on the control with this name. */
async function tabTo(page: import("@playwright/test").Page, label: string): Promise<void> {
  const link = page.getByRole("link", { name: label, exact: true });
  const button = page.getByRole("button", { name: label, exact: true });
  const wanted = page.getByLabel(label, { exact: true }).or(link).or(button).first();
  for (let presses = 0; presses < 60; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${label}`);
}
