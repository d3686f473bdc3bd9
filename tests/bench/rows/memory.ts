// Row 15: memory that renderers hold for themselves, with one page at home, after it came to rest and was swept.
import { same, type Row } from "../support/block.ts";
import { sites } from "../support/order.ts";
import { OURS, shown, start, VANILLA } from "../support/start.ts";

const SIDES = { ours: { url: sites.many, ready: OURS }, peer: { url: sites.vanilla, ready: VANILLA } };

/** What goes on at rest has begun and ended by then. */
const REST = 3_000;

export const memory: Row = {
  async check(chrome) {
    const seen = [];
    for (const { url, ready } of Object.values(SIDES)) {
      const page = await chrome.context.newPage();
      await start(page, url, ready);
      seen.push(await shown(page));
      await page.close();
    }
    same("the step that is shown", seen[0], seen[1]);
  },
  async run(chrome, side) {
    const { url, ready } = SIDES[side];
    const page = await chrome.context.newPage();
    await start(page, url, ready);
    await page.waitForTimeout(REST);
    const session = await chrome.context.newCDPSession(page);
    for (let sweep = 0; sweep < 2; sweep++) await session.send("HeapProfiler.collectGarbage");
    const values = { private: await chrome.rendererMemory() };
    return { values, end: () => page.close() };
  },
};
