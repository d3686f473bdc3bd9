// The places of the app with their examples in them, and what axe finds on the page that is open.
import type { Page } from "@playwright/test";
import core, { type RunOnly } from "axe-core";
import type { App } from "../pages/app.ts";

/** Fills four places with their examples and gives the addresses of what is inside. */
export async function fill(app: App, page: Page): Promise<string[]> {
  const inside: string[] = [];
  for (const place of ["goals", "library", "items", "skills"]) {
    await app.open(place);
    await page.getByRole("button", { name: "Show an example" }).click();
    const first = page.locator("main a[href*='/" + place + "/']").filter({ hasNotText: /^New|^Add/ }).first();
    await first.waitFor();
    const address = await first.getAttribute("href");
    if (address) inside.push(address.replace(/^\//, ""));
    if (place === "skills") {
      const framework = await page.locator("main a[href*='/skills/framework/']").first().getAttribute("href");
      inside.push(`practise/place-framework/${framework!.split("/").pop()}`);
    }
  }
  return inside;
}

/** The themes, by what `data-theme` says. */
export const THEMES = ["light", "dark", "contrast"] as const;

/** The rules of axe that look at colours; all others find the same in every theme. */
const OF_COLOURS = ["color-contrast", "link-in-text-block"];
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe finds on the page as it is open, or in a part of it. */
export async function violations(page: Page, part = "html"): Promise<string[]> {
  const found = await axe(page, part, { type: "tag", values: TAGS });
  return [...found, ...(await page.evaluate(misnamed))].map((what) => `${new URL(page.url()).pathname} ${what}`);
}

/** What axe finds on the page as it is open, or in a part of it, in each theme. */
export async function violationsInThemes(page: Page, part = "html"): Promise<string[]> {
  const [first, ...others] = THEMES;
  const wear = (theme: string) => page.evaluate(async (theme) => {
    document.documentElement.dataset.theme = theme;
    // Colours go over into each other; axe is to see where they end.
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
  }, theme);
  await wear(first);
  const found = (await violations(page, part)).map((text) => `${first}: ${text}`);
  for (const theme of others) {
    await wear(theme);
    const here = await axe(page, part, { type: "rule", values: OF_COLOURS });
    found.push(...here.map((text) => `${theme}: ${new URL(page.url()).pathname} ${text}`));
  }
  return found;
}

/** What axe finds in a part of the page as it is open, by the rules that have one of these tags, or these names. */
async function axe(page: Page, part: string, runOnly: RunOnly): Promise<string[]> {
  // Reading its source takes longer than a run: once for each document.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(core.source);
  return page.evaluate(async ([part, runOnly]) => {
    // At the end of a page nothing lies under the round Add; elsewhere one scrolls it free.
    scrollTo(0, document.documentElement.scrollHeight);
    const { axe } = globalThis as unknown as { axe: typeof core };
    const { violations } = await axe.run(part, { runOnly, resultTypes: ["violations"] });
    return violations.flatMap((found) => found.nodes.map((node) => `${found.id}: ${node.html.slice(0, 160)}`));
  }, [part, runOnly] as const);
}

/** Buttons and links whose name does not hold the words that are seen on them: voice control does not find them. */
function misnamed(): string[] {
  const plain = (text: string | null) => (text ?? "").replace(/[\u2066-\u2069]/g, "").replace(/\s+/g, " ").trim().toLowerCase();
  const named = [...document.querySelectorAll<HTMLElement>(":is(button, a)[aria-label]")].filter((element) => element.checkVisibility());
  return named
    .filter((element) => {
      const name = plain(element.getAttribute("aria-label"));
      return !(element.innerText ?? "").split("\n").every((line) => name.includes(plain(line)));
    })
    .map((element) => `label in name: "${element.innerText}" is called "${element.getAttribute("aria-label")}"`);
}
