// Drives Chromium for `cargo xtask bench`: fills the profile, checks that both sides give the same result, or runs a
// block. One order in the variable CAIRN_BENCH, one answer as JSON; figures are made of it by xtask.
import { block } from "./support/block.ts";
import { Chrome } from "./support/chrome.ts";
import { order } from "./support/order.ts";
import { copied, seed } from "./support/seed.ts";
import { rows } from "./rows/all.ts";

/** Minutes after which an order has failed: nothing here may hang for ever. */
const LIMIT = { seed: 40, check: 10, block: 30 }[order.task];
setTimeout(() => {
  console.error(`no answer within ${LIMIT} minutes`);
  process.exit(1);
}, LIMIT * 60_000).unref();

async function answer(): Promise<unknown> {
  if (order.task === "seed") return seed();
  const row = rows[order.row];
  if (!row) throw new Error(`row ${order.row} is not known here`);
  const profile = order.seeded ? copied() : undefined;
  const chrome = await Chrome.launch(profile);
  try {
    return order.task === "check" ? await row.check(chrome) : await block(chrome, row);
  } finally {
    await chrome.close();
  }
}

process.stdout.write(JSON.stringify((await answer()) ?? {}));
