// A part of the app that is lost or altered on the device: with a network the app starts or mends itself, without one it
// starts or says what happened, what is safe and what to do. Some parts here, every one of them with CAIRN_FULL.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { App } from "../pages/app.ts";
import { Kept } from "../pages/kept.ts";
import { Repair, WORDS } from "../pages/repair.ts";
import { bytes, Storage, WORDS as FILES } from "../pages/storage.ts";
import { violations } from "../support/places.ts";
import { OwnSite } from "../support/server.ts";
import { expect, inLanguage, offline, once, test } from "../support/test.ts";

test.use(offline);

/** What a start needs, a screen, the words of the screens, and what only a job asks for. */
const SOME = [/^$/, /^boot-/, /^cairn-[0-9a-f]+\.css/, /^cairn-app-/, /^cairn-app_bg-/, /^locales\/en-/, /^locales\/later\/en-/, /^split_goals-/, /^split_writing-/, /^cairn-worker_bg-/];
const BROKEN = /ERR_FAILED|ERR_CONNECTION|Failed to (fetch|load|find)|integrity|dynamically imported|SRI|service ?worker/i;

const full = Boolean(process.env.CAIRN_FULL);

async function parts(kept: Kept): Promise<string[]> {
  const names = await kept.names();
  return full ? names : names.filter((name) => SOME.some((pattern) => pattern.test(name)));
}

/** A site of its own, and all of the app kept by the browser. */
async function installed(page: Page, app: App): Promise<{ own: OwnSite; kept: Kept }> {
  const own = await OwnSite.start();
  await page.goto(own.url);
  await app.ready();
  await app.offlineReady();
  return { own, kept: new Kept(page) };
}

for (const harm of ["drop", "spoil"] as const) {
  test(`with a network every part that is ${harm === "drop" ? "lost" : "altered"} is fetched again`, once, async ({ page, app, complaints }) => {
    test.setTimeout(full ? 900_000 : 120_000);
    complaints.expect(BROKEN);
    const { own, kept } = await installed(page, app);
    const names = await parts(kept);
    expect(names.length).toBeGreaterThan(full ? 60 : 9);
    for (const name of names) {
      await test.step(name || "the page", async () => {
        await kept[harm](name);
        expect(await kept.hash(name)).not.toBe(own.sha256(name || "index.html"));
        await kept.forgetOthers();
        await page.goto(`${own.url}goals`);
        await app.ready();
        await expect(app.heading()).toHaveText("Goals");
        // What no start asks for is looked at when the page has come to rest, or when it is asked to.
        if ((await kept.hash(name)) !== own.sha256(name || "index.html")) await mend(page);
        expect(await kept.hash(name)).toBe(own.sha256(name || "index.html"));
      });
    }
    own.stop();
  });

  test(`without a network no part that is ${harm === "drop" ? "lost" : "altered"} leaves an empty page`, once, async ({ context, page, app, complaints }) => {
    test.setTimeout(full ? 1_800_000 : 180_000);
    complaints.expect(BROKEN);
    const { own, kept } = await installed(page, app);
    const led: string[] = [];
    for (const name of await parts(kept)) {
      await test.step(name || "the page", async () => {
        await kept[harm](name);
        await kept.forgetOthers();
        await own.away();
        const cold = await context.newPage();
        await cold.goto(`${own.url}goals`).catch(() => {});
        const repair = new Repair(cold);
        // The app or, as told by the heading, the page of self-repair; never the bare frame.
        const screen = cold.locator("h1").filter({ visible: true }).and(cold.locator("body:not(:has(#shell)) h1"));
        await expect(screen.first()).toHaveText(/^Goals$|needs a repair|^Cairn$/, { timeout: 30_000 });
        // The app may be there before its looks are given up.
        if (name.endsWith(".css")) await expect(repair.heading()).toBeVisible();
        await own.back();
        if (await repair.heading().isVisible()) {
          led.push(name);
          await repair.button("again").click();
        } else {
          await cold.reload();
        }
        await new App(cold).ready();
        await expect(new App(cold).heading()).toHaveText("Goals");
        await mend(page);
        expect(await kept.hash(name)).toBe(own.sha256(name || "index.html"));
        await cold.close();
      });
    }
    // The page itself, what it names, and the words that a start cannot do without.
    expect(led.map((name) => name.replace(/-[0-9a-f]{16}/, "")).sort()).toEqual(["", "boot.js", "cairn-app.js", "cairn-app_bg.wasm", "cairn.css", "locales/en.txt"]);
    own.stop();
  });
}

