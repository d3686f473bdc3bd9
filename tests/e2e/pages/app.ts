// The frame of the app as a person meets it: places, heading, readiness. Screens have their own page objects.
import { type Locator, type Page } from "@playwright/test";

/** The places that are built, by their English names, with their routes under the base. */
export const PLACES = { Today: "", Goals: "goals", Library: "library", Skills: "skills" } as const;
export type Place = keyof typeof PLACES;

export class App {
  constructor(readonly page: Page) {}

  /** Opens a route below `base` (the root unless said) and waits until the app has taken over from the shell. */
  async open(route = "", base = "/"): Promise<void> {
    await this.page.goto(base + route);
    await this.ready();
  }

  /** Goes to a route as a link in the app does: no file is loaded again, so the language of the start stays. */
  async visit(route: string): Promise<void> {
    await this.page.evaluate(async (address) => {
      // A screen may be drawn with the elements of the one before it: another heading, or another of the same words.
      const shown = () => [document.title, document.querySelector("h1")?.textContent, document.querySelector("main > *")];
      const before = shown();
      history.pushState(null, "", address);
      dispatchEvent(new PopStateEvent("popstate"));
      const late = performance.now() + 5_000;
      while (shown().every((now, at) => now === before[at])) {
        if (performance.now() > late) throw new Error(`${address} shows what was shown before`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }, `/${route}`);
    await this.heading().first().waitFor();
    await this.still();
  }

  /** Until what is shown has not changed for a tenth of a second: its records are there. */
  async still(): Promise<void> {
    await this.page.evaluate(() => new Promise<void>((resolve) => {
      let timer = setTimeout(end, 100);
      const watch = new MutationObserver(() => {
        clearTimeout(timer);
        timer = setTimeout(end, 100);
      });
      function end(): void {
        watch.disconnect();
        resolve();
      }
      watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    }));
  }

  async ready(): Promise<void> {
    await this.page.locator("#shell").waitFor({ state: "detached", timeout: 30_000 });
  }

  heading(): Locator {
    return this.page.getByRole("heading", { level: 1 });
  }

  place(name: Place): Locator {
    return this.page.getByRole("navigation", { name: "Places" }).getByRole("link", { name, exact: true });
  }

  /** Until everything is in the cache and the service worker answers for this page. */
  async offlineReady(): Promise<void> {
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      if (!navigator.serviceWorker.controller) {
        await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
      }
    });
  }
}
