// Pictures and sounds in the texts of items: put in, shown, heard, made smaller, refused, missing; and reading aloud.
import { expect, type Locator } from "@playwright/test";
import { type Lang, Items } from "../pages/items.ts";
import { type File, PIXEL, Pictures, tone } from "../pages/pictures.ts";
import { Practise } from "../pages/practise.ts";
import { violations } from "../support/places.ts";
import { once, test } from "../support/test.ts";

const TEXTS = {
  en: { ask: "What is this?", drawing: "a drawing", heart: "The heart", beat: "its beat" },
  ar: { ask: "ما هذا؟", drawing: "رسم", heart: "القلب", beat: "نبضه" },
} as const;

const width = (picture: Locator) => picture.evaluate((image: HTMLImageElement) => image.naturalWidth);

for (const lang of ["en", "ar"] as Lang[]) {
  test(`a card shows a picture, and its back is heard (${lang})`, async ({ page, app }) => {
    const [texts, items, pictures] = [TEXTS[lang], new Items(page, lang), new Pictures(page, lang)];
    const practise = new Practise(app, page, lang, true);
    await app.open(`items/new?lang=${lang}`);
    await items.field(items.words.front).fill(texts.ask);
    await pictures.put(items.words.front, "picture", PIXEL, texts.drawing);
    await expect(items.field(items.words.front)).toBeFocused();
    await expect(items.field(items.words.front)).toHaveValue(new RegExp(`^${texts.ask.replace("?", "\\?")}\n!\\[${texts.drawing}\\]\\(cairn:[0-9a-f]{64}\\)$`));
    await items.field(items.words.back).fill(texts.heart);
    await pictures.put(items.words.back, "sound", tone(2), texts.beat);
    await items.save();
    await page.getByRole("link", { name: `${texts.ask} ${texts.drawing}` }).first().click();
    await expect(pictures.shown(texts.drawing)).toBeVisible();
    await expect(pictures.player(texts.beat)).toBeVisible();
    expect(await violations(page)).toEqual([]);

    await app.visit("practise");
    await expect(pictures.shown(texts.drawing)).toBeVisible();
    expect(await width(pictures.shown(texts.drawing))).toBe(1);
    await practise.show();
    await expect(pictures.player(texts.beat)).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("r");
    await expect(pictures.player(texts.beat, "stop")).toBeVisible();
    await pictures.player(texts.beat, "stop").click();
    await expect(pictures.player(texts.beat)).toBeVisible();
    await practise.gotIt();
    await expect(app.heading()).toHaveText(practise.words.done);
  });
}

test("a large picture is made smaller, what could run is refused, and what is gone leaves its words", once, async ({ page, app }) => {
  const [items, pictures, practise] = [new Items(page), new Pictures(page), new Practise(app, page, "en")];
  await app.open("items/new");
  await items.field("Front").fill("Large");
  await page.getByRole("button", { name: pictures.words.add("Front"), exact: true }).click();
  const svg: File = { name: "x.png", mimeType: "image/png", buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>') };
  await pictures.give("picture", svg);
  await expect(pictures.sheet().getByRole("alert").filter({ hasText: "x.png is no picture or sound" })).toBeVisible();
  await pictures.give("picture", { name: "photo", mimeType: "", buffer: Buffer.from(await page.evaluate(photograph), "base64") });
  await pictures.sheet().getByRole("button", { name: pictures.words.put }).click();
  await expect(pictures.sheet().getByText(pictures.words.need)).toBeVisible();
  expect(await violations(page, "dialog[open]")).toEqual([]);
  await pictures.say("picture", "a [large] photo");

  // Pasted where one writes, without a button.
  await items.field("Back").focus();
  await page.evaluate(paste, PIXEL.buffer.toString("base64"));
  await pictures.say("picture", "a dot");
  await expect(items.field("Back")).toHaveValue(/^!\[a dot\]\(cairn:[0-9a-f]{64}\)$/);
  const dot = await items.field("Back").inputValue();
  await items.save();
  await page.getByRole("link", { name: "Saved: Large a [large] photo" }).click();
  expect(await width(pictures.shown("a [large] photo"))).toBe(1_600);

  await app.open("storage");
  await page.getByRole("button", { name: "Remove the file a [large] photo" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove the file" }).click();
  await page.getByText("The file was removed.").first().waitFor();
  await app.open("practise");
  await expect(page.getByText("a [large] photo (not on this device)")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await practise.show();
  await expect(pictures.shown("a dot")).toBeVisible();
  await practise.gotIt();
  await expect(app.heading()).toHaveText("Done for today");

  // Where things are put in order or matched it is seen too, and its words name what is pressed.
  await practise.bring([
    { form: "ordering", prompt: "In order", options: [`one ${dot}`, "two"] },
    { form: "matching", prompt: "Belongs", options: [dot, "two"], matches: ["Dot", "Two"] },
  ]);
  await app.open("practise");
  await expect(pictures.shown("a dot")).toBeVisible();
  await expect(page.getByRole("button", { name: "Move up: one a dot" })).toBeVisible();
  await practise.button("Check").click();
  await practise.next();
  await expect(pictures.shown("a dot")).toBeVisible();
  await page.getByRole("combobox", { name: "a dot" }).selectOption("Dot");
});

test("a question is read aloud in its own language; a sound begins by itself only where she asked for it", once, async ({ page, app }) => {
  const [items, pictures, practise] = [new Items(page), new Pictures(page), new Practise(app, page, "en")];
  await page.addInitScript(() => {
    const spoken: string[] = [];
    Object.assign(window, { spoken });
    const voices = ["en-GB", "sw-KE"].map((lang) => ({ lang }));
    const synthesis = Object.assign(new EventTarget(), {
      getVoices: () => voices, cancel: () => undefined,
      speak: (said: { text: string; lang: string; voice: { lang: string } }) => spoken.push([said.text, said.lang, said.voice.lang].join("|")),
    });
    Object.defineProperty(window, "speechSynthesis", { value: synthesis });
    Object.assign(window, { SpeechSynthesisUtterance: class { constructor(readonly text: string) {} } });
  });
  await practise.bring([{ form: "card", prompt: "Moyo ni **nini**?", answer: "Kiungo", language: "sw" }]);
  await app.open("items/new");
  await items.field("Front").fill("What beats?");
  await pictures.put("Front", "sound", tone(2), "a beat");
  await items.field("Back").fill("The heart");
  await items.save();
  await page.getByRole("link", { name: /^Saved/ }).waitFor();

  await app.open("practise");
  await expect(practise.question("nini")).toBeVisible();
  await practise.button("Read aloud").click();
  expect(await page.evaluate(() => (window as unknown as { spoken: string[] }).spoken)).toEqual(["Moyo ni nini?|sw|sw-KE"]);
  await practise.button("Practice menu").click();
  await page.getByRole("checkbox", { name: "Play sounds by themselves" }).check();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await practise.show();
  await practise.gotIt();
  await expect(pictures.player("a beat", "stop")).toBeVisible();
});

/** A picture of 2,400 by 1,200 pixels that no one can pack, in base 64. */
async function photograph(): Promise<string> {
  const canvas = new OffscreenCanvas(2_400, 1_200);
  const context = canvas.getContext("2d")!;
  for (let at = 0; at < 4_000; at += 1) {
    context.fillStyle = `hsl(${(at * 137) % 360} 60% ${30 + (at % 50)}%)`;
    context.fillRect((at * 7919) % 2_400, (at * 104_729) % 1_200, 60, 40);
  }
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** Pastes a picture where the focus is. */
function paste(base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], "image.png", { type: "image/png" }));
  document.activeElement!.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}
