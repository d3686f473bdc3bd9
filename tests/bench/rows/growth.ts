// Row 4: the same app with 100,000 resources and with 100: as fast, and the same questions to the database.
import type { Page } from "playwright-core";
import { count, type Counted } from "../../e2e/support/requests.ts";
import { same, type Row } from "../support/block.ts";
import type { Chrome } from "../support/chrome.ts";
import { sites } from "../support/order.ts";
import { OURS, start } from "../support/start.ts";

const SIDES = { ours: sites.many, peer: sites.few };

export const growth: Row = {
  async check(chrome) {
    const [ours, peer] = [await counted(chrome, SIDES.ours), await counted(chrome, SIDES.peer)];
    same("what Today shows", ours.shown, peer.shown);
    return {
      counts: {
        requests: { ours: ours.requests, peer: peer.requests },
        rows: { ours: ours.rows, peer: peer.rows },
      },
    };
  },
  async prepare(chrome) {
    await chrome.stopWorkers();
  },
  async run(chrome, side) {
    const page = await chrome.context.newPage();
    const { usable } = await start(page, SIDES[side], OURS);
    return { values: { usable }, end: () => page.close() };
  },
};

/** Everything that is asked until nothing more is asked for a second. */
async function counted(chrome: Chrome, url: string): Promise<Counted & { shown: string }> {
  const page = await chrome.context.newPage();
  await page.addInitScript(count);
  await start(page, url, OURS);
  const read = await settled(page);
  const shown = await page.locator("main").innerText();
  await page.close();
  return { ...read, shown };
}

async function settled(page: Page): Promise<Counted> {
  const read = () => page.evaluate(() => ({ ...(globalThis as unknown as { counted: Counted }).counted }));
  for (let before = await read(); ; ) {
    await page.waitForTimeout(1_000);
    const now = await read();
    if (now.requests === before.requests && now.rows === before.rows) return now;
    before = now;
  }
}
