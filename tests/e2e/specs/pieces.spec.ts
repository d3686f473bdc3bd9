// The app comes in pieces: nothing of an area before it is opened, and a clear word when a piece does not come.
import { expect, once, onceIn, test } from "../support/test.ts";

// It would fetch everything in the background.
test.use({ serviceWorkers: "block" });

const WORDS = {
  en: { goals: "Goals", missing: /This part of Cairn has not arrived yet/, again: "Try again", heading: "Goals" },
  ar: { goals: "الأهداف", missing: /لم يصل هذا الجزء من كيرن بعد/, again: "إعادة المحاولة", heading: "الأهداف" },
  es: { goals: "Metas", missing: /Esta parte de Cairn aún no ha llegado/, again: "Intentar de nuevo", heading: "Metas" },
} as const;

test("Today works before any area of screens is fetched", once, async ({ page, app }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("/welcome");
  await app.ready();
  await page.getByRole("link", { name: "Skip" }).click();
  await expect(page.getByRole("link", { name: "New goal" }).first()).toBeVisible();
  const areas = asked.filter((path) => /\/split_(goals|library|skills|practice|more)-/.test(path));
  expect(areas).toEqual([]);
  await page.getByRole("link", { name: "New goal" }).first().click();
  await expect(page.getByRole("textbox").first()).toBeVisible();
  expect(asked.filter((path) => path.includes("/split_goals-"))).toHaveLength(1);
});

for (const [lang, words] of Object.entries(WORDS)) {
  test(`a piece that does not come is said and asked for again (${lang})`, onceIn(lang), async ({ page, app, complaints }) => {
    complaints.expect(/ERR_FAILED|Failed to fetch/);
    await page.goto(`/?lang=${lang}`);
    await app.ready();
    await page.route("**/split_goals-*.wasm", (route) => route.abort());
    await page.goto(`/goals?lang=${lang}`);
    await app.ready();
    await expect(page.getByRole("alert").filter({ hasText: words.missing })).toBeVisible();
    await page.unroute("**/split_goals-*.wasm");
    await page.getByRole("button", { name: words.again }).click();
    await expect(page.getByRole("alert").filter({ hasText: words.missing })).toHaveCount(0);
    await expect(app.heading()).toHaveText(words.heading);
    await expect(page.locator("[aria-busy]")).toHaveCount(0);
  });
}

test("a place whose words do not come is said and asked for again", once, async ({ page, app, complaints }) => {
  complaints.expect(/ERR_FAILED|Failed to fetch/);
  await page.route("**/locales/later/*", (route) => route.abort());
  await page.goto("/library");
  await app.ready();
  await expect(page.getByRole("alert").filter({ hasText: WORDS.en.missing })).toBeVisible();
  await page.unroute("**/locales/later/*");
  await page.getByRole("button", { name: WORDS.en.again }).click();
  await expect(app.heading()).toHaveText("Library");
  await expect(page.getByRole("button", { name: "Show an example" })).toBeVisible();
});

test("a change that cannot be written yet is said, and written when asked again", once, async ({ page, app, complaints }) => {
  complaints.expect(/ERR_FAILED|Failed to fetch/);
  await page.route("**/split_writing-*.wasm", (route) => route.abort());
  await app.open("goals/new");
  await page.getByRole("textbox").first().fill("Sail alone");
  await page.getByRole("textbox").first().press("Enter");
  await expect(page.getByText(/This part of Cairn has not arrived yet/)).toBeVisible();
  await expect(page.getByRole("textbox").first()).toHaveValue("Sail alone");
  await page.unroute("**/split_writing-*.wasm");
  await page.getByRole("textbox").first().press("Enter");
  await expect(app.heading()).toHaveText("Sail alone");
});