for (const [lang, words] of Object.entries(WORDS)) {
  test(`the page of self-repair says what happened, keeps the records, and fetches the app anew (${lang})`, inLanguage(lang), async ({ browser, page, app, complaints }, info) => {
    complaints.expect(BROKEN);
    const own = await OwnSite.start();
    await page.goto(`${own.url}goals/new?lang=${lang}`);
    await app.ready();
    await app.offlineReady();
    await page.getByRole("textbox").first().fill("Sail alone");
    await page.getByRole("textbox").first().press("Enter");
    await expect(app.heading()).toHaveText("Sail alone");
    const goal = page.url();
    const kept = new Kept(page);
    await kept.drop((await kept.names()).find((name) => name.startsWith("cairn-app-"))!);
    await kept.forgetOthers();
    await own.away();

    const repair = new Repair(page, words);
    await page.goto(`${goal}?lang=${lang}`).catch(() => {});
    await expect(repair.heading()).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("dir", lang === "ar" ? "rtl" : "ltr");
    await expect(page.getByText(words.safe).first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await repair.button("again").click();
    await expect(repair.state()).toHaveText(words.none);
    await page.getByText(words.parts).click();
    await expect(page.getByRole("listitem").filter({ hasText: /^cairn-app-/ })).toBeVisible();
    await page.screenshot({ path: info.outputPath(`repair-${lang}.png`), fullPage: true });

    const handed = page.waitForEvent("download");
    await repair.button("save").click();
    const raw = readFileSync(await (await handed).path());
    const goals = JSON.parse(raw.toString()).databases[0].stores.goal as { body: { bytes: string } }[];
    expect(goals.some(({ body }) => Buffer.from(body.bytes, "base64").includes("Sail alone"))).toBe(true);

    // Nothing is dropped that cannot be had again.
    await repair.button("anew").click();
    await expect(repair.state()).toHaveText(words.none);
    expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(1);

    // The host has only a newer version by now.
    own.releaseRenamed();
    await own.back();
    await repair.button("again").click();
    await expect(repair.state()).toHaveText(words.elsewhere);
    await repair.button("anew").click();
    await expect(page.locator("meta[name=newer]")).toHaveCount(1, { timeout: 20_000 });
    await app.ready();
    await expect(app.heading()).toHaveText("Sail alone");

    // What was saved is good for another device.
    const elsewhere = await browser.newContext({ serviceWorkers: "block" });
    const fresh = await elsewhere.newPage();
    await new App(fresh).open(`import?lang=${lang}`, own.url);
    const storage = new Storage(fresh, FILES[lang as keyof typeof FILES]);
    await storage.look(bytes("cairn-raw.json", raw));
    await storage.accept("restore");
    await fresh.goto(`${own.url}goals?lang=${lang}`);
    await expect(fresh.getByRole("link", { name: "Sail alone" })).toBeVisible();
    await elsewhere.close();
    own.stop();
  });
}

test("without its looks alone the app opens all the same", once, async ({ page, app, complaints }) => {
  complaints.expect(BROKEN);
  const { own, kept } = await installed(page, app);
  await kept.spoil((await kept.names()).find((name) => name.endsWith(".css"))!);
  await kept.forgetOthers();
  await own.away();
  const repair = new Repair(page);
  await page.goto(`${own.url}goals`).catch(() => {});
  await expect(repair.heading()).toBeVisible();
  await expect(repair.button("plain")).toHaveCount(0);
  await repair.button("again").click();
  await repair.button("plain").click();
  await app.ready();
  await expect(app.heading()).toHaveText("Goals");
  own.stop();
});

/** Has the service worker look at everything. */
function mend(page: Page): Promise<unknown> {
  return page.evaluate(() => new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    navigator.serviceWorker.controller!.postMessage("mend", [port2]);
  }));
}
