// Enlarged and spread out: at 200 % of the browser's zoom, and with the text spacing of WCAG 1.4.12, every
// place that holds something can be read whole and used.
import type { Page } from "@playwright/test";
import type { App } from "../pages/app.ts";
import { fill } from "../support/places.ts";
import { expect, once, test } from "../support/test.ts";

/** Places beside those of the examples; the main button of a place, where it has one, by its English name. */
const PLACES: [route: string, main?: [role: "button" | "link", name: string]][] = [
  ["", ["button", "Step done"]],
  ["goals", ["link", "New goal"]],
  ["goals/new", ["button", "Add goal"]],
  ["library", ["link", "Add"]],
  ["library/new", ["button", "Save"]],
  ["skills", ["button", "New framework"]],
  ["storage", ["button", "Back up"]],
  ["import"],
  ["settings"],
  ["language"],
  ["profile"],
  ["trash"],
  ["help"],
];

/** What cannot be read whole on the page: it scrolls sideways, lies beside the window, or is cut off. */
function cut(): string[] {
  const found: string[] = [];
  const root = document.documentElement;
  const name = (element: Element) => `<${element.tagName.toLowerCase()} class="${element.getAttribute("class") ?? ""}"> ${(element.textContent ?? "").trim().slice(0, 40)}`;
  if (root.scrollWidth > root.clientWidth + 1) found.push(`the page is ${root.scrollWidth} px wide of ${root.clientWidth}`);
  for (const element of document.querySelectorAll<HTMLElement>("button, a, h1, h2, h3, label, summary, legend, p, li, th, td, dt, dd")) {
    // Strips that scroll by themselves, what is only heard, and the skip link, which comes with the focus.
    if (!element.checkVisibility() || element.closest(".scroll, .table, .sr, .skip, .quiet.toast, option")) continue;
    const box = element.getBoundingClientRect();
    if (box.left < -1 || box.right > root.clientWidth + 1) found.push(`beside the window, ${Math.round(box.left)} to ${Math.round(box.right)}: ${name(element)}`);
    // An element in a line of text has no size of its own.
    if (element.clientWidth === 0) continue;
    // A row lets the round button at its end reach into the margin; the button's own place is looked at above.
    const open = element.matches("li") && getComputedStyle(element).overflowX === "visible";
    if (!open && element.scrollWidth > element.clientWidth + 1) found.push(`${element.scrollWidth} px wide in ${element.clientWidth}: ${name(element)}`);
    const hides = getComputedStyle(element).overflowY !== "visible" || element.matches("button, .btn");
    if (hides && element.scrollHeight > element.clientHeight + 2) found.push(`${element.scrollHeight} px high in ${element.clientHeight}: ${name(element)}`);
  }
  return found;
}

/** Looks at every place in turn; gives what is cut off and which main buttons cannot be pressed. */
async function look(app: App, page: Page, inside: string[], query = ""): Promise<string[]> {
  const found: string[] = [];
  await app.open(`about${query}`);
  for (const [route, main] of [...PLACES, ...inside.map((route) => [route] as (typeof PLACES)[number])]) {
    await app.visit(route);
    found.push(...(await page.evaluate(cut)).map((what) => `/${route}: ${what}`));
    if (!main || query) continue;
    const button = page.getByRole("main").getByRole(main[0], { name: main[1], exact: true }).first();
    // Pressing is tried, not done: it fails if something lies over it or it cannot be scrolled to.
    await button.click({ trial: true, timeout: 5_000 }).catch(() => found.push(`/${route}: ${main[1]} cannot be pressed`));
  }
  return found;
}

test.describe("200 % zoom", () => {
  // A zoom halves the window in CSS pixels and doubles the pixels of the screen for each of them.
  test.use({ deviceScaleFactor: 2 });
  test.beforeEach(async ({ page }, info) => {
    await page.setViewportSize(info.project.name === "phone" ? { width: 320, height: 370 } : { width: 640, height: 400 });
  });

  test("everything is there and can be pressed", async ({ app, page }) => {
    test.setTimeout(180_000);
    const inside = await fill(app, page);
    expect(await look(app, page, inside)).toEqual([]);
  });

  test("everything is there in Arabic", async ({ app, page }) => {
    test.setTimeout(180_000);
    const inside = await fill(app, page);
    expect(await look(app, page, inside, "?lang=ar")).toEqual([]);
  });

  test("the menu and Add can be read to their end and closed", async ({ app, page }) => {
    await app.open("goals");
    for (const door of ["Menu", "Add"]) {
      await page.getByRole("button", { name: door, exact: true }).first().click();
      const sheet = page.getByRole("dialog", { name: door });
      const last = sheet.getByRole("link").last();
      await last.scrollIntoViewIfNeeded();
      await expect(last).toBeInViewport({ ratio: 1 });
      await sheet.getByRole("button", { name: "Close" }).click();
      await expect(sheet).toBeHidden();
    }
  });
});

test("text spacing as a reader may set it takes nothing away", once, async ({ app, page }) => {
  test.setTimeout(180_000);
  const inside = await fill(app, page);
  // A sheet that is made in script, as an extension does: the content policy admits no other.
  await page.addInitScript(() => {
    const spacing = new CSSStyleSheet();
    spacing.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
      p { margin-block-end: 2em !important; }`);
    document.adoptedStyleSheets = [spacing];
  });
  await app.open("goals");
  const spaced = await app.heading().evaluate((heading) => {
    const style = getComputedStyle(heading);
    return parseFloat(style.letterSpacing) / parseFloat(style.fontSize);
  });
  expect(spaced).toBeCloseTo(0.12, 2);
  expect(await look(app, page, inside)).toEqual([]);
});
