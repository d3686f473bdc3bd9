// The share sheet of a device, as far as a page can stand for it.
import { expect, type Page } from "@playwright/test";
import { type App } from "./app.ts";

/** A file that is shared. */
export type Shared = { name: string; mimeType: string; buffer: Buffer };

/** What the device posts: a form from nowhere, as its share sheet does. */
export async function share(page: Page, url: string, fields: Record<string, string>, file?: Shared) {
  await page.goto("about:blank");
  await page.setContent(`<form method="post" enctype="multipart/form-data" action="${new URL("share", url)}">
    ${Object.entries(fields).map(([name, value]) => `<input name="${name}" value="${value}">`).join("")}
    <input type="file" name="files"><button>Share</button></form>`);
  if (file) await page.locator("[type=file]").setInputFiles(file);
  await page.getByRole("button", { name: "Share" }).click();
}

/** Until the service worker answers; a build for developing does not register it by itself. */
export async function answers(page: Page, app: App) {
  await page.evaluate(() => navigator.serviceWorker.register("/sw.js", { scope: "/", updateViaCache: "none" }));
  await app.offlineReady();
}

/** Nothing that was shared waits any more. It goes behind what is seen, in its own time; a page that is left at once may keep it. */
export async function gone(page: Page) {
  const waiting = async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("cairn-shared:"));
    return (await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length))).reduce((a, b) => a + b, 0);
  };
  await expect.poll(() => page.evaluate(waiting)).toBe(0);
}
