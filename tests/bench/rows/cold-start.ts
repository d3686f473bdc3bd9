// Row 3: started without a network and without a running service worker, on a slow processor. Both pages read what
// they show from their database, and come out of the same service worker. Content is the first that is painted,
// of whatever kind; interactive, that the main button would answer a tap.
import { same, type Row } from "../support/block.ts";
import { sites } from "../support/order.ts";
import { OURS, pressed, shown, start, VANILLA } from "../support/start.ts";

const SIDES = { ours: { url: sites.many, ready: OURS }, peer: { url: sites.vanilla, ready: VANILLA } };

export const coldStart: Row = {
  async check(chrome) {
    await chrome.context.setOffline(true);
    const seen = [];
    for (const { url, ready } of Object.values(SIDES)) {
      const page = await chrome.context.newPage();
      await start(page, url, ready);
      const [before] = await pressed(page, ready);
      await page.close();
      // What was done is still done after the next start.
      const again = await chrome.context.newPage();
      await start(again, url, ready);
      seen.push([before, before !== (await shown(again))]);
      await again.close();
    }
    same("the step that is shown, done and kept", seen[0], seen[1]);
  },
  async begin(chrome) {
    await chrome.context.setOffline(true);
  },
  async prepare(chrome) {
    await chrome.stopWorkers();
  },
  async run(chrome, side) {
    const { url, ready } = SIDES[side];
    const page = await chrome.context.newPage();
    await chrome.slowCpu(page, 4);
    const values = { ...(await start(page, url, ready)) };
    return { values, end: () => page.close() };
  },
};
