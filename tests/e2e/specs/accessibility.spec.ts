// Every place, empty and filled, in three themes and both directions: no violation that axe finds, nothing
// that scrolls sideways on the narrowest phone, not with larger letters or longer words either.
import type { Page } from "@playwright/test";
import type { App } from "../pages/app.ts";
import { fill, violations, violationsInThemes } from "../support/places.ts";
import { expect, once, test } from "../support/test.ts";

const ROUTES = [
  "", "goals", "goals/new", "library", "library/new", "items", "items/new", "skills", "skills/new", "import", "storage",
  "language", "search", "settings", "profile", "trash", "returned", "clock", "changes", "help", "help/devices", "help/changes", "help/goals", "practise", "practise/fit", "confidence", "mistakes", "help/practise", "schedule", "schedule/settings", "schedule/often", "schedule/ready", "welcome", "nowhere/at/all", "about",
];

/** Opens each of the addresses and looks at it: on a phone in every theme, on a laptop, whose colours are the same, in one. */
async function look(app: App, page: Page, routes: string[], size: string, query = ""): Promise<string[]> {
  const found: string[] = [];
  await app.open(`about${query}`);
  for (const route of routes) {
    await app.visit(route);
    found.push(...(await (size === "phone" ? violationsInThemes(page) : violations(page))));
  }
  return found;
}

test("axe finds nothing on the places while they are empty", async ({ app, page }, info) => {
  test.setTimeout(180_000);
  expect(await look(app, page, ROUTES, info.project.name)).toEqual([]);
});

test("axe finds nothing on the places once they are filled", async ({ app, page }, info) => {
  test.setTimeout(180_000);
  const inside = await fill(app, page);
  expect(await look(app, page, [...inside, "", "goals", "library", "items", "skills", "storage"], info.project.name)).toEqual([]);
});

test("axe finds nothing in Arabic", once, async ({ app, page }) => {
  test.setTimeout(180_000);
  // The colours are those of the other languages.
  expect(await look(app, page, ROUTES, "any", "?lang=ar")).toEqual([]);
});

test("axe finds nothing in any dialog, in three themes", once, async ({ app, page }) => {
  test.setTimeout(420_000);
  const found: string[] = [];
  const opened = new Set<string>();
  const inside = await fill(app, page);
  const skill = inside.find((address) => address.startsWith("skills/"))!;
  await app.open("skills");
  const framework = (await page.locator("main a[href*='/skills/framework/']").first().getAttribute("href"))!.slice(1);
  for (const address of [...inside, framework, `${skill}/evidence`, "skills", "profile", "storage"]) {
    await app.visit(address);
    const names = await page.getByRole("main").getByRole("button").evaluateAll((buttons) =>
      buttons.map((button) => button.getAttribute("aria-label") ?? (button as HTMLElement).innerText.trim()));
    // What changes something at once is no dialog.
    const doors = [...new Set(names)].filter((name) => name && !/delete|remove|move|undo|example|add$|done/i.test(name) && !opened.has(name));
    let stale = false;
    for (const name of doors) {
      // A new beginning: what was open is gone, and so is what a press changed.
      if (stale) {
        await app.visit("about");
        await app.visit(address);
      }
      stale = true;
      const door = page.getByRole("main").getByRole("button", { name, exact: true }).first();
      if (!(await door.isVisible().catch(() => false)) || !(await door.isEnabled())) continue;
      await door.click();
      const dialog = page.getByRole("dialog").first();
      if (!(await dialog.waitFor({ timeout: 400 }).then(() => true, () => false))) continue;
      opened.add(name);
      found.push(...(await violationsInThemes(page, "dialog[open]")).map((text) => `[${name}] ${text}`));
      await page.keyboard.press("Escape");
      stale = !(await dialog.waitFor({ state: "hidden", timeout: 1_000 }).then(() => true, () => false));
    }
  }
  expect(found).toEqual([]);
  expect(opened.size, [...opened].join(", ")).toBeGreaterThan(10);
});

test("axe finds nothing in the menu and in Add", async ({ app, page }) => {
  const found: string[] = [];
  await app.open("goals");
  for (const door of ["Menu", "Add"]) {
    await page.getByRole("button", { name: door, exact: true }).first().click();
    await page.getByRole("dialog").waitFor();
    found.push(...(await violationsInThemes(page)));
    await page.keyboard.press("Escape");
  }
  expect(found).toEqual([]);
});

for (const [name, query, setup] of [
  ["320 px", "", {}],
  ["the largest text", "", { "cairn.text_size": '"xl"' }],
  ["words that are 40 % longer", "?lang=en-XA", {}],
] as const) {
  test(`nothing scrolls sideways at 320 px: ${name}`, once, async ({ app, page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.addInitScript((entries) => {
      for (const [key, value] of Object.entries(entries)) localStorage.setItem(key, value);
    }, setup as Record<string, string>);
    const wide: string[] = [];
    const routes = [...(await fill(app, page)), ...ROUTES];
    await app.open(query);
    for (const route of routes) {
      await app.visit(route);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      // One pixel is the rounding of rem to device pixels.
      if (over > 1) wide.push(`${route}: ${over} px`);
    }
    expect(wide).toEqual([]);
  });
}
