// The library: adding, finding, the place in a resource, notes, refused links, deleting and undoing.
import { Library } from "../pages/library.ts";
import { expect, once, test } from "../support/test.ts";

test("a link is added with a title from its address, opened and noted", async ({ page, app }) => {
  const library = new Library(page);
  await app.open("library/new");
  await page.getByLabel("Link", { exact: true }).fill("example.org/repair/why-lithium-batteries-swell.html");
  await expect(page.getByLabel("Title", { exact: true })).toHaveValue("Why lithium batteries swell");
  await library.add({ minutes: "8", language: "en" });
  await expect(app.heading()).toHaveText("Why lithium batteries swell");
  const open = page.getByRole("link", { name: "Open", exact: true });
  await expect(open).toHaveAttribute("href", "https://example.org/repair/why-lithium-batteries-swell.html");
  await expect(open).toHaveAttribute("rel", "noopener noreferrer");

  await page.getByRole("button", { name: "Note your place" }).click();
  await page.getByLabel("Where you are").fill("14");
  await page.getByLabel("How long it is").fill("62");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("page 14 of 62").filter({ visible: true })).not.toHaveCount(0);
  await expect(page.getByRole("radio", { name: "In use" })).toBeChecked();

  await page.getByRole("button", { name: "Write a note" }).click();
  await page.getByLabel("Your notes").fill("Never press a swollen cell flat.");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Never press a swollen cell flat.")).toBeVisible();

  await page.getByText("4 of 5").click();
  await app.still();
  await page.reload();
  await app.ready();
  await expect(page.getByText("page 14 of 62").filter({ visible: true })).not.toHaveCount(0);
  await expect(page.getByRole("radio", { name: "4 of 5" })).toBeChecked();
  await expect(page.getByText("Never press a swollen cell flat.")).toBeVisible();
});

test("searching while typing finds titles, tags and notes; chips narrow", async ({ page, app }) => {
  const library = new Library(page);
  const add = async (fields: Parameters<Library["add"]>[0]) => {
    await app.open("library/new");
    await library.add(fields);
    await expect(app.heading()).toHaveText(fields.title ?? "");
  };
  await add({ title: "Élan solaire", minutes: "8", language: "fr", tags: "soleil" });
  await add({ title: "كهرباء المنزل", format: "video", minutes: "25", language: "ar" });
  await add({ title: "Electronics for repairers", format: "book", language: "en", tags: "lamps" });
  await app.open("library");

  await library.search().fill("elan");
  await expect(library.resource("Élan solaire")).toBeVisible();
  await expect(library.resource("Electronics for repairers")).toBeHidden();
  await expect(page.getByText("1 of 3")).toBeVisible();
  await library.search().fill("LAMPS");
  await expect(library.resource("Electronics for repairers")).toBeVisible();
  await library.search().fill("كَهرباء");
  await expect(library.resource("كهرباء المنزل")).toBeVisible();
  await library.search().fill("nothing like it");
  await expect(page.getByText("Nothing fits")).toBeVisible();
  await library.search().fill("");

  await library.chip("Video").click();
  await expect(library.resource("كهرباء المنزل")).toBeVisible();
  await expect(library.resource("Élan solaire")).toBeHidden();
  await library.chip("All").click();
  await library.chip("Up to 10 min").click();
  await expect(library.resource("Élan solaire")).toBeVisible();
  await expect(library.resource("كهرباء المنزل")).toBeHidden();
  await library.chip("All").click();
  await library.chip("French").click();
  await expect(library.resource("Electronics for repairers")).toBeHidden();
});

test("a link that runs a script is refused in the form and nothing is lost", once, async ({ page, app }) => {
  const library = new Library(page);
  await app.open("library/new");
  await library.add({ link: "javascript:alert(1)", title: "<script>alert(1)</script>" });
  const link = page.getByLabel("Link", { exact: true });
  await expect(link).toHaveAttribute("aria-invalid", "true");
  await expect(link).toBeFocused();
  await link.fill("");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(app.heading()).toHaveText("<script>alert(1)</script>");
});

test("the example comes, is marked, and goes", once, async ({ page, app }) => {
  await app.open("library");
  await page.getByRole("button", { name: "Show an example" }).click();
  const book = page.getByRole("link", { name: "Electronics for repairers" });
  await expect(book).toBeVisible();
  await expect(page.getByText("page 14 of 62")).toBeVisible();
  await page.getByRole("button", { name: "Remove the example" }).click();
  await expect(page.getByRole("heading", { name: "Nothing gathered yet" })).toBeVisible();
});

test("a deleted resource comes back with Undo", once, async ({ page, app }) => {
  const library = new Library(page);
  await app.open("library/new");
  await library.add({ title: "Tool library, community hall", format: "place" });
  await expect(app.heading()).toHaveText("Tool library, community hall");
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(app.heading()).toHaveText("Library");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(library.resource("Tool library, community hall")).toBeVisible();
});

test("the same in Arabic", async ({ page, app }) => {
  await app.open("library/new?lang=ar");
  await page.getByLabel("الرابط", { exact: true }).fill("example.org/الكهرباء-في-المنزل");
  await expect(page.getByLabel("العنوان", { exact: true })).toHaveValue("الكهرباء في المنزل");
  await page.getByRole("button", { name: "حفظ", exact: true }).click();
  await expect(app.heading()).toHaveText("الكهرباء في المنزل");
  await page.getByRole("button", { name: "تسجيل الموضع" }).click();
  await page.getByLabel("الموضع الحالي").fill("٣");
  await page.getByRole("dialog").getByRole("button", { name: "حفظ" }).click();
  await expect(page.getByText("الصفحة ٣").filter({ visible: true })).not.toHaveCount(0);
  await page.getByRole("button", { name: "حذف", exact: true }).click();
  await page.getByRole("button", { name: "تراجع" }).click();
  await expect(page.getByRole("link", { name: "الكهرباء في المنزل" })).toBeVisible();
});
