// Every route is an address: it survives a hard reload, at a root and under a sub-path.
import { PLACES } from "../pages/app.ts";
import { root, sub } from "../support/environment.ts";
import { expect, once, test } from "../support/test.ts";

for (const site of [root, sub]) {
  test.describe(`at ${site.base}`, () => {
    test.skip(!site.folder, "this site was not built");

    for (const [name, route] of Object.entries(PLACES)) {
      test(`${name} opens by its address and survives a hard reload`, site === root ? {} : once, async ({ page, app }) => {
        // Who comes for the first time is welcomed at Today; this is about those who were here before.
        await page.goto(site.url + PLACES.Goals);
        await app.ready();
        const answer = await page.goto(site.url + route);
        expect(answer?.status()).toBe(200);
        await app.ready();
        await page.reload();
        await app.ready();
        await expect(page).toHaveURL(site.url + route);
      });
    }

    test("a missing file is not the page", once, async ({ request }) => {
      const answer = await request.get(`${site.url}cairn-app-0000000000000000.js`);
      expect(answer.status()).toBe(404);
    });
  });
}
