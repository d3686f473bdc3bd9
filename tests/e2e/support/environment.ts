// What `cargo xtask test` hands over by environment variables, with what holds when it is not there.
import { fileURLToPath } from "node:url";

const given = (name: string, otherwise = "") => process.env[name] || otherwise;
const repository = fileURLToPath(new URL("../../../", import.meta.url));

/** The program that serves, as words of a shell command. */
export const xtask = given("CAIRN_XTASK", "cargo run --quiet --package xtask --");

export interface Site {
  folder: string;
  base: string;
  port: number;
  /** Where the app is, with its closing slash. */
  url: string;
  command: string;
}

export function site(folder: string, base: string, port: number): Site {
  const command = `${xtask} serve --built --report --folder ${folder} --base ${base} --port ${port}`;
  return { folder, base, port, url: `http://127.0.0.1:${port}${base}`, command };
}

export const root = site(given("CAIRN_SITE", `${repository}dist`), "/", Number(given("CAIRN_PORT", "8801")));
export const sub = site(given("CAIRN_SUB_SITE"), given("CAIRN_SUB_PATH", "/x/"), Number(given("CAIRN_SUB_PORT", "8802")));

const chromium = given("CHROME", "/usr/bin/chromium");
const args = given("CAIRN_CHROME_FLAGS").split(" ").filter((flag) => flag && flag !== "--headless");

/** What most tests run in: Chromium's shell without windows, where xtask found it; the same engine in less time. */
export const launch = { executablePath: given("CAIRN_SHELL", chromium), args };

/** Chromium itself: where a story is about installing, about a profile on the disk, or about a second start. */
export const whole = { executablePath: chromium, args };
