// Row 8: a table of 50,000 rows becomes cards. Ours from choosing the file to what was imported, with the preview on the way, in
// a new profile: the CPU time of all of Chromium's processes. Anki's: the CPU time of its own process for
// `get_csv_metadata` and `import_csv`. Ours paints pages meanwhile; Anki's does not.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { same, type Row } from "../support/block.ts";
import type { Chrome } from "../support/chrome.ts";
import { order, sites } from "../support/order.ts";
import { python } from "../support/program.ts";

const ROWS = 50_000;
const file = () => join(order.world.folder, "cards-50k.csv");

export const table: Row = {
  async check(chrome) {
    write();
    const { page, imported } = await ours(chrome);
    await page.context().close();
    same("how many cards came in", imported, theirs().notes);
    same("how many were in the table", imported, ROWS);
  },
  async begin() {
    write();
  },
  async run(chrome, side) {
    if (side === "peer") return { values: { cpu: theirs().cpu }, end: async () => undefined };
    const { page, cpu } = await ours(chrome);
    return { values: { cpu }, end: () => page.context().close() };
  },
};

function write(): void {
  const row = (at: number) => `"Card ${at + 1}: what is meant by the number ${at + 1}?","Answer ${at + 1}, as it stands in the book"`;
  writeFileSync(file(), `front,back\n${Array.from({ length: ROWS }, (_, at) => row(at)).join("\n")}\n`);
}

function theirs(): { notes: number; cpu: number } {
  const [notes, cpu] = python("import_csv.py", file())[0]!.split(" ").map(Number);
  // Its own table has no head: the first row is a note to it.
  return { notes: notes! - 1, cpu: cpu! };
}

async function ours(chrome: Chrome): Promise<{ page: Page; imported: number; cpu: number }> {
  const page = await chrome.visitor();
  await page.goto(`${sites.many}welcome`);
  await page.getByRole("link", { name: "Skip" }).click();
  await page.getByRole("heading", { name: "Nothing is planned yet" }).waitFor();
  await page.goto(`${sites.many}import`);
  await page.getByLabel("Choose a file", { exact: true }).waitFor({ state: "attached" });
  const before = await chrome.cpu();
  await page.getByLabel("Choose a file", { exact: true }).setInputFiles(file());
  const button = page.getByRole("button", { name: /^Import \d/ });
  await button.waitFor({ timeout: 300_000 });
  // "Import 50,000 cards and questions and 1 deck"
  const imported = Number(/[\d,]+/.exec(await button.innerText())![0].replaceAll(",", ""));
  await button.click();
  await page.getByRole("heading", { level: 1, name: "Imported" }).waitFor({ timeout: 900_000 });
  return { page, imported, cpu: await chrome.cpuSince(before) };
}
