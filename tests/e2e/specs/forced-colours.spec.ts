// The colours of the system in place of the app's own: controls keep an edge, the focus can be seen, the
// stones of a level stand out. What axe finds does not depend on them: it reads the colours that the sheet asks
// for, not those that the system gives.
import type { Locator, Page } from "@playwright/test";
import { fill } from "../support/places.ts";
import { expect, once, test } from "../support/test.ts";

test.use({ contextOptions: { forcedColors: "active" } });

const ROUTES = ["goals", "", "goals/new", "library", "library/new", "skills", "storage", "import", "settings", "language", "profile"];

/** Controls on the page without a visible edge or drawing, as short descriptions. */
function edgeless(): string[] {
  const page = getComputedStyle(document.body).backgroundColor;
  const clear = (colour: string) => /rgba\(.*, 0\)$|^transparent$|^none$/.test(colour);
  const seen = (colour: string) => !clear(colour) && colour !== page;
  const bordered = (style: CSSStyleDeclaration) =>
    style.borderTopStyle !== "none" && parseFloat(style.borderTopWidth) > 0 && seen(style.borderTopColor);
  const found: string[] = [];
  for (const control of document.querySelectorAll<HTMLElement>("button, .btn, .chip, input, select, textarea, [role=checkbox]")) {
    if (!control.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    // The browser draws these itself, in the system's colours; a chip's own box has the edge.
    if (control.matches("input[type=checkbox], input[type=radio], input[type=file]")) continue;
    const style = getComputedStyle(control);
    const drawing = control.querySelector("svg");
    const drawn = drawing && (seen(getComputedStyle(drawing).stroke) || seen(getComputedStyle(drawing).fill));
    const before = getComputedStyle(control, "::before");
    const edge = bordered(style) || (before.content !== "none" && bordered(before));
    if (!edge && !drawn) found.push(`${control.tagName} ${control.className} ${control.textContent?.trim().slice(0, 40)}`);
  }
  return found;
}

/** Whether the element in focus shows it by an outline of its own, of what covers its row, or of its label. */
function ringed(): string | null {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const page = getComputedStyle(document.body).backgroundColor;
  const styles = [getComputedStyle(at), getComputedStyle(at, "::after")];
  const label = at.closest("label");
  if (label) styles.push(getComputedStyle(label));
  const ring = styles.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 &&
    style.outlineColor !== page && !/^rgba\(.*, 0\)$/.test(style.outlineColor));
  return ring ? "" : `${at.tagName} ${at.className} ${at.textContent?.trim().slice(0, 40)}`;
}

/** The contrast between the darkest and the lightest pixel of what is drawn. */
async function contrast(page: Page, drawn: Locator): Promise<number> {
  const picture = (await drawn.screenshot()).toString("base64");
  return page.evaluate(async (picture) => {
    const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d")!;
    canvas.drawImage(image, 0, 0);
    const { data } = canvas.getImageData(0, 0, image.width, image.height);
    const line = (value: number) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    let [dark, light] = [1, 0];
    for (let at = 0; at < data.length; at += 4) {
      const shade = 0.2126 * line(data[at]!) + 0.7152 * line(data[at + 1]!) + 0.0722 * line(data[at + 2]!);
      [dark, light] = [Math.min(dark, shade), Math.max(light, shade)];
    }
    return (light + 0.05) / (dark + 0.05);
  }, picture);
}

for (const scheme of ["light", "dark"] as const) {
  test(`every place, filled, in the system's ${scheme} colours`, once, async ({ app, page }) => {
    test.setTimeout(240_000);
    await page.emulateMedia({ colorScheme: scheme });
    const inside = await fill(app, page);
    expect(await page.evaluate(() => matchMedia("(forced-colors: active)").matches)).toBe(true);
    const found: string[] = [];
    for (const route of [...ROUTES, ...inside]) {
      await app.visit(route);
      found.push(...(await page.evaluate(edgeless)).map((what) => `/${route}: no edge: ${what}`));
      for (let tabs = 0; tabs < 16; tabs += 1) {
        await page.keyboard.press("Tab");
        const without = await page.evaluate(ringed);
        if (without) found.push(`/${route}: no ring: ${without}`);
      }
    }
    expect(found).toEqual([]);
  });
}

test("stones, ticks and the current place stand out", once, async ({ app, page }) => {
  await fill(app, page);
  // The key shows the stones of every level.
  await app.open("skills");
  await page.getByText("What the stones mean").click();
  const stones = page.locator("main svg.stones:visible");
  await expect(stones.first()).toBeVisible();
  expect(await stones.count()).toBeGreaterThan(4);
  for (const stone of await stones.all()) expect(await contrast(page, stone)).toBeGreaterThan(3);

  await app.open("goals");
  await page.getByRole("link", { name: "Repair solar lamps in our street" }).click();
  const tick = page.getByRole("checkbox", { name: /^Done: / }).first();
  expect(await contrast(page, tick)).toBeGreaterThan(3);
  await app.open("goals");
  const main = page.getByRole("link", { name: "New goal" });
  expect(await contrast(page, main)).toBeGreaterThan(4.5);
  const bar = page.getByRole("progressbar").first();
  expect(await contrast(page, bar)).toBeGreaterThan(3);

  const current = page.getByRole("navigation", { name: "Places" }).locator("[aria-current]").first();
  const [mark, nav] = await current.evaluate((link) =>
    [getComputedStyle(link, "::before").backgroundColor, getComputedStyle(link.closest("nav")!).backgroundColor]);
  expect(mark).not.toBe(nav);
  expect(mark).not.toMatch(/^rgba\(.*, 0\)$/);
});
