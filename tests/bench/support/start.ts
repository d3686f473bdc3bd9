// From an address to the moment when a page can be used: its button is there and what was drawn is on the screen.
import type { Page } from "playwright-core";

export interface Ready {
  /** The main button, and words on it. */
  button: string;
  words: string;
  /** What must be gone by then. */
  gone?: string;
}

/** Ours: Today with a goal in it, and the first thing that a new learner sees. */
export const OURS: Ready = { button: "main button", words: "Step done", gone: "#shell" };
export const OURS_FIRST: Ready = { ...OURS, words: "Continue" };
export const VANILLA: Ready = { button: "main button", words: "Step done" };

/** Milliseconds since the navigation began. */
export interface Times {
  painted: number;
  usable: number;
}

export async function start(page: Page, url: string, ready: Ready): Promise<Times> {
  await page.addInitScript(watch, ready);
  await page.goto(url, { waitUntil: "commit" });
  return page.evaluate(() => (globalThis as unknown as { started: Promise<Times> }).started);
}

/** Runs in the page before its own scripts. */
function watch({ button, words, gone }: Ready): void {
  const usable = new Promise<number>((resolve) => {
    const look = () => {
      if (gone && document.querySelector(gone)) return;
      if (![...document.querySelectorAll(button)].some((found) => found.textContent?.includes(words))) return;
      observer.disconnect();
      // After the frame that shows it, as soon as the main thread takes another task: a tap would be answered now.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(0);
      });
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true, characterData: true });
  });
  const painted = new Promise<number>((resolve) => {
    const observer = new PerformanceObserver((list) => {
      const first = list.getEntriesByName("first-contentful-paint")[0];
      if (first) resolve(first.startTime);
    });
    observer.observe({ type: "paint", buffered: true });
  });
  const started = Promise.all([painted, usable]).then(([painted, usable]) => ({ painted, usable }));
  Object.assign(globalThis, { started });
}

/** The last heading of its kind: the step that is shown. */
export async function shown(page: Page, heading = "main h2"): Promise<string> {
  const last = page.locator(heading).last();
  await last.waitFor();
  return (await last.innerText()).trim();
}

/** That heading, and the one that stands there after the button was pressed. */
export async function pressed(page: Page, { words }: Ready, heading = "main h2"): Promise<[string, string]> {
  const before = await shown(page, heading);
  await page.getByRole("button", { name: words }).first().click();
  await page.waitForFunction(
    ([heading, before]) => [...document.querySelectorAll<HTMLElement>(heading!)].at(-1)?.innerText.trim() !== before,
    [heading, before],
  );
  return [before, await shown(page, heading)];
}
