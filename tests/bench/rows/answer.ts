// Row 5: from the tap that rates an answer to the next card on the screen, with 100,000 cards, beside a vanilla page of the
// same ten. Ours writes each answer behind that. "Not yet" brings a card back, so ten of them last for ever.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { same, type Row } from "../support/block.ts";
import type { Chrome } from "../support/chrome.ts";
import { order, sites, type Side } from "../support/order.ts";

const CARDS = 100_000;
/** As many new cards as a day has by default. */
export const ASKED = 10;
const TAPS = 100;

const pages: Partial<Record<Side, Page>> = {};

export const answer: Row = {
  async check(chrome) {
    await opened(chrome);
    const seen = [];
    for (const side of ["ours", "peer"] as const) {
      const { texts } = await rating(side, ASKED * 3);
      seen.push([...new Set(texts)].sort());
    }
    same("the cards that are asked", seen[0], seen[1]);
  },
  async begin(chrome) {
    await opened(chrome);
  },
  async run(_, side) {
    const { times } = await rating(side, TAPS);
    const sorted = times.sort((one, other) => one - other);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
    return { values: { p50: at(0.5), p99: at(0.99) }, end: async () => undefined };
  },
};

/** Rates on the page of one side, in front: a page that nobody sees is drawn never. */
async function rating(side: Side, taps: number): Promise<{ times: number[]; texts: string[] }> {
  await pages[side]!.bringToFront();
  return pages[side]!.evaluate(rated, taps);
}

/** Both pages with their first card: ours after an import of all cards, as a learner would. */
async function opened(chrome: Chrome): Promise<void> {
  const ours = await chrome.context.newPage();
  await ours.goto(`${sites.many}welcome`);
  await ours.getByRole("link", { name: "Skip" }).click();
  await ours.getByRole("heading", { name: "Nothing is planned yet" }).waitFor();
  const file = join(order.world.folder, "cards.csv");
  writeFileSync(file, table(CARDS));
  await ours.goto(`${sites.many}import`);
  await ours.getByLabel("Choose a file", { exact: true }).setInputFiles(file);
  await ours.getByRole("button", { name: /^Import \d/ }).click({ timeout: 300_000 });
  await ours.getByRole("heading", { level: 1, name: "Imported" }).waitFor({ timeout: 900_000 });
  // What goes on at rest after an import.
  await ours.goto(sites.many);
  await ours.getByRole("heading", { name: `Practise ${ASKED}, about` }).waitFor({ timeout: 120_000 });
  await ours.waitForLoadState("networkidle");
  await ours.goto(`${sites.many}practise`);
  const peer = await chrome.context.newPage();
  await peer.goto(`${sites.vanilla}cards.html`);
  Object.assign(pages, { ours, peer });
  for (const page of [ours, peer]) await page.locator("#question").waitFor();
}

/** A table of items as Cairn writes it. */
export function table(cards: number): string {
  const row = (at: number) => `"","card","Card ${at + 1}","Answer ${at + 1}","${new Date(Date.UTC(2026, 0, 1) + at * 1000).toISOString()}"`;
  return ["cairn_item,form,prompt,answer,created", ...Array.from({ length: cards }, (_, at) => row(at))].join("\r\n");
}

/** Rates so many cards "Not yet": milliseconds from each tap to the frame with the next card, and the cards. Runs in the page. */
export async function rated(taps: number): Promise<{ times: number[]; texts: string[] }> {
  const button = (name: string) => [...document.querySelectorAll<HTMLButtonElement>("button")].find((one) => one.innerText.startsWith(name) && !one.innerText.startsWith(`${name},`));
  const question = () => document.querySelector<HTMLElement>("#question")?.innerText.trim() ?? "";
  const until = (holds: () => boolean) => new Promise<void>((resolve) => {
    if (holds()) return resolve();
    const observer = new MutationObserver(() => {
      if (!holds()) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
  });
  const painted = () => new Promise<void>((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(0);
    });
  });
  const [times, texts] = [[] as number[], [] as string[]];
  for (let tap = 0; tap < taps; tap++) {
    await until(() => button("Show answer") !== undefined);
    const before = question();
    texts.push(before);
    button("Show answer")!.click();
    await until(() => button("Not yet") !== undefined);
    await painted();
    const began = performance.now();
    button("Not yet")!.click();
    await until(() => button("Show answer") !== undefined && question() !== "" && question() !== before);
    await painted();
    times.push(performance.now() - began);
    // The answer before is written meanwhile, as while somebody reads.
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return { times, texts };
}
