// Pictures and sounds in the texts of items, as a person puts them in, in a language.
import { type Locator, type Page } from "@playwright/test";

export const WORDS = {
  en: {
    add: (field: string) => `Add a picture or sound: ${field}`, title: "Picture or sound", picture: "Add a picture", sound: "Add a sound",
    seen: "What it shows, in a few words", heard: "What one hears, in a few words", put: "Put it in", need: "Say it in a few words.",
    play: (words: string) => `Play: ${words}`, stop: (words: string) => `Stop: ${words}`, gone: (words: string) => `${words} (not on this device)`,
  },
  ar: {
    add: (field: string) => `إضافة صورة أو صوت: ${field}`, title: "صورة أو صوت", picture: "إضافة صورة", sound: "إضافة صوت",
    seen: "ما تعرضه، في كلمات قليلة", heard: "ما يُسمع، في كلمات قليلة", put: "وضعه في النص", need: "يلزم وصفه في كلمات قليلة.",
    play: (words: string) => `تشغيل: ${words}`, stop: (words: string) => `إيقاف: ${words}`, gone: (words: string) => `${words} (ليس على هذا الجهاز)`,
  },
} as const;

export type File = { name: string; mimeType: string; buffer: Buffer };

/** A picture of one red pixel, under the name and type that someone gave it. */
export const PIXEL: File = {
  name: "heart.jpg", mimeType: "image/jpeg",
  buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==", "base64"),
};

/** A sound of so many seconds: a low tone, in 8 bits. */
export function tone(seconds: number): File {
  const rate = 8_000;
  const body = Buffer.from(Array.from({ length: rate * seconds }, (_, at) => 128 + Math.round(40 * Math.sin(at / 6))));
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + body.length, 4);
  head.write("WAVEfmt ", 8);
  [16, 1 | (1 << 16), rate, rate, 1 | (8 << 16)].forEach((value, at) => head.writeUInt32LE(value, 16 + at * 4));
  head.write("data", 36);
  head.writeUInt32LE(body.length, 40);
  return { name: "beat.bin", mimeType: "application/octet-stream", buffer: Buffer.concat([head, body]) };
}

export class Pictures {
  readonly words: (typeof WORDS)["en"];

  constructor(readonly page: Page, language: keyof typeof WORDS = "en") {
    this.words = WORDS[language] as (typeof WORDS)["en"];
  }

  sheet(): Locator {
    return this.page.getByRole("dialog", { name: this.words.title, exact: true });
  }

  /** Gives a file to the chooser of the sheet. */
  async give(kind: "picture" | "sound", file: File): Promise<void> {
    await this.sheet().getByLabel(this.words[kind], { exact: true }).setInputFiles(file);
  }

  /** Puts a file into a field of the form, with its words. */
  async put(field: string, kind: "picture" | "sound", file: File, words: string): Promise<void> {
    await this.page.getByRole("button", { name: this.words.add(field), exact: true }).click();
    await this.give(kind, file);
    await this.say(kind, words);
  }

  /** Says in words what was taken, and puts it in. */
  async say(kind: "picture" | "sound", words: string): Promise<void> {
    await this.sheet().getByLabel(kind === "picture" ? this.words.seen : this.words.heard).fill(words);
    await this.sheet().getByRole("button", { name: this.words.put }).click();
    await this.sheet().waitFor({ state: "hidden" });
  }

  /** A picture that is shown, once it is there. */
  shown(words: string): Locator {
    return this.page.getByRole("img", { name: words, exact: true }).filter({ visible: true });
  }

  player(words: string, state: "play" | "stop" = "play"): Locator {
    return this.page.getByRole("button", { name: this.words[state](words), exact: true });
  }
}
