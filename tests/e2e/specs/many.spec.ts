// Years of records: starting does not depend on how many there are, and all of them come back from a backup.
import { readFileSync } from "node:fs";
import { type Browser, type Page } from "@playwright/test";
import { App } from "../pages/app.ts";
import { bytes, casePackage, Storage } from "../pages/storage.ts";
import { count, type Counted } from "../support/requests.ts";
import { expect, once, test } from "../support/test.ts";

const MANY = 20_000;
const ROUTES = ["", "goals", "library", "skills"];

/** A device with this many skills, and one with nothing on it. */
async function device(browser: Browser, baseURL: string | undefined, skills = 0): Promise<{ page: Page; app: App; storage: Storage }> {
  const page = await (await browser.newContext({ baseURL })).newPage();
  const [app, storage] = [new App(page), new Storage(page)];
  if (skills > 0) {
    await app.open("import");
    await storage.look(bytes("skills.json", casePackage(skills)));
    await storage.accept("import");
  }
  return { page, app, storage };
}

/** The questions to the database and the rows it gives when each place is opened. */
async function readAtStart(page: Page, app: App): Promise<Record<string, Counted>> {
  const read: Record<string, Counted> = {};
  for (const route of ROUTES) {
    await app.open(route);
    await app.heading().first().waitFor();
    // What is asked for once the page has come to rest counts too.
    await page.waitForTimeout(1_000);
    read[`/${route}`] = await page.evaluate(() => (globalThis as unknown as { counted: Counted }).counted);
  }
  return read;
}

test("20,000 records: a start reads what it reads with 100; backed up, wiped and restored they have the same hash", once, async ({ browser, baseURL }) => {
  test.setTimeout(300_000);
  const some = await device(browser, baseURL, 100);
  const all = await device(browser, baseURL, MANY);

  // Before the backup, which is an event of its own.
  await test.step("starting", async () => {
    await some.page.addInitScript(count);
    await all.page.addInitScript(count);
    const [few, many] = [await readAtStart(some.page, some.app), await readAtStart(all.page, all.app)];
    // The trees of skills read every skill in them; there only the questions stay the same.
    expect(many["/skills"]!.requests).toBe(few["/skills"]!.requests);
    for (const read of [few, many]) delete read["/skills"];
    for (const { requests, rows } of Object.values(few)) {
      expect(requests).toBeGreaterThan(0);
      expect(rows).toBeLessThan(100);
    }
    expect(many).toEqual(few);
  });

  await test.step("back up, wipe, restore", async () => {
    await all.app.open("storage");
    const copy = readFileSync(await (await all.storage.backUp()).path());
    const hash = await all.storage.fingerprint(await all.storage.check(bytes("copy.cairn", copy)));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);

    const other = await device(browser, baseURL);
    await other.app.open("storage");
    await other.storage.give("Restore from a file", bytes("copy.cairn", copy));
    await expect(other.storage.heading()).toHaveText("What would change", { timeout: 120_000 });
    await expect(other.page.getByText("this becomes your profile on this device")).toBeVisible();
    await other.storage.accept("restore");
    expect(await other.storage.fingerprint()).toBe(hash);
    await other.app.open("storage");
    const again = readFileSync(await (await other.storage.backUp()).path());
    expect(await other.storage.fingerprint(await other.storage.check(bytes("again.cairn", again)))).toBe(hash);
    await other.page.context().close();
  });
  for (const { page } of [some, all]) await page.context().close();
});
