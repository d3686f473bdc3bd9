// A peer that is a program: started for each run, it prints what it measured itself.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { order } from "./order.ts";

/** CPU seconds of all programs that were started and ended so far. The system counts them in hundredths. */
export function ended(): number {
  // Behind the name, which may hold anything, the numbers 16 and 17 are those of children.
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ").at(-1)!.split(" ");
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

/** What it prints, by lines. */
export function lines(program: string, ...given: (string | number)[]): string[] {
  return execFileSync(program, given.map(String), { encoding: "utf8", maxBuffer: 1 << 28 }).trimEnd().split("\n");
}

/** A script of `peers/` in the Python that has the pinned packages. */
export function python(script: string, ...given: (string | number)[]): string[] {
  return lines(order.world.python, `${order.world.peers}/${script}`, ...given);
}
