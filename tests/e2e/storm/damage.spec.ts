// The files of a closed browser's databases are damaged in twenty ways: the app opens with everything that was there,
// or it says what happened. Never does an empty database stand in its place before she says so, and where
// only the end of it is lost, that is said as well.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Page } from "@playwright/test";
import { App } from "../pages/app.ts";
import { Goals } from "../pages/goals.ts";
import { bytes, casePackage, Storage } from "../pages/storage.ts";
import { OwnProfile } from "../support/own-profile.ts";
import { rounds } from "../support/random.ts";
import { expect, once, test } from "../support/test.ts";

type Damage = (folder: string) => void;

/** Does something to each file of the folder that fits. */
const each = (pattern: RegExp, act: (path: string) => void): Damage => (folder) => {
  const found = readdirSync(folder).filter((name) => pattern.test(name));
  if (found.length === 0) throw new Error(`nothing like ${pattern} in ${readdirSync(folder).join(", ")}`);
  found.forEach((name) => act(join(folder, name)));
};
const gone = (path: string) => rmSync(path, { recursive: true });
const empty = (path: string) => truncateSync(path, 0);
const half = (path: string) => truncateSync(path, statSync(path).size >> 1);
const garbage = (path: string) => writeFileSync(path, Buffer.alloc(Math.max(statSync(path).size, 64), 0x5a));
const flip = (place: number) => (path: string) => {
  const content = readFileSync(path);
  content[Math.floor((content.length - 1) * place)]! ^= 0xff;
  writeFileSync(path, content);
};
const TABLES = /\.ldb$/;
const LOG = /^\d+\.log$/;

/** Each with a name; the first five are enough for every day. */
const DAMAGES: [string, Damage][] = [
  ["the folder is gone", gone],
  ["every file is garbage", each(/./, garbage)],
  ["CURRENT is garbage", each(/^CURRENT$/, garbage)],
  ["one bit of the tables is flipped", each(TABLES, flip(0.5))],
  ["the log is cut in half", each(LOG, half)],
  ["CURRENT is gone", each(/^CURRENT$/, gone)],
  ["CURRENT is empty", each(/^CURRENT$/, empty)],
  ["CURRENT names another file", each(/^CURRENT$/, (path) => writeFileSync(path, "MANIFEST-999999\n"))],
  ["the manifest is gone", each(/^MANIFEST/, gone)],
  ["the manifest is empty", each(/^MANIFEST/, empty)],
  ["the manifest is cut in half", each(/^MANIFEST/, half)],
  ["one bit of the manifest is flipped", each(/^MANIFEST/, flip(0.5))],
  ["the tables are gone", each(TABLES, gone)],
  ["the tables are empty", each(TABLES, empty)],
  ["the tables are cut in half", each(TABLES, half)],
  ["the tables are garbage", each(TABLES, garbage)],
  ["the first bytes of the tables are flipped", each(TABLES, flip(0))],
  ["the last bytes of the tables are flipped", each(TABLES, flip(1))],
  ["one bit of the log is flipped", each(LOG, flip(0.3))],
  ["the log is gone", each(LOG, gone)],
  ["the log is empty", each(LOG, empty)],
  ["all files are gone", each(/./, gone)],
  ["all files are empty", each(/./, empty)],
  ["a file stands where the folder was", (folder) => (gone(folder), writeFileSync(folder, "x"))],
  ["the folder is one level too deep", (folder) => (renameSync(folder, `${folder}x`), mkdirSync(folder), renameSync(`${folder}x`, join(folder, "inner")))],
];

/** A browser in which something was saved, closed, with its database in tables and in a log. */
async function filled(own: OwnProfile): Promise<string> {
  let page = await own.open();
  await new App(page).open("import");
  const storage = new Storage(page);
  await storage.look(bytes("skills.json", casePackage(3_000, "Kept skills")));
  await storage.accept("import");
  await own.close();
  page = await own.open();
  await new App(page).open("goals/new");
  await new Goals(page).create("Sail alone");
  // The device's settings are written to the disk a moment later than the records.
  await expect.poll(() => own.settings()).toContain("cairn.profile");
  await own.close();
  return own.databases();
}

/** What the app says: everything is there, it cannot be opened, or that what was saved last was lost. */
async function found(page: Page): Promise<"everything" | "trouble" | "told"> {
  const app = new App(page);
  await app.open("goals");
  const goal = page.getByRole("link", { name: "Sail alone" });
  const trouble = page.getByRole("heading", { level: 1, name: /^Your records (cannot be opened|are not in this browser any more)$/ });
  await expect(goal.or(trouble).or(page.getByRole("heading", { name: "No goal yet" }))).toBeVisible();
  if (await goal.isVisible()) return "everything";
  if (await trouble.isVisible()) return "trouble";
  await app.open("");
  await expect(page.getByText(/The browser lost what was saved here last/)).toBeVisible();
  return "told";
}

const damages = DAMAGES.slice(0, rounds(3, DAMAGES.length));
test(`${damages.length} patterns of damage to the database: everything, or a word about it`, once, async () => {
  test.setTimeout(120_000 + damages.length * 30_000);
  const own = new OwnProfile();
  const whole = `${own.folder}-whole`;
  const told: Record<string, number> = {};
  try {
    const folder = await filled(own);
    cpSync(own.folder, whole, { recursive: true });
    for (const [name, damage] of damages) {
      await test.step(name, async () => {
        rmSync(own.folder, { recursive: true });
        cpSync(whole, own.folder, { recursive: true });
        damage(folder);
        let page = await own.open();
        const first = await found(page);
        told[first] = (told[first] ?? 0) + 1;
        // Chromium empties what it finds damaged: nothing may take its place, however often she tries again.
        if (first === "trouble") {
          await page.getByRole("button", { name: "Try again" }).click();
          expect(await found(page), `${name}, tried again`).toBe("trouble");
          await own.close();
          page = await own.open();
          expect(await found(page), `${name}, the next day`).toBe("trouble");
        }
        await own.close();
      });
    }
  } finally {
    await own.dispose();
    rmSync(whole, { recursive: true, force: true });
  }
  console.log(`${damages.length} patterns of damage: ${JSON.stringify(told)}`);
});
