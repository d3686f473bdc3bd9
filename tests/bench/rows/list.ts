// Row 17: the list of the library grows from its first page to 1,000 rows by "Show more", beside a vanilla list of the same
// elements, texts and styles. Ours reads its rows from the database, the vanilla page has them in memory.
import type { Page } from "playwright-core";
import { same, type Row } from "../support/block.ts";
import type { Chrome } from "../support/chrome.ts";
import { sites, type Side } from "../support/order.ts";
import { COUNTS } from "../support/seed.ts";

/** An element as data: tag, attributes, children; a text is a string. */
export type Tree = string | [tag: string, attributes: Record<string, string>, children: Tree[]];

const ROWS = "main ul.list > li";
const FIRST = 32;

/** One of our rows and our drawings, by which the vanilla list is made. */
let pattern: { row: Tree; art: Tree; titles: string[] } | undefined;

export const list: Row = {
  async check(chrome) {
    const seen = [];
    for (const side of ["ours", "peer"] as const) {
      const page = await opened(chrome, side);
      await page.evaluate(grow, COUNTS.thousand);
      seen.push(await page.evaluate(look, ROWS));
      await page.close();
    }
    same("rows, elements, height and texts", seen[0], seen[1]);
    return { counts: { nodes: { ours: await browsed(chrome) } } };
  },
  async begin(chrome) {
    await learn(chrome);
  },
  async run(chrome, side) {
    const page = await opened(chrome, side);
    const time = await page.evaluate(grow, COUNTS.thousand);
    return { values: { time }, end: () => page.close() };
  },
};

async function opened(chrome: Chrome, side: Side): Promise<Page> {
  const known = await learn(chrome);
  const page = await chrome.context.newPage();
  await page.goto(side === "ours" ? `${sites.thousand}library` : `${sites.vanilla}list.html`);
  if (side === "peer") await page.evaluate((known) => (globalThis as unknown as { show(known: unknown): void }).show(known), known);
  await page.locator(ROWS).nth(FIRST - 1).waitFor();
  await page.waitForLoadState("networkidle");
  return page;
}

/** Reads the pattern once from our list; all its titles, in our order. */
async function learn(chrome: Chrome): Promise<NonNullable<typeof pattern>> {
  if (pattern) return pattern;
  const page = await chrome.context.newPage();
  await page.goto(`${sites.thousand}library`);
  await page.locator(ROWS).nth(FIRST - 1).waitFor();
  await page.evaluate(grow, COUNTS.thousand);
  pattern = await page.evaluate((rows) => {
    const tree = (node: Element): Tree => [
      node.localName,
      Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value])),
      [...node.childNodes].flatMap((child) => (child instanceof Element ? [tree(child)] : child instanceof Text ? [child.data] : [])),
    ];
    const all = [...document.querySelectorAll(rows)];
    // The first is the newest import; examples may look otherwise.
    const titles = all.map((row) => row.querySelector(".name")!.textContent!);
    return { row: tree(all[0]!), art: tree(document.querySelector("svg:has(symbol)")!), titles };
  }, ROWS);
  await page.close();
  return pattern;
}

/** Presses "Show more" until so many rows are there: milliseconds from each tap to its frame, summed. Runs in the page. */
async function grow(wanted: number): Promise<number> {
  const rows = () => document.querySelectorAll("main ul.list > li").length;
  const more = () => [...document.querySelectorAll<HTMLButtonElement>("main button")].find((button) => button.textContent?.includes("Show more"));
  const painted = () => new Promise<void>((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(0);
    });
  });
  /** Until so many rows are there; ours come in two steps, since one row more than is shown is known beforehand. */
  const reached = (count: number) => new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      if (rows() < count) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(document.querySelector("main")!, { childList: true, subtree: true });
  });
  let sum = 0;
  while (rows() < wanted) {
    const button = more();
    if (!button) throw new Error(`only ${rows()} rows`);
    const grown = reached(Math.min(rows() * 2, wanted));
    const began = performance.now();
    button.click();
    await grown;
    await painted();
    sum += performance.now() - began;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return sum;
}

/** Runs in the page. */
function look(selector: string) {
  const rows = [...document.querySelectorAll<HTMLElement>(selector)];
  const texts = rows.map((row) => row.querySelector(".name")!.textContent);
  return {
    count: rows.length,
    elements: rows.reduce((sum, row) => sum + row.querySelectorAll("*").length + 1, 0),
    height: Math.round(rows[0]!.getBoundingClientRect().height),
    texts,
  };
}

/** The most elements of the page while somebody looks through 100,000 rows: scrolls down and asks for more three times. */
async function browsed(chrome: Chrome): Promise<number> {
  const page = await chrome.context.newPage();
  await page.goto(`${sites.many}library`);
  await page.locator(ROWS).nth(FIRST - 1).waitFor();
  let most = 0;
  for (let times = 0; ; times++) {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    most = Math.max(most, await page.evaluate(() => document.querySelectorAll("main *").length));
    if (times === 3) break;
    const wanted = (await page.locator(ROWS).count()) * 2;
    await page.getByRole("button", { name: "Show more" }).click();
    await page.locator(ROWS).nth(wanted - 1).waitFor();
  }
  await page.close();
  return most;
}
