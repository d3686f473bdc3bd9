// Without a network every route starts cold; and no file enters the cache that is not the build's.
import { PLACES } from "../pages/app.ts";
import { root, sub } from "../support/environment.ts";
import { OwnSite } from "../support/server.ts";
import { expect, offline, once, test } from "../support/test.ts";
import { App } from "../pages/app.ts";

test.use(offline);

for (const site of [root, sub]) {
  test(`every place starts offline at ${site.base}`, site === root ? {} : once, async ({ context, page, app }) => {
    test.skip(!site.folder, "this site was not built");
    await page.goto(site.url);
    await app.ready();
    await app.offlineReady();
    await page.close();
    await context.setOffline(true);
    for (const route of [...Object.values(PLACES), "goals/does-not-exist"]) {
      const cold = await context.newPage();
      await cold.goto(site.url + route);
      await new App(cold).ready();
      await cold.close();
    }
  });
}

test("the app starts when its server is gone", once, async ({ page, app }) => {
  const own = await OwnSite.start();
  await page.goto(own.url);
  await app.ready();
  await app.offlineReady();
  // What the first page itself asked for before the service worker answered for it.
  await page.waitForLoadState("networkidle");
  own.stop();
  await page.goto(`${own.url}skills`);
  await app.ready();
});

test("a damaged file is not taken into the cache", once, async ({ page, app, complaints }) => {
  complaints.expect(/service ?worker|not the file of this build/i);
  const own = await OwnSite.start();
  own.edit("icons/icon.svg", (text) => text.replace("FBFAF7", "FBFAF8"));
  await page.goto(own.url);
  await app.ready();
  const state = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const worker = registration?.installing ?? registration?.waiting ?? registration?.active;
    if (!worker || worker.state === "redundant") return "redundant";
    return new Promise((resolve) => worker.addEventListener("statechange", () => resolve(worker.state)));
  });
  expect(state).toBe("redundant");
  own.stop();
});

test("a new version waits until it is asked for, then clears the old one away", once, async ({ page, app }) => {
  const own = await OwnSite.start();
  await page.goto(own.url);
  await app.ready();
  await app.offlineReady();
  own.release((html) => html.replace("<title>Cairn</title>", "<title>Cairn, newer</title>"));

  const waiting = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    // The app may have asked just before, so that nothing new is announced any more.
    while (!registration.waiting) await new Promise((resolve) => setTimeout(resolve, 50));
    return registration.waiting.state;
  });
  expect(waiting).toBe("installed");
  await page.reload();
  await app.ready();
  expect(await page.content()).not.toContain("Cairn, newer");

  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const changed = new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
    registration.waiting?.postMessage("take-over");
    await changed;
  });
  // As long as a window runs on the old version, so are its files there; then they are cleared away.
  expect(await page.evaluate(() => caches.keys())).toHaveLength(2);
  await page.reload();
  await app.ready();
  await expect.poll(() => page.evaluate(() => caches.keys()), { timeout: 20_000 }).toEqual(["cairn:/:newer"]);
  own.stop();
});
