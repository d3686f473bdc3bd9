// The pictures of the README and of the manifest: made by this test, kept where CAIRN_PICTURE (a file) and
// CAIRN_SCREENSHOTS (a folder) say.
import { statSync } from "node:fs";
import { expect, test } from "../support/test.ts";

test("pictures of the app", async ({ app, page }, info) => {
  for (const place of ["goals", "library", "skills"]) {
    await app.open(place);
    await page.getByRole("button", { name: "Show an example" }).click();
    await expect(page.getByRole("button", { name: "Show an example" })).toHaveCount(0);
  }
  const folder = process.env.CAIRN_SCREENSHOTS;
  const file = (name: string) => (folder ? `${folder}/${name}` : info.outputPath(name));
  const narrow = info.project.name === "phone";
  if (narrow) {
    await app.open();
    await expect(page.getByRole("button", { name: "Step done" })).toBeVisible();
  } else {
    await app.open("skills");
    await page.locator("main .tree a, main a.leaf").nth(1).click();
    await expect(app.heading().last()).toBeVisible();
  }
  const path = !narrow && process.env.CAIRN_PICTURE ? process.env.CAIRN_PICTURE : file(narrow ? "narrow.png" : "wide.png");
  await page.screenshot({ path });
  if (folder && path === process.env.CAIRN_PICTURE) await page.screenshot({ path: file("wide.png") });
  expect(statSync(path).size).toBeGreaterThan(10_000);
});
