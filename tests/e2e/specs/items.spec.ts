// Cards and questions: writing, finding, changing many at once, decks, and what Markdown shows.
import { type Lang, Items, WORDS } from "../pages/items.ts";
import { expect, once, test } from "../support/test.ts";

const TEXTS = {
  en: { cell: "The cell", life: "The unit of life", tissue: "Tissue", many: "Many cells", deck: "Biology" },
  ar: { cell: "الخلية", life: "وحدة الحياة", tissue: "النسيج", many: "خلايا كثيرة", deck: "الأحياء" },
} as const;

for (const lang of Object.keys(WORDS) as Lang[]) {
  const texts = TEXTS[lang];
  test(`a card takes three taps, is found, moved with another into a deck, and deleted (${lang})`, async ({ page, app }) => {
    const items = new Items(page, lang);
    const { words } = items;
    // Today of someone new is the first run.
    await app.open(`goals?lang=${lang}`);
    // Typing apart: Add, Card, Save.
    await page.getByRole("button", { name: words.add, exact: true }).first().click();
    await page.getByRole("dialog").getByRole("link", { name: words.card, exact: true }).click();
    await expect(items.field(words.front)).toBeFocused();
    await items.card(`**${texts.cell}**`, texts.life, texts.cell);
    await expect(items.field(words.front)).toHaveValue("");
    await expect(items.field(words.front)).toBeFocused();
    await items.card(texts.tissue, texts.many);

    await app.visit("items");
    await items.search().fill(texts.life.toUpperCase());
    await expect(items.item(texts.cell)).toBeVisible();
    await expect(items.item(texts.tissue)).toBeHidden();
    await items.search().fill("");

    await page.getByRole("radio", { name: words.decks }).check({ force: true });
    await page.getByLabel(words.newDeck, { exact: true }).fill(texts.deck);
    await page.getByRole("button", { name: words.addDeck }).click();
    await expect(app.heading()).toHaveText(texts.deck);
    await expect(page.getByRole("link", { name: words.newHere })).toBeVisible();
    const deck = new URL(page.url()).pathname.slice(1);

    await app.visit("items");
    await page.getByRole("radio", { name: words.title }).check({ force: true });
    await page.getByRole("button", { name: words.select }).click();
    await page.getByRole("checkbox", { name: texts.cell }).check();
    await page.getByRole("checkbox", { name: texts.tissue }).check();
    await expect(page.getByText(words.selected)).toBeVisible();
    await page.getByRole("button", { name: words.change }).click();
    await page.getByRole("button", { name: words.move }).click();
    await page.getByRole("dialog").getByRole("button", { name: texts.deck }).click();
    await app.visit(deck);
    await expect(items.item(texts.cell)).toBeVisible();
    await expect(items.item(texts.tissue)).toBeVisible();

    await items.item(texts.cell).click();
    await expect(app.heading()).toHaveText(words.card);
    await expect(page.locator("strong", { hasText: texts.cell })).toBeVisible();
    await expect(page.getByText(words.isNew)).toBeVisible();
    await expect(page.getByRole("link", { name: words.practiseNow })).toBeVisible();
    await page.getByRole("button", { name: words.delete, exact: true }).click();
    await expect(app.heading()).toHaveText(words.title);
    await expect(items.item(texts.cell)).toBeHidden();
    await page.getByRole("button", { name: words.undo }).click();
    await expect(items.item(texts.cell)).toBeVisible();
  });
}

test("a gap is made of the word that is marked; what is left without saving is kept", once, async ({ page, app }) => {
  const items = new Items(page);
  await app.open("items/new");
  await items.field("Kind").selectOption("cloze");
  const text = items.field("Text with gaps");
  await text.fill("The cell is the unit of life.");
  await items.save();
  await expect(page.getByText("Make at least one gap.")).toBeVisible();
  await expect(text).toHaveAttribute("aria-invalid", "true");
  await text.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(4, 8));
  await page.getByRole("button", { name: "Make a gap" }).click();
  await expect(text).toHaveValue("The {{c1::cell}} is the unit of life.");
  await expect(text).toBeFocused();
  await app.visit("items");
  await items.item("The cell is the unit of life.").click();
  await expect(page.locator("mark", { hasText: "cell" })).toBeVisible();
});

