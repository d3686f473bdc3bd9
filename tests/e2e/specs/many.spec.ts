// Years of records: starting does not depend on how many there are, and all of them come back from a backup.
import { Device } from "../pages/device.ts";
import { bytes, casePackage } from "../pages/storage.ts";
import { rounds } from "../support/random.ts";
import { count, type Counted } from "../support/requests.ts";
import { expect, once, test } from "../support/test.ts";

/** As many as years of learning leave; a quarter of them where the suite is short. */
const MANY = rounds(2_000, 20_000);
const ROUTES = ["", "goals", "library", "skills"];

/** Puts this many skills on a device. */
async function learn({ app, storage }: Device, skills: number): Promise<void> {
  await app.open("import");
  await storage.look(bytes("skills.json", casePackage(skills)));
  await storage.accept("import");
}

/** The questions to the database and the rows it gives when each place is opened. */
async function readAtStart({ page, app }: Device): Promise<Record<string, Counted>> {
  const read: Record<string, Counted> = {};
  for (const route of ROUTES) {
    await app.open(route);
    await app.heading().first().waitFor();
    // What is asked for once the page has come to rest counts too.
    await page.waitForTimeout(1_500);
    read[`/${route}`] = await page.evaluate(() => (globalThis as unknown as { counted: Counted }).counted);
  }
  return read;
}

test(`${MANY} records: a start reads what it reads with 100; backed up, wiped and restored they have the same hash`, once, async ({ browser, baseURL, complaints }) => {
  test.setTimeout(300_000);
  const device = () => Device.of(browser, complaints, baseURL, "en");
  const [some, all] = [await device(), await device()];
  await learn(some, 100);
  await learn(all, MANY);

  // Before the backup, which is an event of its own.
  await test.step("starting", async () => {
    await some.page.addInitScript(count);
    await all.page.addInitScript(count);
    const [few, many] = [await readAtStart(some), await readAtStart(all)];
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
    const copy = await all.copy();
    const hash = await all.storage.fingerprint(await all.storage.check(bytes("copy.cairn", copy)));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);

    const other = await device();
    await other.app.open("storage");
    await other.storage.give("Restore from a file", bytes("copy.cairn", copy));
    await expect(other.storage.heading()).toHaveText("What would change", { timeout: 120_000 });
    await expect(other.page.getByText("this becomes your profile on this device")).toBeVisible();
    await other.storage.accept("restore");
    expect(await other.storage.fingerprint()).toBe(hash);
    const again = await other.copy();
    expect(await other.storage.fingerprint(await other.storage.check(bytes("again.cairn", again)))).toBe(hash);
    await other.put();
  });
  for (const one of [some, all]) await one.put();
});
