// Banks of questions and notes with cards: what is in the file is said first, what is broken is told with its line, what comes
// in can be practised, and goes out again.
import { violations } from "../support/places.ts";
import { type Language, Practise } from "../pages/practise.ts";
import { bytes, Storage, WORDS as FILES } from "../pages/storage.ts";
import { expect, once, test } from "../support/test.ts";

const WORDS = {
  en: {
    gift: /^Questions in GIFT\./, quiz: /^Questions from Moodle\./, aiken: /^Questions in Aiken\./, notes: /^Cards from notes in Markdown\./,
    broken: "Line 7: A brace is not closed here, so the question was left out. ({=a ~b)",
    scripts: /Scripts were left out\. Cairn runs nothing that comes in a file/,
    same: "Everything in this file is here already.", items: "Go to cards and questions", paste: "Paste text instead", text: "The text of the file", read: "Read this text",
    outGift: "Questions as GIFT", outNotes: "Cards and questions as notes in Markdown", left: "Not in the file",
  },
  ar: {
    gift: /^أسئلة بصيغة GIFT\./, quiz: /^أسئلة من Moodle\./, aiken: /^أسئلة بصيغة Aiken\./, notes: /^بطاقات من ملاحظات/,
    broken: /^السطر .*هنا قوس لم يُغلق، فتُرك السؤال/,
    scripts: /تُركت برمجة\. لا يشغّل كيرن شيئًا مما يأتي في ملف/,
    same: "كل ما في هذا الملف موجود هنا من قبل.", items: "إلى البطاقات والأسئلة", paste: "لصق نص بدلًا من ذلك", text: "نص الملف", read: "قراءة هذا النص",
    outGift: "الأسئلة بصيغة GIFT", outNotes: "البطاقات والأسئلة ملاحظات Markdown", left: "ليس في الملف",
  },
} as const;

const GIFT = `$CATEGORY: History

::Ada::Who wrote the first program? {=Ada Lovelace ~Grace Hopper#Later.}

::Born::When was she born? {#1815:0}

::Broken::Unfinished {=a ~b
`;
const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const XML = `<?xml version="1.0" encoding="UTF-8"?><quiz>
<question type="category"><category><text>$course$/Physics</text></category></question>
<question type="truefalse"><name><text>Light</text></name>
<questiontext format="html"><text><![CDATA[<p>Light is a <b>wave</b>.</p><img src="@@PLUGINFILE@@/wave.png" alt="a wave"><script>document.title = "caught"</script>]]></text>
<file name="wave.png" encoding="base64">${PIXEL}</file></questiontext>
<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question></quiz>`;
const AIKEN = "What is 2 + 2?\nA. Three\nB. Four\nANSWER: B\n";
const NOTE = "---\ntags: [flashcards/birds]\n---\n\nLargest bird::Ostrich\n\nThe ==wren== is small.\n";

for (const language of ["en", "ar"] as Language[]) {
  const words = WORDS[language];

  test(`questions in GIFT are looked at, brought in and practised (${language})`, async ({ app, page }, info) => {
    const storage = new Storage(page, FILES[language]);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await app.open(`import?lang=${language}`);
    await storage.look(bytes("history.gift", GIFT));
    await expect(page.getByText(words.gift)).toBeVisible();
    await expect(page.getByText(words.broken)).toBeVisible();
    if (info.project.name === "phone") expect(await violations(page)).toEqual([]);
    await storage.accept("import");
    await page.getByRole("link", { name: words.items, exact: true }).click();
    await expect(page.getByRole("link", { name: "Who wrote the first program?" })).toBeVisible();
    await app.visit("practise");
    const practise = new Practise(app, page, language);
    await expect(practise.question("Who wrote the first program?")).toBeVisible();
    await page.getByRole("radio", { name: "Grace Hopper" }).check();
    await practise.button(practise.words.check).click();
    // What the bank says of this answer.
    await expect(page.getByText("Later.", { exact: true })).toBeVisible();
    await app.visit("import");
    await storage.look(bytes("history (1).gift", GIFT));
    await expect(page.getByText(words.same)).toBeVisible();
  });

  test(`questions of Moodle bring their pictures and run nothing (${language})`, once, async ({ app, page }) => {
    const storage = new Storage(page, FILES[language]);
    await app.open(`import?lang=${language}`);
    await storage.look(bytes("physics.xml", XML));
    await expect(page.getByText(words.quiz)).toBeVisible();
    await expect(page.getByText(words.scripts)).toBeVisible();
    await storage.accept("import");
    await app.visit("practise");
    await expect(page.locator("#question").getByRole("img", { name: "a wave" })).toBeVisible();
    expect(await page.title()).not.toBe("caught");
  });

  test(`Aiken is pasted, notes are chosen, and all goes out (${language})`, once, async ({ app, page }) => {
    const storage = new Storage(page, FILES[language]);
    await app.open(`import?lang=${language}`);
    await page.getByText(words.paste, { exact: true }).click();
    await page.getByLabel(words.text, { exact: true }).fill(AIKEN);
    await page.getByRole("button", { name: words.read, exact: true }).click();
    await expect(page.getByText(words.aiken)).toBeVisible();
    await storage.accept("import");
    await app.visit("import");
    await storage.look(bytes("Birds.md", NOTE));
    await expect(page.getByText(words.notes)).toBeVisible();
    await storage.accept("import");
    await app.visit("storage");
    for (const [name, content] of [[words.outGift, /Largest bird/], [words.outNotes, /^PK/]] as const) {
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name, exact: true }).click();
      const path = await (await download).path();
      const { readFileSync } = await import("node:fs");
      expect(readFileSync(path, "latin1")).toMatch(content);
    }
    // A choice can be read in a note and does not come back from there; this is said.
    await expect(page.getByText(words.left, { exact: true })).toBeVisible();
  });
}
