// Chromium would offer to install the app.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { App } from "../pages/app.ts";
import { root, sub, whole } from "../support/environment.ts";
import { expect, offline, once, test } from "../support/test.ts";

test.use(offline);

for (const site of [root, sub]) {
  test(`can be installed at ${site.base}`, site === root ? {} : once, async () => {
    test.skip(!site.folder, "this site was not built");
    // A private window can install nothing, so this one has a profile.
    const profile = mkdtempSync(join(tmpdir(), "cairn-profile-"));
    const context = await chromium.launchPersistentContext(profile, whole);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(site.url);
    const app = new App(page);
    await app.ready();
    await app.offlineReady();
    const devtools = await context.newCDPSession(page);
    const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
    expect(installabilityErrors).toEqual([]);
    const manifest = await devtools.send("Page.getAppManifest");
    expect(manifest.errors).toEqual([]);
    expect(JSON.parse(manifest.data!).screenshots.map((shot: { form_factor: string }) => shot.form_factor)).toEqual(["narrow", "wide"]);
    for (const { src } of JSON.parse(manifest.data!).screenshots) expect((await page.request.get(site.url + src)).ok()).toBe(true);
    expect(JSON.parse(manifest.data!).id).toBe(site.base);
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  });
}
