// The picture of the README: made by this test, kept where CAIRN_PICTURE says.
import { statSync } from "node:fs";
import { expect, test } from "../support/test.ts";

test("a picture of the app", async ({ app, page }, info) => {
  test.skip(info.project.name !== "laptop", "one picture is enough");
  for (const place of ["goals", "library", "skills"]) {
    await app.open(place);
    await page.getByRole("button", { name: "Show an example" }).click();
    await expect(page.getByRole("button", { name: "Show an example" })).toHaveCount(0);
  }
  await page.goto("/skills");
  await app.ready();
  await page.locator("main .tree a, main a.leaf").nth(1).click();
  await expect(app.heading().last()).toBeVisible();
  const path = process.env.CAIRN_PICTURE || info.outputPath("app.png");
  await page.screenshot({ path });
  expect(statSync(path).size).toBeGreaterThan(20_000);
});
