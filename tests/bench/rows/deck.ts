// Row 7: a package of 50,000 notes, made by Anki, becomes cards that lie in the database and are found. Ours from choosing the
// file to what was imported, with the preview on the way, in a new profile; what a person takes to press the button is not in
// it, for the button is pressed at once. Anki's: `import_anki_package` into a new collection.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { same, type Row } from "../support/block.ts";
import type { Chrome } from "../support/chrome.ts";
import { order, sites } from "../support/order.ts";
import { python } from "../support/program.ts";

export const NOTES = 50_000;

/** The package, of so many notes; made once. */
export function packed(notes = NOTES): string {
  const file = join(order.world.folder, `notes-${notes}.apkg`);
  if (!existsSync(file)) python("make_deck.py", file, notes);
  return file;
}

export const deck: Row = {
  async check(chrome) {
    packed();
    const { page, long } = await ours(chrome);
    await page.goto(`${sites.many}items`);
    await page.getByRole("searchbox").fill(`number ${NOTES - 1}`);
    await page.getByRole("link", { name: `Card ${NOTES - 1}:` }).first().waitFor({ timeout: 60_000 });
    await page.context().close();
    same("how many notes came in", theirs().notes, NOTES);
    return { counts: { long: { ours: long } } };
  },
  async run(chrome, side) {
    if (side === "peer") {
      const { wall, cpu, peak } = theirs();
      return { values: { wall, cpu, peak }, end: async () => undefined };
    }
    const { page, wall, cpu, peak } = await ours(chrome);
    return { values: { wall, cpu, peak }, end: () => page.context().close() };
  },
};

function theirs(): { notes: number; wall: number; cpu: number; peak: number } {
  const [notes, wall, cpu, peak] = python("import_apkg.py", packed())[0]!.split(" ").map(Number);
  return { notes: notes!, wall: wall!, cpu: cpu!, peak: peak! };
}

/** The import screen of a learner who begins. */
export async function importing(page: Page): Promise<void> {
  await page.goto(`${sites.many}welcome`);
  await page.getByRole("link", { name: "Skip" }).click();
  await page.getByRole("heading", { name: "Nothing is planned yet" }).waitFor();
  await page.goto(`${sites.many}import`);
  await page.getByLabel("Choose a file", { exact: true }).waitFor({ state: "attached" });
}

/** Its memory is that of all renderers together, looked at four times a second. */
async function ours(chrome: Chrome): Promise<{ page: Page; wall: number; cpu: number; peak: number; long: number }> {
  const page = await chrome.visitor();
  await importing(page);
  await page.evaluate(() => {
    const found = { long: 0 };
    Object.assign(window, { found });
    new PerformanceObserver((list) => (found.long += list.getEntries().length)).observe({ type: "longtask" });
  });
  let peak = 0;
  const looking = setInterval(() => void chrome.rendererMemory().then((memory) => (peak = Math.max(peak, memory))), 250);
  const before = await chrome.cpu();
  const began = performance.now();
  await page.getByLabel("Choose a file", { exact: true }).setInputFiles(packed());
  const button = page.getByRole("button", { name: /^Import \d/ });
  await button.waitFor({ timeout: 300_000 });
  same("how many cards came in", Number(/[\d,]+/.exec(await button.innerText())![0].replaceAll(",", "")), NOTES);
  await button.click();
  await page.getByRole("heading", { level: 1, name: "Imported" }).waitFor({ timeout: 900_000 });
  const [wall, cpu] = [performance.now() - began, await chrome.cpuSince(before)];
  clearInterval(looking);
  const long = await page.evaluate(() => (window as unknown as { found: { long: number } }).found.long);
  return { page, wall, cpu, peak, long };
}
