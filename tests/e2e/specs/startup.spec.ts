// Starting does not depend on how much there is: the same questions to the database, the same rows read.
import { type Browser } from "@playwright/test";
import { App } from "../pages/app.ts";
import { bytes, casePackage, Storage } from "../pages/storage.ts";
import { expect, test } from "../support/test.ts";

/** Counts what the page asks of IndexedDB and how many rows come back, from its very start. */
function count(): void {
  const counted = { requests: 0, rows: 0 };
  (globalThis as unknown as { counted: typeof counted }).counted = counted;
  for (const owner of [IDBObjectStore.prototype, IDBIndex.prototype]) {
    for (const name of ["get", "getAll", "getKey", "getAllKeys", "count", "openCursor", "openKeyCursor"] as const) {
      const real = owner[name] as (...given: unknown[]) => IDBRequest;
      (owner as unknown as Record<string, unknown>)[name] = function (this: unknown, ...given: unknown[]) {
        const request = real.apply(this, given);
        counted.requests += 1;
        request.addEventListener("success", () => {
          const result: unknown = request.result;
          counted.rows += Array.isArray(result) ? result.length : result ? 1 : 0;
        });
        return request;
      };
    }
  }
}

async function startWith(records: number, browser: Browser, baseURL: string | undefined) {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  const app = new App(page);
  const storage = new Storage(page);
  await app.open("import");
  await storage.look(bytes("some.json", casePackage(records)));
  await storage.accept("import");
  await page.addInitScript(count);
  await app.open();
  await app.heading().waitFor();
  await page.waitForTimeout(1_500);
  const counted = await page.evaluate(() => (globalThis as unknown as { counted: { requests: number; rows: number } }).counted);
  await context.close();
  return counted;
}

test("starting reads the same rows with 100 and with 20,000 records", async ({ browser, baseURL }) => {
  test.setTimeout(300_000);
  const few = await startWith(100, browser, baseURL);
  const many = await startWith(20_000, browser, baseURL);
  expect(few.requests).toBeGreaterThan(0);
  expect(many).toEqual(few);
});
