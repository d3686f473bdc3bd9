// A block: ours and the peer in turns, A B B A. Each side goes once before anything counts.
import type { Chrome } from "./chrome.ts";
import { order, type Side } from "./order.ts";
import { ended } from "./program.ts";

export interface Sample {
  values: Record<string, number>;
  /** Closes what the run opened; its CPU time is read before. */
  end(): Promise<void>;
}

export interface Row {
  /** Throws if the two sides do not give the same result; counts what is the same in every run. */
  check(chrome: Chrome): Promise<{ counts?: Record<string, { ours: number; peer?: number }> } | void>;
  /** Before the first run of a block. */
  begin?(chrome: Chrome): Promise<void>;
  /** Before each run, and not part of it. */
  prepare?(chrome: Chrome, side: Side): Promise<void>;
  run(chrome: Chrome, side: Side): Promise<Sample>;
}

const TURNS: Side[] = ["ours", "peer", "peer", "ours"];

export async function block(chrome: Chrome, row: Row) {
  const throttle = order.throttled ? await chrome.calibrate() : null;
  await row.begin?.(chrome);
  for (const side of ["ours", "peer"] as const) await once(chrome, row, side);
  await chrome.settle();
  const runs = [];
  for (let at = 0; at < order.pairs * 2; at++) runs.push(await once(chrome, row, TURNS[at % TURNS.length]!));
  return { throttle, runs };
}

async function once(chrome: Chrome, row: Row, side: Side) {
  await row.prepare?.(chrome, side);
  const [before, programs] = [await chrome.cpu(), ended()];
  const { values, end } = await row.run(chrome, side);
  // A peer may be a program of its own, and so may we.
  const cpu = (await chrome.cpuSince(before)) + ended() - programs;
  await end();
  return { side, cpu, values };
}

export function same<T>(what: string, ours: T, peer: T): void {
  const [left, right] = [JSON.stringify(ours), JSON.stringify(peer)];
  if (left !== right) throw new Error(`${what} differs: ours ${left?.slice(0, 300)}, the peer's ${right?.slice(0, 300)}`);
}
