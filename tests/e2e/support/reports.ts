// After the last test: whatever a browser reported against the content policy, but for the seeded violation.
import { root, sub } from "./environment.ts";

/** The name by which a deliberate violation is told from a real one. */
export const SEEDED = "seeded-violation.invalid";

export async function reports(url: string): Promise<string[]> {
  const answer = await fetch(new URL("/__csp_reports", url));
  return (await answer.json()) as string[];
}

export default async function noReports(): Promise<void> {
  for (const site of [root, sub].filter(({ folder }) => folder)) {
    const real = (await reports(site.url)).filter((report) => !report.includes(SEEDED));
    if (real.length > 0) throw new Error(`reports against the content policy:\n${real.join("\n")}`);
  }
}
