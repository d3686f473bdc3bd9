// Rows 9, 10, 12 and 13: our core beside Dexie, getAll, ts-fsrs and Loro, all in one page: the same engine, the same work.
import type { Page } from "playwright-core";
import { same, type Row } from "../support/block.ts";
import type { Chrome } from "../support/chrome.ts";
import { sites, type Side } from "../support/order.ts";
import type { Job, Works } from "../pages/core/work.ts";

export const merge = row("merge", 20_000, 5);
export const persist = row("persist", 100_000, 6);
export const load = row("load", 100_000, 2);
// ts-fsrs rounds to eight decimals on the way.
export const replay = row("replay", 100_000, 2, 1e-5);

/** `values` of each record are compared; numbers may differ by a share `close`. */
function row(name: keyof Works, records: number, values: number, close = 0): Row {
  let page: Page | undefined;
  const prepare = async (chrome: Chrome, side: Side) => {
    page ??= await chrome.context.newPage();
    if (page.url() !== sites.core) {
      await page.goto(sites.core);
      // Its modules are fetched by a module that waits for them, which the browser's load event does not.
      await page.waitForFunction(() => "job" in globalThis);
    }
    await page.evaluate(([name, side, records]) => (globalThis as unknown as { job(...given: unknown[]): Promise<void> }).job(name, side, records), [name, side, records] as const);
  };
  const done = async <T>(what: keyof Job): Promise<T> =>
    page!.evaluate(async (what) => (globalThis as unknown as { current: Job }).current[what](), what) as Promise<T>;
  return {
    async check(chrome) {
      const results: string[] = [];
      for (const side of ["ours", "peer"] as const) {
        await prepare(chrome, side);
        await done("run");
        results.push(await done<string>("values"));
        await done("end");
      }
      const lines = results.map((text) => text.trimEnd().split("\n"));
      same("how many values there are", lines.map(({ length }) => length), [records * values, records * values]);
      const differs = (ours: string, peer: string) => ours !== peer && !(Math.abs(Number(ours) / Number(peer) - 1) <= close);
      const at = lines[0]!.findIndex((line, at) => differs(line, lines[1]![at]!));
      if (at >= 0) throw new Error(`value ${at} differs: ours ${lines[0]![at]}, the peer's ${lines[1]![at]}`);
    },
    prepare,
    async run() {
      const time = await done<number>("run");
      return { values: { time }, end: () => done<void>("end") };
    },
  };
}
