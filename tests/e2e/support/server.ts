// A server of its own for a test that needs a site of its own: a copy that it may damage or update.
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, site } from "./environment.ts";

/** A name with a hash, as the build gives it. */
const HASHED = /-[0-9a-f]{16}(?=\.(?:js|css|wasm|txt|json)$)/;

export class OwnSite {
  private constructor(readonly folder: string, readonly url: string, private readonly command: string, private server: ChildProcess) {}

  /** A copy of the site that is tested, or of another. */
  static async start(from = root.folder): Promise<OwnSite> {
    const folder = mkdtempSync(join(tmpdir(), "cairn-site-"));
    cpSync(from, folder, { recursive: true });
    const own = site(folder, "/", await freePort());
    return new OwnSite(folder, own.url, own.command, await serve(own.command));
  }

  /** The network is gone; the files stay. */
  async away(): Promise<void> {
    const gone = new Promise((resolve) => this.server.once("exit", resolve));
    this.server.kill();
    await gone;
  }

  /** The network is there again, under the same address. */
  async back(): Promise<void> {
    this.server = await serve(this.command);
  }

  /** Changes a file as a deployment or an accident would, in both of its encodings. */
  edit(name: string, change: (text: string) => string): void {
    const path = join(this.folder, name);
    writeFileSync(path, change(readFileSync(path, "utf8")));
    rmSync(`${path}.br`, { force: true });
  }

  /** Puts another site in its place; nothing of the one before stays. */
  become(folder: string): void {
    readdirSync(this.folder).forEach((name) => rmSync(join(this.folder, name), { recursive: true }));
    cpSync(folder, this.folder, { recursive: true });
  }

  /** Puts a newer version of the page there, listed as the build would list it. */
  release(change: (html: string) => string): void {
    this.edit("index.html", change);
    const hash = this.sha256("index.html");
    this.edit("sw.js", (text) => text.replace(/"id":"[0-9a-f]+"/, '"id":"newer"').replace(/"":"[0-9a-f]+"/, `"":"${hash}"`));
  }

  /** Puts the next build there: every file with a hash in its name has another name, and the old ones are gone. */
  releaseRenamed(): void {
    const all = (readdirSync(this.folder, { recursive: true }) as string[]).map((name) => name.replaceAll("\\", "/"));
    const names = all.filter((name) => HASHED.test(name));
    const next = (name: string) => name.replace(HASHED, (hash) => `-${[...hash.slice(1)].reverse().join("")}`);
    const base = (name: string) => name.split("/").pop()!;
    const renamed = (text: string) => names.reduce((text, name) => text.replaceAll(base(name), base(next(name))), text);
    const before = new Map(names.map((name) => [name, this.integrity(name)]));
    const lists = names.filter((name) => name.endsWith(".json"));
    // A list of names changes with them, and so does what the script checks it by.
    for (const name of [...lists, ...names.filter((name) => !lists.includes(name))]) {
      if (lists.includes(name)) this.edit(name, renamed);
      if (name.endsWith(".js")) this.edit(name, (text) => lists.reduce((text, list) => text.replaceAll(before.get(list)!, this.integrity(next(list))), renamed(text)));
      rmSync(join(this.folder, `${name}.br`), { force: true });
      renameSync(join(this.folder, name), join(this.folder, next(name)));
    }
    this.edit("index.html", (html) =>
      names.reduce((html, name) => html.replaceAll(before.get(name)!, this.integrity(next(name))), renamed(html)).replace("<title>Cairn</title>", '<title>Cairn</title><meta name="newer" content="yes">'));
    this.edit("sw.js", (text) =>
      renamed(text).replace(/"id":"[0-9a-f]+"/, '"id":"newer"').replace(/"([^"]*)":"[0-9a-f]{64}"/g, (_, name: string) => `"${name}":"${this.sha256(name || "index.html")}"`));
  }

  private integrity(name: string): string {
    return `sha384-${createHash("sha384").update(readFileSync(join(this.folder, name))).digest("base64")}`;
  }

  sha256(name: string): string {
    return createHash("sha256").update(readFileSync(join(this.folder, name))).digest("hex");
  }

  stop(): void {
    this.server.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function serve(command: string): Promise<ChildProcess> {
  const [program, ...words] = command.split(" ");
  const server = spawn(program, words, { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise<void>((resolve, reject) => {
    server.stdout.once("data", () => resolve());
    server.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return server;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
