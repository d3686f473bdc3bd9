// From an older build, with what she wrote in it, to this one. `CAIRN_OLDER` names the folder of a site that an older
// version built (`cargo xtask dist` of its sources); without one there is nothing to come from.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "../pages/app.ts";
import { Goals } from "../pages/goals.ts";
import { root } from "../support/environment.ts";
import { OwnSite } from "../support/server.ts";
import { expect, offline, once, test } from "../support/test.ts";

test.use(offline);

const older = process.env.CAIRN_OLDER ?? "";
const build = (html: string) => (JSON.parse(/id="build">([^<]+)</.exec(html)![1]!) as { id: string }).id;

test("from an older build to this one, without a network in between: no blank page, and everything is there", once, async ({ context, page, app, complaints }) => {
  test.skip(!older, "CAIRN_OLDER names no site");
  test.setTimeout(120_000);
  complaints.expect(/ERR_CONNECTION_REFUSED/);
  const running = () => page.evaluate(() => (JSON.parse(document.getElementById("build")!.textContent!) as { id: string }).id);
  const before = build(readFileSync(join(older, "index.html"), "utf8"));
  const own = await OwnSite.start(older);
  await page.goto(`${own.url}goals/new`);
  await app.ready();
  await app.offlineReady();
  await new Goals(page).create("Sail alone");
  const other = await context.newPage();
  await other.goto(own.url);
  const old = new App(other);
  await old.ready();
  await other.waitForLoadState("networkidle");

  own.become(root.folder);
  await page.goto(`${own.url}about`);
  await app.ready();
  expect(await running()).toBe(before);
  await page.getByRole("button", { name: "Look for a new version" }).click();
  const door = page.getByRole("button", { name: "Menu: New version ready" });
  await expect(door).toBeVisible({ timeout: 20_000 });

  await own.away();
  await page.goto(`${own.url}goals`);
  await app.ready();
  expect(await running()).toBe(before);
  await expect(page.getByRole("link", { name: "Sail alone" }).first()).toBeVisible();
  await door.click();
  await page.getByRole("dialog").getByRole("button", { name: "Update now" }).click();
  await expect.poll(() => running().catch(() => before), { timeout: 20_000 }).not.toBe(before);
  await app.ready();
  expect(await running()).toBe(build(readFileSync(join(root.folder, "index.html"), "utf8")));
  await expect(page.getByRole("link", { name: "Sail alone" }).first()).toBeVisible({ timeout: 20_000 });

  // The window that still runs on the older build finds its parts, or says that it is the older one.
  await old.place("Library").click();
  await expect(old.heading()).toHaveText("Library");
  await other.close();
  for (const place of ["", "skills", "storage"]) {
    await page.goto(own.url + place);
    await app.ready();
    await expect(app.heading()).toBeVisible();
  }
  own.stop();
});
