// Every place, empty and filled, in three themes and both directions: no violation that axe finds, nothing
// that scrolls sideways on the narrowest phone, not with larger letters or longer words either.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { App } from "../pages/app.ts";
import { expect, test } from "../support/test.ts";

const ROUTES = [
  "", "goals", "goals/new", "library", "library/new", "skills", "skills/new", "import", "storage", "language",
  "settings", "profile", "trash", "help", "help/goals", "about", "welcome", "nowhere/at/all",
];

/** Fills three places with their examples and gives the addresses of what is inside. */
async function fill(app: App, page: Page): Promise<string[]> {
  const inside: string[] = [];
  for (const place of ["goals", "library", "skills"]) {
    await app.open(place);
    await page.getByRole("button", { name: "Show an example" }).click();
    const first = page.locator("main a[href*='/" + place + "/']").filter({ hasNotText: /^New|^Add/ }).first();
    await first.waitFor();
    const address = await first.getAttribute("href");
    if (address) inside.push(address.replace(/^\//, ""));
  }
  return inside;
}

async function violations(page: Page): Promise<string[]> {
  // At the end of a page nothing lies under the round Add; elsewhere one scrolls it free.
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  return violations.flatMap((found) => found.nodes.map((node) => `${new URL(page.url()).pathname} ${found.id}: ${node.html.slice(0, 160)}`));
}

for (const theme of ["light", "dark", "contrast"]) {
  test(`axe finds nothing, empty and filled (${theme})`, async ({ app, page }) => {
    test.setTimeout(180_000);
    await page.addInitScript((theme) => localStorage.setItem("cairn.theme", JSON.stringify(theme)), theme);
    const found: string[] = [];
    for (const route of ROUTES) {
      await app.open(route);
      await app.heading().waitFor();
      found.push(...(await violations(page)));
    }
    for (const route of [...(await fill(app, page)), "", "goals", "library", "skills", "storage"]) {
      await app.open(route);
      await app.heading().waitFor();
      found.push(...(await violations(page)));
    }
    expect(found).toEqual([]);
  });
}

test("axe finds nothing in the menu, in Add, and in Arabic", async ({ app, page }) => {
  const found: string[] = [];
  await app.open();
  await app.open("goals");
  for (const door of ["Menu", "Add"]) {
    await page.getByRole("button", { name: door, exact: true }).first().click();
    await page.getByRole("dialog").waitFor();
    found.push(...(await violations(page)));
    await page.keyboard.press("Escape");
  }
  for (const route of ROUTES) {
    await app.open(`${route}?lang=ar`);
    await app.heading().waitFor();
    found.push(...(await violations(page)));
  }
  expect(found).toEqual([]);
});

for (const [name, query, setup] of [
  ["320 px", "", {}],
  ["the largest text", "", { "cairn.text_size": '"xl"' }],
  ["words that are 40 % longer", "?lang=en-XA", {}],
] as const) {
  test(`nothing scrolls sideways at 320 px: ${name}`, async ({ app, page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.addInitScript((entries) => {
      for (const [key, value] of Object.entries(entries)) localStorage.setItem(key, value);
    }, setup as Record<string, string>);
    const wide: string[] = [];
    const routes = [...(await fill(app, page)), ...ROUTES];
    for (const route of routes) {
      await app.open(route + query);
      await app.heading().waitFor();
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      // One pixel is the rounding of rem to device pixels.
      if (over > 1) wide.push(`${route}: ${over} px`);
    }
    expect(wide).toEqual([]);
  });
}
