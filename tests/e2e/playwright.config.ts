// The browser tests of the release build, on a phone and on a laptop. `cargo xtask test` builds both sites
// (at a root and under a sub-path), chooses free ports and calls this; by hand: `npx playwright test` after
// `cargo xtask dist`, which then tests `dist/` at the root alone.
import { defineConfig } from "@playwright/test";
import { launch, root, sub } from "./support/environment.ts";

/** What is told of a story in a third language is the same with other words: those are in its catalogue, or nothing builds. */
const FURTHER = process.env.CAIRN_FULL ? /@keyboard/ : /@keyboard|@further/;
const WIDE = process.env.CAIRN_FULL ? /@once/ : /@once|@phone/;

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "results/artifacts",
  globalTeardown: "./support/reports.ts",
  fullyParallel: true,
  workers: 2,
  // CI runs a failed test once more and names it as such; by hand a failure is a failure.
  retries: process.env.CI ? 1 : 0,
  // An app that does not start fails every test at its time limit: one hundred of these say nothing new.
  maxFailures: 12,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: "results/report.json" }]],
  use: {
    baseURL: root.url,
    browserName: "chromium",
    launchOptions: launch,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    // Recording costs an eighth of the time: what fails is recorded when it is run again (`--trace on` by hand).
    trace: "on-first-retry",
    // Filling the cache at each start costs a quarter of the time. Specs about it say `test.use(offline)`.
    serviceWorkers: "block",
  },
  projects: [
    { name: "phone", grepInvert: FURTHER, use: { viewport: { width: 360, height: 740 }, hasTouch: true } },
    { name: "laptop", grepInvert: WIDE, use: { viewport: { width: 1280, height: 800 } } },
  ],
  webServer: [root, sub].filter((site) => site.folder).map((site) => ({
    command: site.command,
    url: site.url,
    reuseExistingServer: false,
    stdout: "ignore" as const,
    stderr: "pipe" as const,
  })),
});
