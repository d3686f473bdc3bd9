// Starting does not depend on how much there is: the same questions to the database, the same rows read,
// on Today and on the lists of goals and resources.
import { type Browser } from "@playwright/test";
import { App } from "../pages/app.ts";
import { bytes, casePackage, Storage } from "../pages/storage.ts";
import { count, type Counted } from "../support/requests.ts";
import { expect, once, test } from "../support/test.ts";

/** What opening each of the routes reads when this many skills are there. */
async function startWith(records: number, routes: string[], browser: Browser, baseURL: string | undefined) {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  const app = new App(page);
  const storage = new Storage(page);
  await app.open("import");
  await storage.look(bytes("some.json", casePackage(records)));
  await storage.accept("import");
  await page.addInitScript(count);
  const read: Record<string, Counted> = {};
  for (const route of routes) {
    await app.open(route);
    await app.heading().first().waitFor();
    await page.waitForTimeout(1_500);
    read[`/${route}`] = await page.evaluate(() => (globalThis as unknown as { counted: Counted }).counted);
  }
  await context.close();
  return read;
}

test("starting reads the same rows with 100 and with 20,000 records", once, async ({ browser, baseURL }) => {
  test.setTimeout(300_000);
  const routes = ["", "goals", "library", "skills"];
  const few = await startWith(100, routes, browser, baseURL);
  const many = await startWith(20_000, routes, browser, baseURL);
  // The trees of skills read every skill in them; there only the questions stay the same.
  expect(many["/skills"]!.requests).toBe(few["/skills"]!.requests);
  for (const read of [few, many]) delete read["/skills"];
  for (const { requests, rows } of Object.values(few)) {
    expect(requests).toBeGreaterThan(0);
    expect(rows).toBeLessThan(100);
  }
  expect(many).toEqual(few);
});
