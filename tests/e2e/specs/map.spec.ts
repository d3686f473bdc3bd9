// The map: the same skills as the tree with what comes before what, walked by keys, read aloud, as large as one likes.
import { ELECTRICITY, framework, large, SkillMap, WORDS } from "../pages/map.ts";
import { bytes, Storage, WORDS as FILES } from "../pages/storage.ts";
import { violations } from "../support/places.ts";
import { expect, inLanguage, keyboard, once, test } from "../support/test.ts";

for (const language of ["en", "ar", "es"] as const) {
  test(`a framework is drawn, walked through and opened (${language})`, inLanguage(language), async ({ app, page }, info) => {
    const words = WORDS[language];
    const storage = new Storage(page, FILES[language]);
    await app.open(`import?lang=${language}`);
    await storage.look(bytes("electricity.json", ELECTRICITY));
    await storage.accept("import");
    await app.open(`skills?lang=${language}`);
    const map = new SkillMap(page, words);
    await map.show();
    await expect(map.picture()).toBeVisible();
    // Ten skills and three groups, each once.
    await expect(map.picture().getByRole("link")).toHaveCount(13);
    await expect(map.heard(words.parallel)).toBeVisible();

    // One Tab stop; arrows follow the edges, in the direction of reading too.
    await expect(map.picture().locator("[tabindex='0']")).toHaveCount(1);
    await map.node("Series circuits").focus();
    await page.keyboard.press("ArrowUp");
    await expect(map.node("Parallel circuits")).toBeFocused();
    await page.keyboard.press("ArrowUp");
    await expect(map.node("Repair solar lamps")).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Home");
    await expect(map.node("Measuring")).toBeFocused();
    await page.keyboard.press(language === "ar" ? "ArrowLeft" : "ArrowRight");
    await expect(map.node("Circuits")).toBeFocused();
    await expect(map.picture().locator("[tabindex='0']")).toHaveCount(1);
    // What is asked for stands before what needs it, from the start on: to the right in Arabic.
    const [first, last] = [await map.node("Measure voltage").boundingBox(), await map.node("Repair solar lamps").boundingBox()];
    expect(first!.y).toBeGreaterThan(last!.y);
    expect(Math.sign(last!.x - first!.x)).toBe(language === "ar" ? -1 : 1);

    await page.getByRole("button", { name: words.larger, exact: true }).click();
    await expect(page.getByRole("status").filter({ hasText: words.size })).toHaveCount(1);
    await page.getByText(words.list, { exact: true }).click();
    await expect(map.line(words.needs)).toBeVisible();
    if (info.project.name === "phone") expect(await violations(page)).toEqual([]);

    // The choice stays on the device.
    await page.reload();
    await app.ready();
    await map.node("Ohm’s law").focus();
    await page.keyboard.press("Enter");
    await expect(app.heading()).toHaveText("Ohm’s law");
  });
}

test("a framework shows its map too, and its list for writing again", once, async ({ app, page }) => {
  const storage = new Storage(page);
  await app.open("import");
  const lamps = framework("Lamps", { "": ["Wick", "Oil", "Flame"] }, [["Wick", "Flame"], ["Oil", "Flame", "helps"]]);
  await storage.look(bytes("lamps.json", lamps));
  await storage.accept("import");
  await app.open("skills");
  await page.getByRole("heading", { level: 2 }).getByRole("link", { name: "Lamps" }).click();
  await expect(app.heading()).toHaveText("Lamps");
  const map = new SkillMap(page);
  await map.show();
  await expect(map.node("Flame")).toHaveAccessibleName("Flame, Not assessed. Needs Wick. Helped by Oil.");
  // Solid and dashed: not by colour alone.
  const dashes = await page.locator("svg[role=group] path.edge").evaluateAll((lines) => lines.map((line) => getComputedStyle(line).strokeDasharray));
  expect(dashes.sort()).toEqual([expect.stringMatching(/\d/), "none"]);
  // In the system's own colours lines are as dark as text.
  await page.emulateMedia({ forcedColors: "active" });
  const [line, text] = await page.locator("svg[role=group] path.edge").first().evaluate((line) => [getComputedStyle(line).stroke, getComputedStyle(document.body).color]);
  expect(line).toBe(text);
  await page.emulateMedia({ forcedColors: "none" });
  // Text of twice the size: nodes grow with it, the page does not scroll sideways.
  const wide = async () => (await map.node("Flame").boundingBox())!.width;
  const before = await wide();
  await page.setViewportSize({ width: 320, height: 640 });
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  await expect.poll(wide).toBeGreaterThan(before * 1.5);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThan(2);
  await page.evaluate(() => (document.documentElement.style.fontSize = ""));

  await page.getByRole("radio", { name: "Tree", exact: true }).check({ force: true });
  await expect(page.getByLabel("New skill", { exact: true })).toBeVisible();
});

test("five hundred skills can be seen, walked through and made small", once, async ({ app, page }) => {
  test.setTimeout(180_000);
  const storage = new Storage(page);
  await app.open("import");
  await storage.look(bytes("many.json", large()));
  await storage.accept("import");
  await app.open("skills");
  const map = new SkillMap(page);
  await map.show();
  await expect(map.node("Skill 499")).toBeAttached({ timeout: 30_000 });
  await expect(page.locator("svg[role=group]").getByRole("link")).toHaveCount(520);
  await app.still();
  await map.node("Skill 0").focus();
  await expect(map.node("Skill 0")).toBeFocused();
  for (let step = 0; step < 5; step += 1) await page.keyboard.press("ArrowUp");
  await expect(map.node("Skill 15")).toBeFocused();
  await expect(map.node("Skill 15")).toBeInViewport();
  const width = () => page.locator("svg[role=group]").evaluate((svg) => svg.getBoundingClientRect().width);
  const before = await width();
  await page.getByRole("button", { name: "Smaller", exact: true }).click();
  await expect.poll(width).toBeLessThan(before);
  // The page itself never scrolls sideways.
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThan(2);
});
