// The `test` that every spec imports: a page that fails its test on any console error, uncaught error or
// violation of the content policy that the test did not announce, and the app as a page object.
import { test as base, expect, type BrowserContext } from "@playwright/test";
import { App } from "../pages/app.ts";

/** For a test of what does not depend on the layout (files, words of refusals, a window of its own): on the phone alone. */
export const once = { tag: "@once" };

/** For a test of what takes a keyboard: on the laptop alone. */
export const keyboard = { tag: "@keyboard" };

/** A story is told in English at both sizes and in Arabic on the phone; with CAIRN_FULL in Arabic on the laptop too, and in
 * further languages on the phone. What only a wide page turns round is looked at in the specs of accessibility. */
export const inLanguage = (tag: string) => (tag === "en" ? {} : tag === "ar" ? { tag: "@phone" } : { tag: ["@once", "@further"] });

/** The same of what does not depend on the layout. */
export const onceIn = (tag: string) => (["en", "ar"].includes(tag) ? once : { tag: ["@once", "@further"] });

/** For `test.use`: with the service worker, as every learner has it; without, pages start in half the time. */
export const offline = { serviceWorkers: "allow" } as const;

/** What went wrong in the browser, unless a test said beforehand that it would. */
export class Complaints {
  private found: string[] = [];
  private expected: RegExp[] = [];

  expect(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  watch(context: BrowserContext): void {
    context.on("console", (message) => {
      if (message.type() === "error") this.found.push(`${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (error) => this.found.push(String(error.error())));
  }

  unexpected(): string[] {
    return this.found.filter((text) => !this.expected.some((pattern) => pattern.test(text)));
  }
}

export const test = base.extend<{ complaints: Complaints; app: App }>({
  complaints: [
    async ({ context }, use) => {
      const complaints = new Complaints();
      complaints.watch(context);
      await use(complaints);
      expect(complaints.unexpected(), "errors in the browser").toEqual([]);
    },
    { auto: true },
  ],
  app: async ({ page }, use) => use(new App(page)),
});

export { expect };