test("a choice says what is right and why; a change that is refused stays in its field", once, async ({ page, app }) => {
  const items = new Items(page);
  await app.open("items/new");
  await items.field("Kind").selectOption("single");
  await items.field("Question").fill("2 + 2");
  await items.field("Option 1").fill("3");
  await items.field("Option 2").fill("4");
  await items.save();
  await expect(page.getByText("Say which option is right.")).toBeVisible();
  await page.getByRole("group", { name: "Option 2" }).getByRole("radio").check();
  await page.getByRole("group", { name: "Option 1" }).getByText("What to say").first().click();
  await page.getByRole("group", { name: "Option 1" }).getByRole("textbox").last().fill("One too few");
  await page.getByRole("button", { name: "Move down: Option 1" }).click();
  await items.save();
  await page.getByRole("link", { name: "Saved: 2 + 2" }).click();
  await expect(app.heading()).toHaveText("One right option");
  const options = page.getByRole("region", { name: "Options" }).getByRole("listitem");
  await expect(options.first()).toContainText("This is right");
  await expect(options.nth(1)).toContainText("One too few");

  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await items.field("Question").fill(" ");
  await items.save();
  await expect(items.field("Question")).toHaveAttribute("aria-invalid", "true");
  await items.field("Question").fill("What is 2 + 2?");
  await items.save();
  await expect(page.getByText("What is 2 + 2?").filter({ visible: true }).first()).toBeVisible();
});

test("Markdown is shown as nodes: no script, no foreign link, no picture is fetched", once, async ({ page, app }) => {
  const items = new Items(page);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await app.open("items/new");
  const back = [
    "| a | b |\n|---|---|\n| c | d |",
    "- one\n- two",
    "`let x`, $\\frac{1}{2}$",
    "[out](https://example.org/a) [in](javascript:alert(1))",
    "![a picture](https://example.org/x.png)",
    "<img src=x onerror=alert(1)>",
  ].join("\n\n");
  await items.card("Marks", back);
  await page.getByRole("link", { name: "Saved: Marks" }).click();
  await expect(app.heading()).toHaveText("Card");
  const shown = page.getByRole("region", { name: "Back" });
  await expect(shown.getByRole("cell", { name: "d" })).toBeVisible();
  await expect(shown.getByRole("listitem")).toHaveCount(2);
  await expect(shown.locator("math mfrac")).toBeVisible();
  await expect(shown.getByRole("link")).toHaveCount(1);
  await expect(shown.getByRole("link", { name: "out" })).toHaveAttribute("rel", "noopener noreferrer");
  await expect(shown.getByText("a picture")).toBeVisible();
  await expect(shown.getByText("<img src=x onerror=alert(1)>")).toBeVisible();
  await expect(shown.locator("img")).toHaveCount(0);
  expect(asked.filter((url) => url.includes("example.org"))).toEqual([]);
});

test("a skill shows what practises it, and a card is written for it", once, async ({ page, app }) => {
  const items = new Items(page);
  await app.open("skills");
  await page.getByRole("button", { name: "Show an example" }).click();
  await page.getByRole("link", { name: "Measure voltage" }).filter({ visible: true }).first().click();
  await page.getByRole("link", { name: "Write a card" }).click();
  await expect(app.heading()).toHaveText("New card or question");
  await items.card("Where do the probes go?", "In parallel");
  await page.getByRole("link", { name: "Back to Skills" }).click();
  await expect(page.getByRole("region", { name: "Practise" }).getByRole("link", { name: "Where do the probes go?" })).toBeVisible();
});
