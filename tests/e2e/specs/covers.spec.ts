// Covered parts of a picture, from a package as Anki writes it: each is a card, whose front covers all of them and marks the
// one that is asked, and whose back shows that one. What covers has the picture's size, in every width and all colours.
import { readFileSync } from "node:fs";
import { type Locator } from "@playwright/test";
import { Device } from "../pages/device.ts";
import { type Language, Practise } from "../pages/practise.ts";
import { bytes, Storage, WORDS as FILES } from "../pages/storage.ts";
import { occluded } from "../support/apkg.ts";
import { violations } from "../support/places.ts";
import { expect, test } from "../support/test.ts";

const WORDS = {
  en: {
    header: "The heart", extra: "Two atria, two ventricles", front: "3 parts are covered; one is asked.",
    back: "The part that was asked is outlined; 2 stay covered.", export: "Cards and questions for Anki",
  },
  ar: {
    header: "القلب", extra: "أذينان وبطينان", front: "٣ أجزاء مغطاة؛ والسؤال عن واحد.",
    back: "الجزء المسؤول عنه محاط بخط؛ ويبقى جزآن مغطيين.", export: "البطاقات والأسئلة إلى Anki",
  },
} as const;

const PARTS = [
  "rect:left=.1:top=.1:width=.3:height=.2:oi=1", "ellipse:left=.5:top=.5:rx=.1:ry=.2:oi=1",
  "polygon:points=.7,.1 .9,.1 .8,.3:oi=1",
];

const picture = readFileSync(new URL("../picture.png", import.meta.url));

/** Whether what covers lies exactly on its picture. */
const lies = (covers: Locator) => covers.evaluate((svg) => {
  const [over, under] = [svg, svg.parentElement!.querySelector("img")!].map((one) => one.getBoundingClientRect());
  return (["left", "top", "width", "height"] as const).every((side) => Math.abs(over![side] - under![side]) < 1);
});

/** How each part is filled, in the order in which they are drawn; what is open has a line under its line. */
const fills = (covers: Locator) => covers.locator(":is(rect, ellipse, polygon):not(.under)").evaluateAll((parts) => parts.map((part) => getComputedStyle(part).fill));

for (const language of ["en", "ar"] as Language[]) {
  test(`a covered part of a picture is asked and shown (${language})`, async ({ app, page, browser, complaints, baseURL }, info) => {
    const [words, practise] = [WORDS[language], new Practise(app, page, language)];
    const storage = new Storage(page, FILES[language]);
    const file = occluded({ parts: PARTS, header: words.header, extra: words.extra, picture });
    // Colours that change are measured at their end.
    await page.emulateMedia({ reducedMotion: "reduce" });
    await app.open(`import?lang=${language}`);
    await storage.look(bytes("heart.apkg", file));
    await storage.accept("import");

    await app.visit("practise");
    await practise.at(0, 3);
    const front = page.locator("#question").getByRole("img", { name: words.front, exact: true });
    await expect(front).toBeVisible();
    await expect(page.locator("#question").getByRole("img", { name: "heart", exact: true })).toBeVisible();
    await expect(practise.question(words.header)).toBeVisible();
    expect(await lies(front)).toBe(true);
    expect(new Set(await fills(front)).size).toBe(2);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await lies(front)).toBe(true);

    await practise.show();
    const back = practise.answer().getByRole("img", { name: words.back, exact: true });
    await expect(back).toBeVisible();
    expect((await fills(back)).filter((fill) => fill === "none")).toHaveLength(1);
    await expect(page.getByText(words.extra, { exact: true })).toBeVisible();
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await violations(page)).toEqual([]);
    // Covered is covered in the colours of the system too.
    await page.emulateMedia({ forcedColors: "active" });
    for (const fill of await fills(front)) expect(fill).toMatch(/^rgb\(/);
    await page.emulateMedia({ forcedColors: "none", colorScheme: null });
    await practise.gotIt();
    await practise.at(1, 3);
    if (info.project.name !== "phone") return;

    // They go back as the note that they were.
    await app.visit("storage");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: words.export, exact: true }).click();
    const path = await (await download).path();
    const other = await Device.of(browser, complaints, baseURL, language);
    const files = new Storage(other.page, FILES[language]);
    await other.app.open(`import?lang=${language}`);
    await files.look(path);
    await files.accept("import");
    await other.app.visit("practise");
    await expect(other.page.locator("#question").getByRole("img", { name: words.front, exact: true })).toBeVisible();
    await other.put();
  });
}
