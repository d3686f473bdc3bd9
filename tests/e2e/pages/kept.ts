// The app's own files as the browser keeps them for offline use: listed, lost and altered as a disk would, and looked at.
import type { Page } from "@playwright/test";

export class Kept {
  constructor(readonly page: Page) {}

  /** Every file of the version that runs, by its path under the app; the page itself is "". */
  async names(): Promise<string[]> {
    const names = await this.page.evaluate(async () => {
      const cache = await caches.open((await caches.keys()).find((name) => name.startsWith("cairn:"))!);
      return (await cache.keys()).map(({ url }) => new URL(url).pathname.slice(1));
    });
    return names.filter((name) => !["elders", "looked-over"].includes(name));
  }

  /** Loses a file. */
  async drop(name: string): Promise<void> {
    await this.page.evaluate(async (name) => {
      for (const one of await caches.keys()) await (await caches.open(one)).delete(new URL(name, document.baseURI));
    }, name);
  }

  /** Alters one byte of a file. */
  async spoil(name: string): Promise<void> {
    await this.page.evaluate(async (name) => {
      const url = new URL(name, document.baseURI).href;
      for (const one of await caches.keys()) {
        const cache = await caches.open(one);
        const kept = await cache.match(url);
        if (!kept) continue;
        const bytes = new Uint8Array(await kept.arrayBuffer());
        bytes[bytes.length >> 1] ^= 1;
        await cache.put(url, new Response(bytes, { headers: kept.headers }));
      }
    }, name);
  }

  /** The SHA-256 of a file as it is kept now; nothing if it is not. */
  async hash(name: string): Promise<string | null> {
    return this.page.evaluate(async (name) => {
      const kept = await caches.match(new URL(name, document.baseURI));
      if (!kept) return null;
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await kept.arrayBuffer()));
      return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    }, name);
  }

  /** Forgets what the browser's own cache holds, so that a file is either kept by the app or fetched. */
  async forgetOthers(): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    await session.send("Network.clearBrowserCache");
    await session.detach();
  }
}
