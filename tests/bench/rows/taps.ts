// Row 16: from the tap that rates an answer to the next card on the screen, while another window of the same learner brings in
// 150,000 notes, beside the same taps with nothing going on: 50,000 are in before a hundred taps are through.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Row } from "../support/block.ts";
import type { Chrome } from "../support/chrome.ts";
import { order, sites, type Side } from "../support/order.ts";
import { ASKED, rated, table } from "./answer.ts";
import { importing, packed } from "./deck.ts";

const TAPS = 100;
const NOTES = 150_000;

export const taps: Row = {
  async check(chrome) {
    packed(NOTES);
    const { page, long } = await tapped(chrome, "ours");
    await page.context().close();
    return { counts: { long: { ours: long } } };
  },
  async run(chrome, side) {
    const { page, times } = await tapped(chrome, side);
    const sorted = times.sort((one, other) => one - other);
    return { values: { p98: sorted[Math.floor(sorted.length * 0.98)]! }, end: () => page.context().close() };
  },
};

/** The milliseconds of taps of a learner who begins, and how many tasks of the page she looks at took more than 50. */
async function tapped(chrome: Chrome, side: Side): Promise<{ page: Page; times: number[]; long: number }> {
  const other = await chrome.visitor();
  const page = await other.context().newPage();
  await importing(page);
  const file = join(order.world.folder, "cards-few.csv");
  writeFileSync(file, table(ASKED));
  await page.getByLabel("Choose a file", { exact: true }).setInputFiles(file);
  await page.getByRole("button", { name: /^Import \d/ }).click();
  await page.getByRole("heading", { level: 1, name: "Imported" }).waitFor();
  await other.goto(`${sites.many}import`);
  await other.getByLabel("Choose a file", { exact: true }).waitFor({ state: "attached" });
  await page.goto(`${sites.many}practise`);
  await page.locator("#question").waitFor();
  await page.bringToFront();
  if (side === "ours") {
    await other.getByLabel("Choose a file", { exact: true }).setInputFiles(packed(NOTES));
    await other.getByRole("button", { name: /^Import \d/ }).click({ timeout: 300_000 });
  }
  await page.evaluate(() => {
    const found = { long: 0 };
    Object.assign(window, { found });
    new PerformanceObserver((list) => (found.long += list.getEntries().length)).observe({ type: "longtask" });
  });
  const { times } = await page.evaluate(rated, TAPS);
  if (side === "ours") {
    if (await other.getByRole("heading", { level: 1, name: "Imported" }).isVisible()) throw new Error("the import ended before the taps did");
    await other.getByRole("heading", { level: 1, name: "Imported" }).waitFor({ timeout: 900_000 });
  }
  const long = await page.evaluate(() => (window as unknown as { found: { long: number } }).found.long);
  return { page, times, long };
}
