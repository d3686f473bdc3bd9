// What xtask asks for, and where things are.

export interface Order {
  task: "seed" | "check" | "block";
  /** Its number, and its peer where a number has several. */
  row: string;
  /** In a copy of the profile that was filled. */
  seeded: boolean;
  /** Under a fourfold CPU throttle. */
  throttled: boolean;
  pairs: number;
  world: {
    chromium: string;
    flags: string[];
    /** Our schedule and the crate `fsrs` as a native program. */
    native: string;
    /** A Python with what `peers/requirements.txt` names, and where the scripts are. */
    python: string;
    peers: string;
    /** Where Playwright is installed. */
    e2e: string;
    /** For profiles. */
    folder: string;
    /** Our app at three origins, by how many resources are in it, and the peers. */
    sites: Record<"many" | "thousand" | "few" | "vanilla" | "react" | "core", string>;
  };
}

export type Side = "ours" | "peer";

export const order = JSON.parse(process.env.CAIRN_BENCH ?? "{}") as Order;
export const { sites } = order.world;
