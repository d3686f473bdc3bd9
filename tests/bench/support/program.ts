// A peer that is a program: started for each run, it prints what it measured itself.
import { execFileSync } from "node:child_process";
import { order } from "./order.ts";

/** What it prints, by lines. */
export function lines(program: string, ...given: (string | number)[]): string[] {
  return execFileSync(program, given.map(String), { encoding: "utf8", maxBuffer: 1 << 28 }).trimEnd().split("\n");
}

/** A script of `peers/` in the Python that has the pinned packages. */
export function python(script: string, ...given: (string | number)[]): string[] {
  return lines(order.world.python, `${order.world.peers}/${script}`, ...given);
}
