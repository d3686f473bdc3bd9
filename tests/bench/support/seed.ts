// The profile with everything in it: our app at three origins with 100,000, 1,000 and 100 resources, imported from a
// bookmarks file as a learner would, and the vanilla page; all with their service worker. Blocks get copies.
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Page } from "playwright-core";
import { Chrome } from "./chrome.ts";
import { order, sites } from "./order.ts";

const SEEDED = join(order.world.folder, "profile");
const COPY = join(order.world.folder, "profile-of-block");

export const COUNTS = { many: 100_000, thousand: 1_000, few: 100 } as const;

export async function seed(): Promise<void> {
  rmSync(SEEDED, { recursive: true, force: true });
  const chrome = await Chrome.launch(SEEDED);
  for (const [name, count] of Object.entries(COUNTS)) await fill(await chrome.context.newPage(), sites[name as keyof typeof COUNTS], count);
  const page = await chrome.context.newPage();
  await page.goto(sites.vanilla);
  await page.getByRole("button", { name: "Step done" }).waitFor();
  await controlled(page);
  await chrome.close();
}

/** A profile for one block. */
export function copied(): string {
  rmSync(COPY, { recursive: true, force: true });
  // Chromium marks a profile in use by links of these names.
  cpSync(SEEDED, COPY, { recursive: true, filter: (path) => !basename(path).startsWith("Singleton") });
  return COPY;
}

async function fill(page: Page, url: string, count: number): Promise<void> {
  await page.goto(`${url}welcome`);
  await page.getByRole("link", { name: "Skip" }).click();
  await page.getByRole("heading", { name: "Nothing is planned yet" }).waitFor();
  await page.getByRole("button", { name: "Show an example" }).click();
  await page.getByRole("button", { name: "Step done" }).waitFor();
  await controlled(page);

  const file = join(order.world.folder, `bookmarks-${count}.html`);
  writeFileSync(file, bookmarks(count));
  await page.goto(`${url}import`);
  await page.getByLabel("Choose a file", { exact: true }).setInputFiles(file);
  await page.getByRole("button", { name: /^Import \d/ }).click({ timeout: 300_000 });
  await page.getByRole("heading", { level: 1, name: "Imported" }).waitFor({ timeout: 900_000 });
  // What goes on at rest after an import.
  await page.goto(url);
  await page.getByRole("button", { name: "Step done" }).waitFor();
  await page.waitForLoadState("networkidle");
  await page.close();
}

/** Until the service worker answers for the page. */
export async function controlled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
  });
}

function bookmarks(count: number): string {
  const links = Array.from({ length: count }, (_, at) => {
    return `<DT><A HREF="https://example.org/${at + 1}" ADD_DATE="${1_700_000_000 + at}">Resource ${at + 1}</A>\n`;
  });
  return `<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n${links.join("")}</DL><p>\n`;
}
