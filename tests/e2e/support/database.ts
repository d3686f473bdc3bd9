// A database as the browser keeps it, seen from beside the app: spoiled, wiped, of a version that no build knows. All
// of it happens on a page of the same origin where the app does not run.
import { type BrowserContext, type Page } from "@playwright/test";

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
