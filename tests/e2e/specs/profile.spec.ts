// The learner's own page, several learners on one device, and the words of Help for each place.
import { expect, once, test } from "../support/test.ts";

test("a name, an interest and a strength are kept", async ({ page, app }) => {
  await app.open("profile");
  await page.getByLabel("Your name").fill("Amina");
  await page.getByRole("button", { name: "Save name" }).click();
  await page.getByRole("button", { name: "Add an interest" }).click();
  await page.getByLabel("In your words").fill("Solar lamps");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Solar lamps")).toBeVisible();
  await page.getByRole("button", { name: "Edit: Solar lamps" }).click();
  await page.getByRole("dialog").getByLabel("What sparked it").fill("The lamp at home");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Sparked by The lamp at home")).toBeVisible();
  await page.reload();
  await app.ready();
  await expect(page.getByLabel("Your name")).toHaveValue("Amina");
  await page.getByRole("button", { name: "Delete: Solar lamps" }).click();
  await expect(page.getByText("Solar lamps")).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Solar lamps")).toBeVisible();
});

test("a second learner begins anew, and the first is two presses away", async ({ page, app }) => {
  await app.open("profile");
  await page.getByLabel("Your name").fill("Amina");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByText("Profile changed")).toBeVisible();
  await page.getByRole("button", { name: "Add another learner" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Add learner" }).click();
  await app.ready();
  await app.open("profile");
  await expect(page.getByLabel("Your name")).toHaveValue("");
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("dialog", { name: "Menu" }).getByRole("button", { name: "Switch to Amina" }).click();
  await app.ready();
  await app.open("profile");
  await expect(page.getByLabel("Your name")).toHaveValue("Amina");
});

test("Help in the menu is about the place one is in", once, async ({ page, app }) => {
  for (const [route, title] of [["library", "Library"], ["storage", "Storage and backup"], ["trash", "Trash"]] as const) {
    await app.open(route);
    await page.getByRole("button", { name: "Menu" }).click();
    await page.getByRole("dialog").getByRole("link", { name: "Help" }).click();
    await expect(page).toHaveURL(new RegExp(`help/${route}$`));
    await expect(app.heading()).toHaveText(title);
  }
});

test("the same in Arabic", async ({ page, app }) => {
  await app.open("profile?lang=ar");
  await page.getByLabel("اسمك").fill("أمينة");
  await page.getByRole("button", { name: "حفظ الاسم" }).click();
  await page.getByRole("button", { name: "إضافة نقطة قوة" }).click();
  await page.getByLabel("بكلماتك").fill("الصبر");
  await page.getByRole("button", { name: "حفظ", exact: true }).click();
  await expect(page.getByText("الصبر")).toBeVisible();
});
