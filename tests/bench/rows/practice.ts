// Row 6: what an answer among 100,000 items asks of the database. Counts alone, no runs.
import { sites } from "../support/order.ts";
import type { Row } from "../support/block.ts";
import type { Stored } from "../pages/core/practice.ts";

export const stored: Row = {
  async check(chrome) {
    const page = await chrome.context.newPage();
    await page.goto(sites.core);
    await page.waitForFunction(() => "job" in globalThis);
    const found = await page.evaluate(
      (items) => (globalThis as unknown as { stored(items: number): Promise<Stored> }).stored(items), 100_000,
    );
    await page.close();
    const counts = Object.entries(found).map(([name, ours]) => [name, { ours: ours as number }]);
    return { counts: Object.fromEntries(counts) };
  },
  async run() {
    throw new Error("an answer is counted, not timed");
  },
};
