// Merging, storing, replaying and loading, ours and the peers'. A job is prepared, run once and timed, read, ended.
// What the work is, by numbers, stands at the top of `core/merge.rs`; the peers do the same by their own means.
import { Dexie } from "dexie";
import init, { LoroDoc, LoroMap } from "loro-crdt/web";
import { practice, type PracticeCore, stored } from "./practice.ts";

interface Core extends PracticeCore {
  default(): Promise<unknown>;
  Merge: new (records: number) => { merge(): number; value(record: number, field: number): string; values(): string; free(): void };
  Persist: { open(name: string, records: number): Promise<{ persist(): Promise<void>; values(): Promise<string>; delete(): Promise<void> }> };
}

export interface Job {
  /** Milliseconds. */
  run(): Promise<number>;
  /** Every value on a line, by record and field. */
  values(): Promise<string>;
  end(): Promise<void>;
}

type Make = (records: number) => Promise<Job>;
export type Works = Record<"merge" | "persist" | "replay" | "load", Record<"ours" | "peer", Make>>;

const FIELDS = [0, 1, 2, 3, 4];
const name = (record: number) => String(record).padStart(6, "0");
const value = (by: string, record: number, field: number) => `${by} ${record} ${field}`;

const glue = "./cairn_bench.js";
const core = (await import(/* @vite-ignore */ glue)) as Core;
await Promise.all([core.default(), init({ module_or_path: new URL("loro_wasm_bg.wasm", location.href) })]);

async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const works: Works = {
  ...practice(core),
  merge: {
    async ours(records) {
      const merge = new core.Merge(records);
      return {
        run: () => timed(() => {
          if (merge.merge() !== records) throw new Error("not every record came");
          return merge.value(records >> 1, 2);
        }),
        values: async () => merge.values(),
        end: async () => merge.free(),
      };
    },
    async peer(records) {
      const { here, changes } = loro(records);
      return {
        run: () => timed(() => {
          here.import(changes);
          return (here.getMap("records").get(name(records >> 1)) as LoroMap).get("2");
        }),
        values: async () => {
          const all = here.getMap("records").toJSON() as Record<string, Record<string, string>>;
          return Array.from({ length: records }, (_, record) => FIELDS.map((field) => `${all[name(record)]![field]}\n`).join("")).join("");
        },
        end: async () => here.free(),
      };
    },
  },
  persist: {
    async ours(records) {
      const persist = await core.Persist.open(`cairn.bench-${crypto.randomUUID()}`, records);
      return { run: () => timed(() => persist.persist()), values: () => persist.values(), end: () => persist.delete() };
    },
    async peer(records) {
      const database = new Dexie(`dexie-${crypto.randomUUID()}`);
      database.version(1).stores({ records: "id" });
      await database.open();
      const rows = Array.from({ length: records }, (_, number) => answer(number));
      return {
        run: () => timed(() => database.table("records").bulkPut(rows)),
        values: async () => {
          const all: Answer[] = await database.table("records").orderBy("id").toArray();
          return all.map(({ item, ms, rating, duration, days, score }) => [item, ms, rating, duration, days, score].join("\n") + "\n").join("");
        },
        end: () => database.delete(),
      };
    },
  },
};

/** An answer of another program's log as a plain object; what its numbers are stands at the top of `core/persist.rs`. */
type Answer = ReturnType<typeof answer>;

function answer(number: number) {
  const wrong = number % 10 === 3;
  return {
    id: name(number), item: (number * 7_919) % 5_000, ms: 1_600_000_000_000 + number * 60_000, offset: 60,
    rating: wrong ? 1 : 2 + (number % 3), score: wrong ? 0 : 1, duration: 1_000 + ((number * 37) % 9_000),
    days: number % 40, algorithm: 6, source: "import", aid: "none",
  };
}

/** This device's document in memory, and the other's changes as bytes. */
function loro(records: number): { here: LoroDoc; changes: Uint8Array } {
  const end = Math.floor(records / 20);
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);
  const first = new LoroDoc();
  first.setPeerId("1");
  write(first, "a", range(0, records));
  const made = first.export({ mode: "snapshot" });
  const there = copy(made, "2");
  const before = there.oplogVersion();
  // In Loro a write is later than another if its count is higher: the last records here are written first, which is
  // before the other device comes to them, and the first ones after it was there.
  write(there, "b", range(0, records));
  const changes = there.export({ mode: "update", from: before });
  const here = copy(made, "3");
  write(here, "c", range(records - end, records));
  write(here, "c", range(0, end));
  // Loro reads a snapshot when it is asked: all of it is in memory before the changes come.
  here.toJSON();
  [first, there].forEach((doc) => doc.free());
  return { here, changes };
}

function copy(snapshot: Uint8Array, peer: `${number}`): LoroDoc {
  const doc = new LoroDoc();
  doc.setPeerId(peer);
  doc.import(snapshot);
  return doc;
}

/** One commit a record, as a form is saved. */
function write(doc: LoroDoc, by: string, records: number[]): void {
  const all = doc.getMap("records");
  for (const record of records) {
    const fields = all.getOrCreateContainer(name(record), new LoroMap());
    for (const field of FIELDS) fields.set(String(field), value(by, record, field));
    doc.commit();
  }
}

Object.assign(globalThis, {
  stored: (items: number) => stored(core, items),
  async job(work: keyof Works, side: "ours" | "peer", records: number): Promise<void> {
    Object.assign(globalThis, { current: await works[work][side](records) });
  },
});
