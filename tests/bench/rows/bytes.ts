// Row 1: xtask counts the bytes. Here is only seen to it that the pages that are compared work.
import { same, type Row } from "../support/block.ts";
import { sites } from "../support/order.ts";
import { OURS_FIRST, pressed, start } from "../support/start.ts";

export const bytes: Row = {
  async check(chrome) {
    const ours = await chrome.visitor();
    await start(ours, sites.many, OURS_FIRST);
    const [before, after] = await pressed(ours, OURS_FIRST, "main h1");
    same("a button that works", before === after, false);
    const react = await chrome.visitor();
    await react.goto(sites.react);
    const button = react.getByRole("button");
    const texts = [await button.innerText(), (await button.click(), await button.innerText())];
    same("the button of React", texts, ["Done 0", "Done 1"]);
  },
  async run() {
    throw new Error("bytes are counted, not run");
  },
};
