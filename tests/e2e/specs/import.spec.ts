// Import: looked at first, all or nothing, a second time nothing; bad files are refused in words.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, inLanguage, offline, once, test } from "../support/test.ts";
import { bytes, casePackage, Storage, WORDS } from "../pages/storage.ts";
import { inspected, samples } from "../support/backup.ts";

const repository = fileURLToPath(new URL("../../../", import.meta.url));
const fixtures = `${repository}tests/fixtures/`;

for (const [language, words] of Object.entries(WORDS)) {
  test(`a list of skills comes in, and a second time adds nothing (${language})`, inLanguage(language), async ({ app, page }) => {
    const storage = new Storage(page, words);
    await app.open(`import?lang=${language}`);
    await storage.look(`${fixtures}case/solar.json`);
    const hash = await storage.fingerprint();
    await storage.accept("import");
    expect(await storage.fingerprint()).toBe(hash);
    await app.open(`import?lang=${language}`);
    await storage.look(`${fixtures}case/solar.json`);
    await expect(page.getByRole("button", { name: words.doImport })).toHaveCount(0);
  });
}

test("an import is taken back as one step", once, async ({ app, page }) => {
  const storage = new Storage(page);
  await app.open("import");
  await storage.look(`${fixtures}moodle/lamps.csv`);
  await storage.accept("import");
  await page.getByRole("button", { name: "Undo this import" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Undone" })).toBeVisible();
  // The screen does not go on saying that it is here.
  await expect(storage.heading()).toHaveText(/^Undone: /);
  await expect(page.getByText(/^Added: /)).toBeHidden();
  await expect(page.getByRole("link", { name: "Go to Skills" })).toBeHidden();
});

test("what came in is told at the top, also where the button stood far below", once, async ({ app, page }) => {
  const storage = new Storage(page);
  await app.open("import");
  await storage.look(bytes("some.json", casePackage(40)));
  await page.getByText("Details", { exact: true }).click();
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
  await storage.accept("import");
  await expect(storage.heading()).toBeInViewport();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
});

test("pasted text is read like a file", once, async ({ app, page }) => {
  const storage = new Storage(page);
  await app.open("import");
  await page.getByText("Paste text instead").click();
  await page.getByLabel("The text of the file").fill(casePackage(2, "From the clipboard"));
  await page.getByRole("button", { name: "Read this text" }).click();
  await expect(storage.heading()).toHaveText("What would change");
  await expect(page.getByText("“From the clipboard”")).toBeVisible();
});

test.describe("without a network", () => {
  test.use(offline);

  test("importing works offline", once, async ({ app, page, context }) => {
    const storage = new Storage(page);
    await app.open("import");
    await app.offlineReady();
    await context.setOffline(true);
    await storage.look(`${fixtures}case/solar.json`);
    await storage.accept("import");
  });
});

const windows1252 = Buffer.concat([
  Buffer.from("a;b;c;d;e;f;g;h;i;j;k;l;m;n\n;x;Pr"), Buffer.from([0xfc]), Buffer.from("fen;;;;;;;;;;1;\n"),
]);
const hostile: [string, string | Buffer, RegExp][] = [
  ["empty", "", /empty/],
  ["broken JSON", '{"CFDocument": {', /JSON cannot be read/],
  ["other JSON", '{"a": 1}', /not a CASE package/],
  ["a text", "only a line", /Cairn cannot read this file/],
  ["Windows-1252", windows1252, /Line 2.*UTF-8/],
  ["a cut zip", Buffer.from("PK\u0003\u0004 cut off"), /damaged or cut off/],
  ["nested deep", `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`, /deeper/],
];
for (const [name, content, words] of hostile) {
  test(`refused in words: ${name}`, once, async ({ app, page }) => {
    const storage = new Storage(page);
    await app.open("import");
    await storage.give("Choose a file", bytes("bad", content));
    const note = page.getByRole("alert").filter({ hasText: "This file was not used" });
    await expect(note).toContainText(words);
    await expect(note).toContainText("Nothing was changed.");
    await app.open("storage");
    await expect(page.getByText("No records are kept here yet.")).toBeVisible();
  });
}

test("scripts in every text field run nowhere", once, async ({ app, page }) => {
  const evil = `<img src=x onerror=alert(1)><script>alert(1)</script>\u202e${"x".repeat(10_000)}`;
  const storage = new Storage(page);
  await app.open("import");
  await storage.look(bytes("evil.json", casePackage(3, evil)));
  await storage.accept("import");
  await app.place("Skills").click();
  await expect(app.heading()).toBeVisible();
  await expect(page.locator("main img, main script")).toHaveCount(0);
});

const real = [
  "case/opensalt-framework.json", "case/Ordering.json", "moodle-competency-csv/arabic-bom.csv",
  "moodle-competency-csv/german-header-semicolon.csv", "moodle-competency-csv/large-5000.csv",
];
for (const file of real) {
  test(`a real file has the counts and hash of the command line: ${file}`, once, async ({ app, page }) => {
    test.skip(!existsSync(samples + file), "no shared samples beside the repository");
    const report = inspected(samples + file);
    const storage = new Storage(page);
    await app.open("import");
    await storage.look(samples + file);
    expect(await storage.fingerprint()).toBe(report.hash);
    const all = Object.values(report.counts).reduce((sum, count) => sum + count, 0);
    const button = page.getByRole("button", { name: WORDS.en.doImport });
    // "Import 1 framework, 16 skills and 23 links"
    const said = ((await button.textContent()) ?? "").match(/[\d,]+/g) ?? [];
    expect(said.reduce((sum, number) => sum + Number(number.replaceAll(",", "")), 0)).toBe(all);
    await storage.accept("import");
    expect(await storage.fingerprint()).toBe(report.hash);
  });
}

test("an import that was taken back can come in again", once, async ({ app, page }) => {
  const storage = new Storage(page);
  await app.open("import");
  await storage.look(bytes("some.json", casePackage(5)));
  await storage.accept("import");
  await page.getByRole("button", { name: "Undo this import" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Undone" })).toBeVisible();
  await app.open("import");
  await storage.look(bytes("some.json", casePackage(5)));
  await page.getByRole("button", { name: /^Bring back \d+ entries from the trash$/ }).click();
  await expect(page.getByRole("button", { name: "Undo this import" })).toBeVisible();
  await app.open("skills");
  await expect(page.locator("main .tree a, main a.leaf").first()).toBeVisible();
});
