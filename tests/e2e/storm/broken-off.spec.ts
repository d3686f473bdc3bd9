// The browser is killed while a database gets its new shape, each time in the same profile as the first release left
// it: the next start finds the old shape or the new one, goes on from there, and has everything that was in it.
import { cpSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { App } from "../pages/app.ts";
import { bytes, Storage, WORDS } from "../pages/storage.ts";
import { blank, type Frozen, plant, version } from "../support/database.ts";
import { root } from "../support/environment.ts";
import { OwnProfile } from "../support/own-profile.ts";
import { Chance, rounds } from "../support/random.ts";
import { expect, once, test } from "../support/test.ts";

const frozen: Frozen & { hash: string } =
  JSON.parse(readFileSync(fileURLToPath(new URL("../../fixtures/frozen/database-1.json", import.meta.url)), "utf8"));

const kills = rounds(1, 40);
test(`${kills} kills while the shape changes: it goes on the next time`, once, async ({ complaints }) => {
  test.setTimeout(30_000 + kills * 30_000);
  const seed = Number(process.env.CAIRN_SEED || 20261128);
  const chance = new Chance(seed);
  const own = new OwnProfile(complaints);
  const whole = `${own.folder}-whole`;
  const told = { older: 0, newer: 0 };
  try {
    await own.open();
    await plant(await blank(own.context, root.url), frozen);
    // The device's settings are written to the disk a moment later than the records.
    await expect.poll(() => own.settings()).toContain("cairn.profile");
    await own.close();
    cpSync(own.folder, whole, { recursive: true });
    for (let n = 0; n < kills; n += 1) {
      // Spread over the first second of a start, wherever in it the change comes on this machine.
      const delay = (1_000 * (n + chance.next())) / kills;
      await test.step(`round ${n}: after ${Math.round(delay)} ms`, async () => {
        rmSync(own.folder, { recursive: true });
        cpSync(whole, own.folder, { recursive: true });
        let page = await own.open();
        await page.goto("./", { waitUntil: "commit" });
        await new Promise((resolve) => setTimeout(resolve, delay));
        await own.kill();

        page = await own.open();
        told[(await version(await blank(own.context, root.url), frozen.name)) === frozen.version ? "older" : "newer"] += 1;
        await new App(page).open("storage");
        const storage = new Storage(page);
        await expect(storage.heading()).toHaveText(WORDS.en.storage, { timeout: 30_000 });
        const copy = readFileSync(await (await storage.backUp()).path());
        expect(await storage.fingerprint(await storage.check(bytes("copy.cairn", copy))), `round ${n}, seed ${seed}`).toBe(frozen.hash);
        await own.close();
      });
    }
  } finally {
    await own.dispose();
    rmSync(whole, { recursive: true, force: true });
  }
  console.log(`${kills} kills while the shape changes, seed ${seed}: ${told.older} left the old shape, ${told.newer} the new one`);
});
