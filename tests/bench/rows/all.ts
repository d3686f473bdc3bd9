// The rows by their numbers in the table of goals; where one has several peers, by number and peer.
import type { Row } from "../support/block.ts";
import { answer } from "./answer.ts";
import { bytes } from "./bytes.ts";
import { coldStart } from "./cold-start.ts";
import { deck } from "./deck.ts";
import { firstVisit } from "./first-visit.ts";
import { growth } from "./growth.ts";
import { list } from "./list.ts";
import { memory } from "./memory.ts";
import { load, merge, persist, replay } from "./core.ts";
import { native, scripted } from "./native.ts";
import { stored } from "./practice.ts";
import { table } from "./table.ts";
import { taps } from "./taps.ts";

export const rows: Record<string, Row> = {
  1: bytes, 2: firstVisit, 3: coldStart, 4: growth, 5: answer, 6: stored, 7: deck, 8: table, 9: persist, 10: load,
  12: replay, "12 fsrs-rs": native, "12 py-fsrs": scripted, 13: merge, 15: memory, 16: taps, 17: list,
};
