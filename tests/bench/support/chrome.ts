// One Chromium: pages, CPU time and memory of its processes, throttles. It knows no row.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { order } from "./order.ts";

const { chromium } = createRequire(join(order.world.e2e, "package.json"))("playwright-core") as typeof import("playwright-core");

/** Chromium's "Slow 4G", as its developer tools have it. */
const SLOW_4G = { offline: false, latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 };

const PHONE = { viewport: { width: 360, height: 740 }, locale: "en-GB", timezoneId: "Europe/Berlin" };

export class Chrome {
  private constructor(
    readonly context: BrowserContext,
    private readonly browser: Browser,
    private readonly system: CDPSession,
    /** Keeps a window open, and the session by which workers are stopped. */
    private readonly keeper: CDPSession,
  ) {}

  /** With a profile on the disk, or with none: then every `visitor` starts from nothing. */
  static async launch(profile?: string): Promise<Chrome> {
    const options = { executablePath: order.world.chromium, args: order.world.flags, headless: true };
    const started = profile === undefined ? await chromium.launch(options) : undefined;
    const context = started ? await started.newContext(PHONE) : await chromium.launchPersistentContext(profile!, { ...options, ...PHONE });
    const browser = started ?? context.browser()!;
    const page = context.pages()[0] ?? (await context.newPage());
    complain(context);
    const keeper = await context.newCDPSession(page);
    await keeper.send("ServiceWorker.enable");
    return new Chrome(context, browser, await browser.newBrowserCDPSession(), keeper);
  }

  /** A page of somebody who was never here, in a context of its own, which is to be closed with it. */
  async visitor(): Promise<Page> {
    const context = await this.browser.newContext(PHONE);
    complain(context);
    return context.newPage();
  }

  /** CPU seconds by process. */
  async cpu(): Promise<Map<number, number>> {
    const { processInfo } = await this.system.send("SystemInfo.getProcessInfo");
    return new Map(processInfo.map(({ id, cpuTime }) => [id, cpuTime]));
  }

  /** What all processes used since then; what began meanwhile counts whole. */
  async cpuSince(before: Map<number, number>): Promise<number> {
    const now = await this.cpu();
    return [...now].reduce((sum, [id, seconds]) => sum + seconds - (before.get(id) ?? 0), 0);
  }

  /** Waits until the browser is at rest, 10 s at most: what it still does for its own start belongs to no run. */
  async settle(): Promise<void> {
    for (let at = 0; at < 40; at++) {
      const before = await this.cpu();
      await new Promise((done) => setTimeout(done, 250));
      if ((await this.cpuSince(before)) < 0.01) return;
    }
  }

  /** Memory that renderers share with nobody, in MB. */
  async rendererMemory(): Promise<number> {
    const { processInfo } = await this.system.send("SystemInfo.getProcessInfo");
    const kilobytes = processInfo
      .filter(({ type }) => type === "renderer")
      .map(({ id }) => `/proc/${id}/smaps_rollup`)
      .filter((file) => existsSync(file))
      .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/^Private_\w+: +(\d+) kB$/gm)])
      .reduce((sum, [, part]) => sum + Number(part), 0);
    if (kilobytes === 0) throw new Error("the memory of processes cannot be read on this system");
    return (kilobytes * 1024) / 1e6;
  }

  /** A cold start begins without a running service worker. */
  async stopWorkers(): Promise<void> {
    await this.keeper.send("ServiceWorker.stopAllWorkers");
  }

  async slowNetwork(page: Page): Promise<void> {
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", SLOW_4G);
  }

  async slowCpu(page: Page, rate: number): Promise<void> {
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate });
  }

  /** How much slower a known loop runs under a fourfold throttle. */
  async calibrate(): Promise<number> {
    const page = await this.context.newPage();
    const plain = await page.evaluate(loop);
    await this.slowCpu(page, 4);
    const slow = await page.evaluate(loop);
    await page.close();
    return slow / plain;
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.browser.close();
  }
}

/** A page that is broken is not measured. */
function complain(context: BrowserContext): void {
  context.on("weberror", (error) => {
    console.error(`${error.page()?.url()}: ${error.error()}`);
    process.exit(1);
  });
}

/** The middle of five runs, in milliseconds. */
function loop(): number {
  const once = () => {
    const began = performance.now();
    let sum = 0;
    for (let at = 1; at < 20_000_000; at++) sum += Math.sqrt(at);
    return sum > 0 ? performance.now() - began : 0;
  };
  return Array.from({ length: 5 }, once).sort((a, b) => a - b)[2]!;
}
