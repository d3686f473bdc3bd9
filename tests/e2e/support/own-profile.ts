// A browser with a folder of its own on the disk: what a learner's browser keeps between two days, which can be
// killed in the middle of something and whose files can be damaged while it is closed.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { root, whole } from "./environment.ts";
import { type Complaints } from "./test.ts";

export class OwnProfile {
  readonly folder = mkdtempSync(join(tmpdir(), "cairn-profile-"));
  private open_: BrowserContext | undefined;

  constructor(private readonly complaints?: Complaints, private readonly baseURL = root.url) {}

  /** The browser with this folder, and its first tab; on a phone unless said. */
  async open(viewport = { width: 360, height: 740 }): Promise<Page> {
    const context = await chromium.launchPersistentContext(this.folder, {
      ...whole, baseURL: this.baseURL, locale: "en-GB", timezoneId: "Europe/Berlin", serviceWorkers: "block",
      viewport,
    });
    this.complaints?.watch(context);
    this.open_ = context;
    return context.pages()[0] ?? (await context.newPage());
  }

  get context(): BrowserContext {
    if (!this.open_) throw new Error("this browser is closed");
    return this.open_;
  }

  async close(): Promise<void> {
    await this.open_?.close();
    this.open_ = undefined;
  }

  /** Ends the browser as a phone does that runs out of memory: at once, with nothing said. */
  async kill(): Promise<void> {
    const context = this.context;
    const gone = new Promise<void>((resolve) => context.once("close", () => resolve()));
    const id = this.browserProcess();
    process.kill(id, "SIGKILL");
    await gone;
    // Its connection ends before it has let go of its files.
    for (let waited = 0; commandLine(String(id)).length > 1 && waited < 200; waited += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    this.open_ = undefined;
  }

  /** Where the browser keeps the databases of the app's origin. */
  databases(): string {
    const folder = join(this.folder, "Default/IndexedDB");
    const port = new URL(this.baseURL).port;
    const found = readdirSync(folder).find((name) => name.endsWith(`_${port}.indexeddb.leveldb`));
    if (!found) throw new Error(`no database of port ${port} in ${readdirSync(folder).join(", ")}`);
    return join(folder, found);
  }

  /** What is on the disk of the settings of this device, as bytes. */
  settings(): string {
    const folder = join(this.folder, "Default/Local Storage/leveldb");
    return readdirSync(folder).map((name) => readFileSync(join(folder, name), "latin1")).join("");
  }

  async dispose(): Promise<void> {
    await this.close().catch(() => undefined);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10 });
  }

  /** The one process that was started with this folder and is not a part of another (those have a type). */
  private browserProcess(): number {
    const mine = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).filter((id) => {
      const words = commandLine(id);
      return words.includes(`--user-data-dir=${this.folder}`) && !words.some((word) => word.startsWith("--type="));
    });
    if (mine.length !== 1) throw new Error(`${mine.length} browsers with the folder ${this.folder}`);
    return Number(mine[0]);
  }
}

/** The words that a process was started with; none where it has ended. */
function commandLine(id: string): string[] {
  try {
    return readFileSync(`/proc/${id}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}
