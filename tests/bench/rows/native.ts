// Row 12 outside of the browser: our schedule compiled natively beside the crate `fsrs`, and beside py-fsrs, which goes
// through a tenth of the log. Each run is a process of its own; what it takes to start is not in the figure.
import { same, type Row } from "../support/block.ts";
import { order, type Side } from "../support/order.ts";
import { lines, python } from "../support/program.ts";

/** The crate counts in numbers of 32 bits. */
export const native = beside(100_000, 2e-3, (items, ...rest) => lines(order.world.native, "fsrs-rs", items, ...rest));
export const scripted = beside(10_000, 1e-9, (items, ...rest) => python("replay.py", items, ...rest));

/** `close`: the share by which values may differ. */
function beside(items: number, close: number, peer: (items: number, ...rest: string[]) => string[]): Row {
  const asked = (side: Side, ...rest: string[]) =>
    side === "ours" ? lines(order.world.native, "ours", items, ...rest) : peer(items, ...rest);
  return {
    async check() {
      const [ours, theirs] = [asked("ours", "values"), asked("peer", "values")];
      same("how many values there are", ours!.length, theirs!.length);
      const at = ours!.findIndex((value, at) => !(Math.abs(Number(value) / Number(theirs![at]) - 1) <= close));
      if (at >= 0) throw new Error(`value ${at} differs: ours ${ours![at]}, the peer's ${theirs![at]}`);
    },
    async run(_, side) {
      return { values: { time: Number(asked(side)[0]) }, end: async () => undefined };
    },
  };
}
