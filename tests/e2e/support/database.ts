// A database as the browser keeps it, seen from beside the app: planted from a fixture, spoiled, wiped, held open as by
// another tab. All of it happens on a page of the same origin where the app does not run.
import { type BrowserContext, type Page } from "@playwright/test";

/** A database with its shape and its rows; bytes stand as `{ "base64": … }`. */
export interface Frozen {
  name: string;
  version: number;
  stores: Record<string, {
    keyPath: string | null;
    autoIncrement: boolean;
    indexes: Record<string, { keyPath: string; multiEntry: boolean; unique: boolean }>;
    /** With the keys of a store whose rows do not hold them. */
    rows: { key?: IDBValidKey; value: unknown }[];
  }>;
}

/** A page of the app's origin with nothing on it. */
export async function blank(context: BrowserContext, baseURL: string | undefined): Promise<Page> {
  const page = await context.newPage();
  await page.route("**/blank", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>blank</title>" }));
  await page.goto(new URL("blank", baseURL).href);
  return page;
}

/** The one database of the app on this device. */
export function name(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const found = (await indexedDB.databases()).map((one) => one.name ?? "").filter((name) => name.startsWith("cairn."));
    if (found.length !== 1) throw new Error(`databases: ${found}`);
    return found[0];
  });
}

/** The version of the shape of a database. */
export function version(page: Page, name: string): Promise<number | undefined> {
  return page.evaluate(async (name) => (await indexedDB.databases()).find((one) => one.name === name)?.version, name);
}

/** How many rows lie in each of these stores of a database. */
export function counts(page: Page, name: string, stores: string[]): Promise<number[]> {
  return page.evaluate(async ([name, stores]) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => ((request.onsuccess = () => resolve(request.result)), (request.onerror = () => reject(request.error))));
    const database = await done(indexedDB.open(name));
    const found = await Promise.all(stores.map((store) => done(database.transaction(store).objectStore(store).count())));
    database.close();
    return found;
  }, [name, stores] as const);
}

/** Makes a database, and says that its learner was the last. */
export function plant(page: Page, frozen: Frozen): Promise<void> {
  return page.evaluate(async ({ name, version, stores }) => {
    const revive = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(revive);
      if (value && typeof value === "object") {
        const base64 = (value as { base64?: string }).base64;
        if (base64 !== undefined) return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, revive(one)]));
      }
      return value;
    };
    await new Promise<void>((resolve, reject) => {
      const open = indexedDB.open(name, version);
      open.onupgradeneeded = () => {
        for (const [store, { keyPath, autoIncrement, indexes, rows }] of Object.entries(stores)) {
          const made = open.result.createObjectStore(store, { keyPath, autoIncrement });
          for (const [index, { keyPath, multiEntry, unique }] of Object.entries(indexes)) made.createIndex(index, keyPath, { multiEntry, unique });
          rows.forEach(({ key, value }) => made.put(revive(value), key));
        }
      };
      open.onsuccess = () => (open.result.close(), resolve());
      open.onerror = () => reject(open.error);
    });
    localStorage.setItem("cairn.profile", JSON.stringify(name));
  }, frozen);
}

/** Everything in a database, as a fixture holds it. */
export function dump(page: Page, name: string): Promise<Frozen> {
  return page.evaluate(async (name) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => ((request.onsuccess = () => resolve(request.result)), (request.onerror = () => reject(request.error))));
    const plain = (value: unknown): unknown => {
      if (value instanceof Uint8Array) return { base64: btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join("")) };
      if (Array.isArray(value)) return value.map(plain);
      if (value && typeof value === "object") {
        if (Object.getPrototypeOf(value) !== Object.prototype) throw new Error(`no form for ${value}`);
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
      }
      return value;
    };
    const database = await done(indexedDB.open(name));
    const stores: Frozen["stores"] = {};
    for (const store of database.objectStoreNames) {
      const held = database.transaction(store).objectStore(store);
      const indexes = Object.fromEntries([...held.indexNames].map((one) => {
        const { keyPath, multiEntry, unique } = held.index(one);
        return [one, { keyPath: keyPath as string, multiEntry, unique }];
      }));
      const [keys, values] = await Promise.all([done(held.getAllKeys()), done(held.getAll())]);
      const rows = values.map((value, at) => (held.keyPath === null ? { key: keys[at]!, value: plain(value) } : { value: plain(value) }));
      stores[store] = { keyPath: held.keyPath as string | null, autoIncrement: held.autoIncrement, indexes, rows };
    }
    const version = database.version;
    database.close();
    return { name, version, stores };
  }, name);
}

/** Puts garbage in place of the first `count` rows of an object store. */
export function spoil(page: Page, name: string, store: string, count = 1): Promise<void> {
  return page.evaluate(async ([name, store, count]) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => ((request.onsuccess = () => resolve(request.result)), (request.onerror = () => reject(request.error))));
    const database = await done(indexedDB.open(name));
    const held = database.transaction(store, "readwrite").objectStore(store);
    const rows = await done(held.getAll(undefined, count));
    for (const row of rows) await done(held.put({ ...row, body: new Uint8Array([1, 2, 3]), totals: "none" }));
    database.close();
  }, [name, store, count] as const);
}

/** Deletes a database as a browser does that clears its storage. */
export function wipe(page: Page, name: string): Promise<void> {
  return page.evaluate((name) => new Promise<void>((resolve, reject) => {
    const gone = indexedDB.deleteDatabase(name);
    gone.onsuccess = () => resolve();
    gone.onerror = () => reject(gone.error);
  }), name);
}

/** Gives a database a version that no build knows yet; its stores stay. */
export function lift(page: Page, name: string, version: number): Promise<void> {
  return page.evaluate(([name, version]) => new Promise<void>((resolve, reject) => {
    const open = indexedDB.open(name, version);
    open.onsuccess = () => (open.result.close(), resolve());
    open.onerror = () => reject(open.error);
  }), [name, version] as const);
}

/** Holds a database open as another tab does: one that makes way when asked, or one that hangs. */
export function hold(page: Page, name: string, makesWay: boolean): Promise<void> {
  return page.evaluate(([name, makesWay]) => new Promise<void>((resolve, reject) => {
    const open = indexedDB.open(name);
    open.onsuccess = () => {
      if (makesWay) open.result.onversionchange = () => open.result.close();
      (globalThis as { held?: IDBDatabase }).held = open.result;
      resolve();
    };
    open.onerror = () => reject(open.error);
  }), [name, makesWay] as const);
}
