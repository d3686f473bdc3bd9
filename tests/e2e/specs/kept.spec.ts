// What is typed is not lost by leaving, and saving a form does not undo what was changed elsewhere meanwhile.
import { Goals } from "../pages/goals.ts";
import { Library } from "../pages/library.ts";
import { expect, inLanguage, once, test } from "../support/test.ts";

test("a reason that is left unsaved is kept, and can be undone", once, async ({ page, app }) => {
  const goals = new Goals(page);
  await app.open("goals/new");
  await goals.create("Sail alone");
  await page.getByRole("button", { name: "Write why" }).click();
  await page.getByLabel("Why you want it").fill("To cross the lake without asking");
  await app.place("Library").click();
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  await page.goBack();
  await expect(goals.section("Why").getByText("To cross the lake without asking")).toBeVisible();
});

test("cancelling a text keeps what was there", once, async ({ page, app }) => {
  const goals = new Goals(page);
  await app.open("goals/new");
  await goals.create("Sail alone");
  await page.getByRole("button", { name: "Write why" }).click();
  await page.getByLabel("Why you want it").fill("Not this");
  await page.getByRole("button", { name: "Cancel" }).click();
  await app.place("Library").click();
  await page.goBack();
  await expect(app.heading().last()).toHaveText("Sail alone");
  await expect(page.getByText("Not this")).toHaveCount(0);
});

const WORDS = {
  en: { plan: "Edit plan", question: "The question behind it", unsaved: "This is not saved yet. Press again to leave it." },
  ar: { plan: "تعديل الخطة", question: "السؤال الذي وراءه", unsaved: "لم يُحفظ هذا بعد. ضغطة أخرى تغادره دون حفظ." },
} as const;

for (const [lang, words] of Object.entries(WORDS)) {
  test(`a sheet with something typed takes two presses to leave (${lang})`, inLanguage(lang), async ({ page, app }) => {
    const goals = new Goals(page);
    await app.open("goals/new");
    await goals.create("Sail alone");
    await page.goto(`${new URL(page.url()).pathname}?lang=${lang}`);
    await app.ready();
    await page.getByRole("button", { name: words.plan }).click();
    const sheet = page.getByRole("dialog");
    const field = sheet.getByRole("textbox").nth(2);
    // Typed by hand: a browser lets a page hold back Escape only after a person did something in it.
    await field.click();
    await page.keyboard.type("Can I do it by June");
    // A press beside it does not close it.
    await page.mouse.click(3, 3);
    await expect(field).toHaveValue("Can I do it by June");
    await page.keyboard.press("Escape");
    // Outside the sheet nothing is heard now, and on a phone nothing seen.
    await expect(sheet.getByRole("status")).toHaveText(words.unsaved);
    await expect(sheet.getByRole("status")).toBeInViewport();
    await expect(field).toHaveValue("Can I do it by June");
    await page.keyboard.press("Escape");
    await expect(sheet).toHaveCount(0);
  });
}

test("saving one field leaves what another tab changed", once, async ({ context, page, app }) => {
  const library = new Library(page);
  await app.open("library/new");
  await library.add({ title: "Knots", link: "https://example.org/knots" });
  await expect(app.heading().last()).toHaveText("Knots");
  await page.getByRole("button", { name: "Edit", exact: true }).first().click();
  await page.getByLabel("Author", { exact: true }).waitFor();

  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole("button", { name: "Edit", exact: true }).first().click();
  await other.getByLabel("Author", { exact: true }).fill("A sailor");
  await other.getByRole("button", { name: "Save", exact: true }).click();
  await expect(other.getByText("A sailor")).toBeVisible();

  await page.getByLabel("Title", { exact: true }).fill("Good knots");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(app.heading().last()).toHaveText("Good knots");
  await expect(page.getByText("A sailor")).toBeVisible();
});
