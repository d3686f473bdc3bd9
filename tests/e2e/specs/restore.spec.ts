// Restore: everything comes back, and nobody's records are joined unasked.
import { Device } from "../pages/device.ts";
import { expect, once, test } from "../support/test.ts";
import { bytes, casePackage, Storage, WORDS } from "../pages/storage.ts";

test("a backup of another profile is asked about, and may become another learner", once, async ({ app, page, browser, baseURL, complaints }) => {
  const theirs = await Device.of(browser, complaints, baseURL, "en");
  await theirs.app.open("import");
  await theirs.storage.look(bytes("theirs.json", casePackage(4, "Theirs")));
  await theirs.storage.accept("import");
  const copy = await theirs.copy();
  await theirs.put();

  const storage = new Storage(page);
  await app.open("import");
  await storage.look(bytes("mine.json", casePackage(2, "Mine")));
  await storage.accept("import");
  await app.open("import");
  await storage.look(bytes("copy.cairn", copy));
  // Without an answer nothing happens but that the question is pointed at.
  await page.getByRole("button", { name: /^Restore \d/ }).click();
  await expect(page.getByText("Say whose backup it is first.")).toBeVisible();
  await page.getByRole("radio", { name: /It belongs to another learner/ }).check();
  await storage.accept("restore");
  await page.getByRole("button", { name: "Open these records" }).click();
  await app.ready();
  await app.place("Skills").click();
  await expect(page.getByText("Theirs").first()).toBeVisible();
  await expect(page.getByText("Mine")).toHaveCount(0);
});

test.describe("without a service worker", () => {
  // What the worker fetches can be held back only then.
  test.use({ serviceWorkers: "block" });

  test("a restore that breaks off leaves the learner who is here already", once, async ({ app, page, browser, baseURL, complaints }) => {
    complaints.expect(/ERR_FAILED|Failed to fetch|NetworkError/i);
    const theirs = await Device.of(browser, complaints, baseURL, "en");
    await theirs.app.open("import");
    await theirs.storage.look(bytes("theirs.json", casePackage(4, "Theirs")));
    await theirs.storage.accept("import");
    const copy = await theirs.copy();
    await theirs.put();

    const storage = new Storage(page);
    await app.open("import");
    await storage.look(bytes("mine.json", casePackage(2, "Mine")));
    await storage.accept("import");
    const restore = page.getByRole("button", { name: WORDS.en.doRestore });
    const bring = async () => {
      await app.open("import");
      await storage.look(bytes("copy.cairn", copy));
      await page.getByRole("radio", { name: /It belongs to another learner/ }).check();
    };
    const learners = () => page.evaluate(async () => (await indexedDB.databases()).map((one) => one.name).sort());
    await bring();
    await storage.accept("restore");
    const both = await learners();
    expect(both).toHaveLength(2);

    await bring();
    await page.route("**/cairn-worker*.wasm", (route) => route.abort());
    await restore.click();
    await expect(page.getByRole("alert").filter({ hasText: "Nothing was changed" })).toBeVisible();
    await page.unroute("**/cairn-worker*.wasm");
    expect(await learners()).toEqual(both);
    await app.open("profile");
    await page.getByRole("button", { name: /^Switch to/ }).first().click();
    await app.ready();
    await app.open("skills");
    await expect(page.getByText("Theirs").first()).toBeVisible();
  });
});
