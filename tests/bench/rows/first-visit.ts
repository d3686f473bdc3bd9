// Row 2: a first visit on a slow network, each in a context that was never here.
import { same, type Row } from "../support/block.ts";
import { sites } from "../support/order.ts";
import { OURS_FIRST, pressed, start, VANILLA } from "../support/start.ts";

const SIDES = { ours: { url: sites.many, ready: OURS_FIRST }, peer: { url: sites.vanilla, ready: VANILLA } };

export const firstVisit: Row = {
  async check(chrome) {
    const works = [];
    for (const { url, ready } of Object.values(SIDES)) {
      const page = await chrome.visitor();
      const { painted, usable } = await start(page, url, ready);
      const [before, after] = await pressed(page, ready, ready === VANILLA ? "main h2" : "main h1");
      works.push([painted > 0 && painted <= usable, before !== after]);
      await page.context().close();
    }
    same("painted, then usable, and the button works", works[0], works[1]);
    same("it works at all", works[0], [true, true]);
  },
  async run(chrome, side) {
    const { url, ready } = SIDES[side];
    const page = await chrome.visitor();
    await chrome.slowNetwork(page);
    const values = { ...(await start(page, url, ready)) };
    return { values, end: () => page.context().close() };
  },
};
