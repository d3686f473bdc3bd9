// The rows by their numbers in the table of goals.
import type { Row } from "../support/block.ts";
import { answer } from "./answer.ts";
import { bytes } from "./bytes.ts";
import { coldStart } from "./cold-start.ts";
import { firstVisit } from "./first-visit.ts";
import { growth } from "./growth.ts";
import { list } from "./list.ts";
import { memory } from "./memory.ts";
import { load, merge, persist, replay } from "./core.ts";
import { stored } from "./practice.ts";

export const rows: Record<number, Row> = {
  1: bytes, 2: firstVisit, 3: coldStart, 4: growth, 5: answer, 6: stored, 9: persist, 10: load, 12: replay, 13: merge, 15: memory, 17: list,
};
