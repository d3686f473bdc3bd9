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

test("from a wish to a started goal by keyboard alone", async ({ page, app }) => {
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
});

/** Presses Tab until the focus is on the control with this label. */
async function tabTo(page: import("@playwright/test").Page, label: string): Promise<void> {
  const wanted = page.getByLabel(label);
  for (let presses = 0; presses < 60; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${label}`);
}
