// The trash: what was deleted is listed with its kind, and comes back.
import { Library } from "../pages/library.ts";
import { expect, test } from "../support/test.ts";

test("the trash is empty at first and says what it is for", async ({ page, app }) => {
  await app.open("trash");
  await expect(page.getByRole("heading", { name: "The trash is empty" })).toBeVisible();
});

test("a deleted resource is listed for 30 days and can be restored", async ({ page, app }) => {
  await app.open("library/new");
  await new Library(page).add({ title: "Fractions by ear", format: "audio" });
  await expect(app.heading()).toHaveText("Fractions by ear");
  const address = page.url();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(app.heading()).toHaveText("Library");
  await page.goto(address);
  await app.ready();
  await expect(page.getByText("It may be in the trash")).toBeVisible();
  await page.getByRole("link", { name: "Open the trash" }).click();
  await expect(page.getByText("Fractions by ear")).toBeVisible();
  await expect(page.getByText("30 days left")).toBeVisible();
  await page.getByRole("button", { name: "Restore: Fractions by ear" }).click();
  await expect(page.getByRole("heading", { name: "The trash is empty" })).toBeVisible();
  await page.goto(address);
  await app.ready();
  await expect(app.heading()).toHaveText("Fractions by ear");
});

test("the same in Arabic", async ({ page, app }) => {
  await app.open("library/new?lang=ar");
  await page.getByLabel("العنوان", { exact: true }).fill("الكسور بالاستماع");
  await page.getByRole("button", { name: "حفظ", exact: true }).click();
  await expect(app.heading()).toHaveText("الكسور بالاستماع");
  await page.getByRole("button", { name: "حذف", exact: true }).click();
  await expect(app.heading()).toHaveText("المكتبة");
  await app.open("trash?lang=ar");
  await page.getByRole("button", { name: "استعادة: الكسور بالاستماع" }).click();
  await expect(page.getByRole("heading", { name: "سلة المحذوفات فارغة" })).toBeVisible();
});
