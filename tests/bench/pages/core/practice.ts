// Rows 6, 10 and 12: an answer stored, the state of many items loaded, a log gone through; the work by numbers stands in
// `core/practice.rs` and `core/replay.rs`. The peers: objects in a store read by `getAll`, and ts-fsrs.
import { FSRS, type FSRSState, generatorParameters } from "ts-fsrs";
import type { Job } from "./work.ts";

export interface PracticeCore {
  Practice: { open(name: string, items: number): Promise<Practice> };
  Replay: new (items: number) => { replay(): number; memories(): Float64Array; free(): void };
}

interface Practice {
  load(): Promise<number>;
  standing(): Float64Array;
  answer(): Promise<void>;
  delete(): Promise<void>;
}

const ANSWERS = 10;
const lines = (numbers: ArrayLike<number>) => Array.from(numbers, (number) => `${number}\n`).join("");

async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** What the scheduling state of one item is as an object. */
interface State { id: string; stability: number; difficulty: number; lastDay: number; firstDay: number; dueDay: number; reps: number; lapses: number; stage: string }

const state = (number: number): State => {
  const day = 20_000 + (number % 300);
  return {
    id: String(number).padStart(26, "0"), stability: 2.3065, difficulty: 2.118103970459016, lastDay: day, firstDay: day,
    dueDay: day + 2 + (number % 50), reps: 1, lapses: 0, stage: "review",
  };
};

/** A database that a request opens. */
function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Made once: it takes longer to fill than to read, and reading changes nothing. */
const kept: { ours?: Promise<Practice>; peer?: Promise<IDBDatabase> } = {};

async function filled(items: number): Promise<IDBDatabase> {
  const opening = indexedDB.open(`states-${crypto.randomUUID()}`, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("states", { keyPath: "id" });
  const database = await settled(opening);
  const transaction = database.transaction("states", "readwrite");
  for (let number = 0; number < items; number++) transaction.objectStore("states").put(state(number));
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
  });
  return database;
}

export function practice(core: PracticeCore) {
  return {
    replay: {
      async ours(items: number): Promise<Job> {
        const replay = new core.Replay(items);
        return {
          run: () => timed(() => {
            if (replay.replay() !== items) throw new Error("not every item was gone through");
          }),
          values: async () => lines(replay.memories()),
          end: async () => replay.free(),
        };
      },
      async peer(items: number): Promise<Job> {
        const fsrs = new FSRS(generatorParameters({ enable_fuzz: false, enable_short_term: true }));
        const log = Array.from({ length: items }, (_, item) => Array.from({ length: ANSWERS }, (_, answer) => ({
          gap: answer === 0 ? 0 : (item * 5 + answer * 3) % 30, rating: 1 + ((item * 7 + answer * 13) % 4),
        })));
        let memories: FSRSState[] = [];
        return {
          run: () => timed(() => {
            memories = log.map((history) => {
              let state: FSRSState | null = null;
              for (const { gap, rating } of history) state = fsrs.next_state(state, gap, rating);
              return state!;
            });
          }),
          values: async () => lines(memories.flatMap(({ stability, difficulty }) => [stability, difficulty])),
          end: async () => undefined,
        };
      },
    },
    load: {
      async ours(items: number): Promise<Job> {
        kept.ours ??= core.Practice.open(`cairn.bench-${crypto.randomUUID()}`, items);
        const practice = await kept.ours;
        return {
          run: () => timed(async () => {
            if ((await practice.load()) !== items) throw new Error("not every item came");
          }),
          values: async () => lines(practice.standing()),
          end: async () => undefined,
        };
      },
      async peer(items: number): Promise<Job> {
        kept.peer ??= filled(items);
        const database = await kept.peer;
        let states: State[] = [];
        return {
          run: () => timed(async () => {
            states = await settled(database.transaction("states").objectStore("states").getAll() as IDBRequest<State[]>);
            if (states.length !== items) throw new Error("not every item came");
          }),
          values: async () => lines(states.flatMap(({ dueDay, reps }) => [dueDay, reps])),
          end: async () => undefined,
        };
      },
    },
  };
}

/** What storing one answer asks of the database. */
export interface Stored { transactions: number; puts: number; reads: number; bytes: number }

/** Counts what one answer among `items` items asks of the database, on a database of its own. */
export async function stored(core: PracticeCore, items: number): Promise<Stored> {
  const practice = await core.Practice.open(`cairn.bench-${crypto.randomUUID()}`, items);
  await practice.load();
  await practice.answer();
  const told: Stored = { transactions: 0, puts: 0, reads: 0, bytes: 0 };
  const back: (() => void)[] = [];
  const watch = <T extends object>(of: T, name: keyof T & string, note: (given: unknown[]) => void) => {
    const usual = of[name] as (...given: unknown[]) => unknown;
    const watched = function (this: unknown, ...given: unknown[]) {
      note(given);
      return usual.apply(this, given);
    };
    Object.assign(of, { [name]: watched });
    back.push(() => Object.assign(of, { [name]: usual }));
  };
  watch(IDBDatabase.prototype, "transaction", () => told.transactions++);
  for (const put of ["put", "add"] as const) {
    watch(IDBObjectStore.prototype, put, ([value]) => {
      told.puts++;
      told.bytes += size(value);
    });
  }
  for (const get of ["get", "getKey", "getAll", "getAllKeys", "count", "openCursor", "openKeyCursor"] as const) {
    watch(IDBObjectStore.prototype, get, () => told.reads++);
    watch(IDBIndex.prototype, get, () => told.reads++);
  }
  await practice.answer();
  back.forEach((restore) => restore());
  await practice.delete();
  return told;
}

/** Bytes of a value as it is handed over, names of fields with it. */
function size(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (value instanceof ArrayBuffer) return value.byteLength;
  if (typeof value === "string") return new TextEncoder().encode(value).length;
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + size(one), 0);
  if (value && typeof value === "object") return Object.entries(value).reduce((sum, [name, one]) => sum + name.length + size(one), 0);
  return 8;
}
