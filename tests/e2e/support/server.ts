// A server of its own for a test that needs a site of its own: a copy that it may damage or update.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, site } from "./environment.ts";

export class OwnSite {
  private constructor(readonly folder: string, readonly url: string, private readonly end: () => void) {}

  static async start(): Promise<OwnSite> {
    const folder = mkdtempSync(join(tmpdir(), "cairn-site-"));
    cpSync(root.folder, folder, { recursive: true });
    const own = site(folder, "/", await freePort());
    const [program, ...words] = own.command.split(" ");
    const server = spawn(program, words, { stdio: ["ignore", "pipe", "inherit"] });
    await new Promise<void>((resolve, reject) => {
      server.stdout.once("data", () => resolve());
      server.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
    });
    return new OwnSite(folder, own.url, () => server.kill());
  }

  /** Changes a file as a deployment or an accident would, in both of its encodings. */
  edit(name: string, change: (text: string) => string): void {
    const path = join(this.folder, name);
    writeFileSync(path, change(readFileSync(path, "utf8")));
    rmSync(`${path}.br`, { force: true });
  }

  /** Puts a newer version of the page there, listed as the build would list it. */
  release(change: (html: string) => string): void {
    this.edit("index.html", change);
    const hash = this.sha256("index.html");
    this.edit("sw.js", (text) => text.replace(/"id":"[0-9a-f]+"/, '"id":"newer"').replace(/"":"[0-9a-f]+"/, `"":"${hash}"`));
  }

  sha256(name: string): string {
    return createHash("sha256").update(readFileSync(join(this.folder, name))).digest("hex");
  }

  stop(): void {
    this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
