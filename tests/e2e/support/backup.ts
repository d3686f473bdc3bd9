// What is in a backup or another file, seen from outside: by the command line, which checks every byte, and as lines of text.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inflateRawSync } from "node:zlib";

const repository = fileURLToPath(new URL("../../../", import.meta.url));

/** Runs `cairn`; what it printed. Throws, with that, if it ends with another status than 0. */
export function cairn(...words: string[]): string {
  const [program, ...first] = (process.env.CAIRN_CLI || "cargo run --quiet --package cairn-cli --bin cairn --").split(" ");
  return execFileSync(program!, [...first, ...words], { cwd: repository, encoding: "utf8" });
}

/** Real files beside the repository; they may be absent. */
export const samples = `${repository}../shared/samples/`;

/** What the command line says that a file holds, and its hash. */
export function inspected(file: string): { hash: string; counts: Record<string, number> } {
  let told = "";
  try {
    told = cairn("inspect", file, "--json");
  } catch (ended) {
    // Exit status 1: problems were found and are in the report.
    told = (ended as { stdout: string }).stdout;
  }
  return JSON.parse(told) as { hash: string; counts: Record<string, number> };
}

/** The state hash of a backup that the command line found whole: all records decode, all hashes and counts are right. */
export function verified(copy: Buffer): string {
  return withFile(copy, (path) => (JSON.parse(cairn("verify", path, "--json")) as { hash: string }).hash);
}

/** A copy with another file imported into it, as the command line does it on another device. */
export function withImport(copy: Buffer, name: string, content: string): Buffer {
  return withFile(copy, (path, folder) => {
    writeFileSync(join(folder, name), content);
    cairn("import", join(folder, name), "--into", path);
    return readFileSync(path);
  });
}

function withFile<T>(copy: Buffer, use: (path: string, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "cairn-copy-"));
  try {
    writeFileSync(join(folder, "copy.cairn"), copy);
    return use(join(folder, "copy.cairn"), folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All records and events, a line each, and the names of the entries. */
export class Lines {
  private constructor(readonly lines: string[], readonly entries: string[]) {}

  static of(copy: Buffer): Lines {
    const files = unzip(copy);
    const rows = [...files].filter(([name]) => name.endsWith(".ndjson"));
    return new Lines(rows.flatMap(([, content]) => content.toString("utf8").split("\n").filter(Boolean)), [...files.keys()]);
  }

  /** How many lines hold all of these texts. */
  count(...texts: string[]): number {
    return this.lines.filter((line) => texts.every((text) => line.includes(text))).length;
  }
}

/** A copy in which one bit of the packed rows of an entry is flipped. */
export function spoilt(copy: Buffer, entry: string): Buffer {
  const bad = Buffer.from(copy);
  const at = copy.indexOf(entry);
  if (at < 0) throw new Error(`no ${entry}`);
  bad[at + Buffer.byteLength(entry) + 20]! ^= 0x10;
  return bad;
}

/** The entries of a zip with a plain directory at its end. */
function unzip(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from("PK\u0005\u0006"));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, packed] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [named, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [number, number, number];
    const local = zip.readUInt32LE(at + 42);
    const name = zip.toString("utf8", at + 46, at + 46 + named);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = zip.subarray(from, from + packed);
    files.set(name, method === 8 ? inflateRawSync(content) : content);
    at += 46 + named + extra + comment;
  }
  return files;
}
