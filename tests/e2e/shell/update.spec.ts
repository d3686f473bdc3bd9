// A new version is offered by a dot and used when the learner says so; another tab says that it is the older one.
import { OwnSite } from "../support/server.ts";
import { expect, offline, once, onceIn, test } from "../support/test.ts";
import { App } from "../pages/app.ts";

test.use(offline);

const WORDS = {
  en: { menu: "Menu", ready: "New version ready", now: "Update now", later: "Later", look: "Look for a new version", other: "Cairn was updated or emptied in another tab.", editing: /You are writing something here/ },
  ar: { menu: "القائمة", ready: "إصدار جديد جاهز", now: "التحديث الآن", later: "لاحقًا", look: "البحث عن إصدار جديد", other: "حُدّث كيرن أو أُفرغ في علامة تبويب أخرى.", editing: /توجد كتابة لم تُحفظ هنا/ },
  es: { menu: "Menú", ready: "Versión nueva lista", now: "Actualizar ahora", later: "Más tarde", look: "Buscar una versión nueva", other: "Cairn se actualizó o se vació en otra pestaña.", editing: /Estás escribiendo algo aquí/ },
} as const;

for (const [lang, words] of Object.entries(WORDS)) {
  test(`a new version is offered, never taken; the other tab is told (${lang})`, onceIn(lang), async ({ context, page, app }) => {
    const own = await OwnSite.start();
    const query = `?lang=${lang}`;
    await page.goto(`${own.url}goals/new${query}`);
    await app.ready();
    await app.offlineReady();
    const other = await context.newPage();
    await other.goto(`${own.url}library${query}`);
    await new App(other).ready();
    await expect(other.locator("h1")).toBeVisible();
    await other.waitForLoadState("networkidle");

    own.release((html) => html.replace("<title>Cairn</title>", '<title>Cairn</title><meta name="newer" content="yes">'));
    await page.goto(`${own.url}about${query}`);
    await page.getByRole("button", { name: words.look }).click();
    const door = page.getByRole("button", { name: `${words.menu}: ${words.ready}` });
    await expect(door).toBeVisible({ timeout: 20_000 });
    expect(await page.locator("meta[name=newer]").count()).toBe(0);

    // Not while something is being written.
    await page.goto(`${own.url}goals/new${query}`);
    await page.getByRole("textbox").first().fill("Sail alone");
    await door.click();
    const menu = page.getByRole("dialog");
    await expect(menu.getByText(words.editing)).toBeVisible();
    await expect(menu.getByRole("button", { name: words.now })).toHaveCount(0);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("textbox").first()).toHaveValue("Sail alone");

    await page.goto(`${own.url}help${query}`);
    await door.click();
    await menu.getByRole("button", { name: words.later }).click();
    await expect(door).toHaveCount(0);

    await page.reload();
    await door.click();
    await menu.getByRole("button", { name: words.now }).click();
    await expect(page.locator("meta[name=newer]")).toHaveCount(1, { timeout: 20_000 });
    await app.ready();
    await expect(door).toHaveCount(0);
    await expect(other.getByRole("alert").filter({ hasText: words.other })).toBeVisible({ timeout: 3_000 });
    own.stop();
  });
}

test("from one build to the next, with every file renamed: no window is left without its parts, with a network or without", once, async ({ context, page, app, complaints }) => {
  test.setTimeout(120_000);
  complaints.expect(/ERR_CONNECTION_REFUSED/);
  const own = await OwnSite.start();
  await page.goto(own.url);
  await app.ready();
  await app.offlineReady();
  const other = await context.newPage();
  await other.goto(own.url);
  const old = new App(other);
  await old.ready();
  await other.waitForLoadState("networkidle");

  // The next build is there, and the host has forgotten the last one.
  own.releaseRenamed();
  await page.goto(`${own.url}about`);
  await app.ready();
  expect(await page.locator("meta[name=newer]").count()).toBe(0);
  await page.getByRole("button", { name: WORDS.en.look }).click();
  const door = page.getByRole("button", { name: `${WORDS.en.menu}: ${WORDS.en.ready}` });
  await expect(door).toBeVisible({ timeout: 20_000 });
  // Not asked for yet: the last build starts as ever, also without a network.
  await own.away();
  await page.goto(`${own.url}goals`);
  await app.ready();
  await expect(app.heading()).toHaveText("Goals");
  expect(await page.locator("meta[name=newer]").count()).toBe(0);
  await door.click();
  await page.getByRole("dialog").getByRole("button", { name: WORDS.en.now }).click();
  await expect(page.locator("meta[name=newer]")).toHaveCount(1, { timeout: 20_000 });
  await app.ready();
  await expect(app.heading()).toHaveText("Goals");

  // The window that still runs on the last build finds the parts that it had not asked for before.
  await old.place("Library").click();
  await expect(old.heading()).toHaveText("Library");
  expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(2);
  await other.close();
  await page.reload();
  await app.ready();
  await expect.poll(() => page.evaluate(() => caches.keys()), { timeout: 20_000 }).toEqual(["cairn:/:newer"]);
  for (const place of ["", "skills", "storage"]) {
    await page.goto(own.url + place);
    await app.ready();
  }
  own.stop();
});
