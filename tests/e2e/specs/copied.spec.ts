// A profile folder that is copied to another browser: the copy goes on as a device of its own, the original as it was.
import { chromium, type BrowserContext } from "@playwright/test";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "../pages/app.ts";
import { whole } from "../support/environment.ts";
import { expect, once, test } from "../support/test.ts";

/** Opens a folder in a browser with so many processor cores, writes something, and gives the device that wrote it. */
async function write(folder: string, baseURL: string, cores: number, title: string): Promise<string> {
  const context: BrowserContext = await chromium.launchPersistentContext(folder, { ...whole, baseURL, locale: "en-GB", serviceWorkers: "block" });
  await context.addInitScript((cores) => Object.defineProperty(Navigator.prototype, "hardwareConcurrency", { get: () => cores }), cores);
  const page = await context.newPage();
  const app = new App(page);
  await app.open("library/new");
  await page.getByLabel("Title", { exact: true }).fill(title);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(app.heading()).toHaveText(title);
  const device = await page.evaluate(async () => {
    const name = (await indexedDB.databases()).find(({ name }) => name?.startsWith("cairn."))!.name!;
    const opened = indexedDB.open(name);
    const database = await new Promise<IDBDatabase>((resolve) => (opened.onsuccess = () => resolve(opened.result)));
    const asked = database.transaction("meta").objectStore("meta").getAll();
    const [state] = await new Promise<{ device: string }[]>((resolve) => (asked.onsuccess = () => resolve(asked.result)));
    return state.device;
  });
  await context.close();
  return device;
}

test("a copied profile writes as a device of its own", once, async ({ baseURL }) => {
  test.setTimeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "cairn-profile-"));
  const [original, copy] = [join(folder, "original"), join(folder, "copy")];
  const first = await write(original, baseURL!, 4, "Knots");
  expect(first).toMatch(/^[0-9a-f]{16}$/);
  cpSync(original, copy, { recursive: true, filter: (path) => !/Singleton/.test(path) });
  const copied = await write(copy, baseURL!, 8, "Sails");
  expect(copied).not.toBe(first);
  expect(await write(copy, baseURL!, 8, "Ropes")).toBe(copied);
  expect(await write(original, baseURL!, 4, "Masts")).toBe(first);
  rmSync(folder, { recursive: true, force: true });
});
