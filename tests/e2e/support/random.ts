// Chance that can be had again: the same seed gives the same campaign.

export class Chance {
  constructor(private state: number) {}

  /** At least 0, less than 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  of<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }
}

/** How many rounds a campaign has: few in CI, many with `--full`. */
export const rounds = (few: number, full: number): number => (process.env.CAIRN_FULL ? full : few);
