// The content policy stands, is silent in ordinary use, and speaks when it is broken.
import { reports, SEEDED } from "../support/reports.ts";
import { root } from "../support/environment.ts";
import { expect, offline, once, test } from "../support/test.ts";

test.use(offline);

test("a seeded violation is blocked and reported", once, async ({ app, page, complaints }) => {
  complaints.expect(/Content Security Policy/i);
  await app.open();
  await page.evaluate((host) => {
    new Image().src = `https://${host}/pixel.png`;
  }, SEEDED);
  await expect.poll(async () => (await reports(root.url)).filter((report) => report.includes(SEEDED)).length).toBeGreaterThan(0);
});

const refused = [
  "<img src=x onerror=alert(1)>",
  '<img src="x" onerror="alert(1)">',
  "<script>alert(1)</script>",
  '<p style="position:fixed">x</p>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="java&#115;cript:alert(1)">x</a>',
  '<iframe src="/"></iframe>',
  "<svg><script>alert(1)</script></svg>",
  "<p>a<b",
];

test("the trusted-types policy admits static templates and nothing else", once, async ({ app, page }) => {
  await app.open();
  const outcomes = await page.evaluate((texts) => {
    const policy = trustedTypes as unknown as { defaultPolicy: { createHTML(text: string): unknown } };
    return texts.map((text) => String(policy.defaultPolicy.createHTML(text)));
  }, [...refused, '<section class="panel"><h2 id="a" tabindex="-1">A &amp; b</h2><!----><a href="/goals">g</a></section>']);
  expect(outcomes.slice(0, -1).filter((text) => text !== "" && text !== "null")).toEqual([]);
  expect(outcomes.at(-1)).toContain("panel");
});
