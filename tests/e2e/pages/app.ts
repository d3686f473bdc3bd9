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
