// What is on the screen before, and without, the app's module.
import { expect, once, test } from "../support/test.ts";

test("the frame is painted before the module arrives", async ({ page, app, complaints }) => {
  complaints.expect(/ERR_FAILED|Failed to fetch/);
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto("/");
  await expect(app.heading()).toHaveText("Today");
  for (const place of ["Today", "Goals", "Library", "Skills"] as const) await expect(app.place(place)).toBeVisible();
  await expect(app.place("Today")).toHaveAttribute("aria-current", "page");
});

test("the frame shows the place of a deep link", async ({ page, app, complaints }) => {
  complaints.expect(/ERR_FAILED|Failed to fetch/);
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto("/library/some-resource");
  await expect(app.heading()).toHaveText("Library");
  await expect(app.place("Library")).toHaveAttribute("aria-current", "page");
  await expect(app.place("Today")).not.toHaveAttribute("aria-current");
});

test("theme, text size and direction are there at the first paint", once, async ({ page, complaints }) => {
  complaints.expect(/ERR_FAILED|Failed to fetch/);
  await page.addInitScript(() => {
    localStorage.setItem("cairn.language", JSON.stringify("ar"));
    localStorage.setItem("cairn.theme", JSON.stringify("dark"));
    localStorage.setItem("cairn.text_size", JSON.stringify("xl"));
  });
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto("/");
  const root = page.locator("html");
  await expect(root).toHaveAttribute("data-theme", "dark");
  await expect(root).toHaveAttribute("data-text", "xl");
  const languages = await page.evaluate(() => Object.keys(JSON.parse(document.getElementById("build")!.textContent!).locales));
  if (languages.includes("ar")) await expect(root).toHaveAttribute("dir", "rtl");
});

test("nothing is fetched twice", once, async ({ page, app }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await app.open();
  // The browser asks for the icon of the tab by itself, again whenever the address changes.
  const ours = asked.filter((path) => !path.includes("/icons/"));
  const twice = ours.filter((path, at) => ours.indexOf(path) !== at);
  expect(twice).toEqual([]);
});

test("an app that cannot start says so in the learner's language", once, async ({ page, complaints }) => {
  complaints.expect(/ERR_FAILED|Failed to fetch/);
  await page.route("**/*.wasm", (route) => route.abort());
  for (const [lang, words] of [["en", "Cairn could not start"], ["ar", "تعذّر بدء كيرن"], ["es", "Cairn no pudo iniciarse"]] as const) {
    await page.goto(`/?lang=${lang}`);
    await expect(page.getByRole("alert").filter({ hasText: words })).toBeVisible();
  }
});
