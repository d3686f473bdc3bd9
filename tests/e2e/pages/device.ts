// One device of a learner who has two, in her language: what is on it goes out as a backup and comes in from one.
import { readFileSync } from "node:fs";
import { type Browser, expect, type Locator, type Page } from "@playwright/test";
import { type Complaints } from "../support/test.ts";
import { App } from "./app.ts";
import { bytes, Storage, WORDS as FILES } from "./storage.ts";

export type Language = "en" | "ar" | "es";

const WORDS = {
  en: { title: "Title", save: "Save", undo: "Undo" },
  ar: { title: "العنوان", save: "حفظ", undo: "تراجع" },
  es: { title: "Título", save: "Guardar", undo: "Deshacer" },
} as const;

export class Device {
  readonly app: App;
  readonly storage: Storage;

  private constructor(readonly page: Page, readonly language: Language, private readonly close: () => Promise<void>) {
    this.app = new App(page);
    this.storage = new Storage(page, FILES[language]);
  }

  static async of(browser: Browser, complaints: Complaints, baseURL: string | undefined, language: Language): Promise<Device> {
    const context = await browser.newContext({ baseURL });
    complaints.watch(context);
    return new Device(await context.newPage(), language, () => context.close());
  }

  async put(): Promise<void> {
    await this.close();
  }

  async open(route: string): Promise<void> {
    await this.app.open(`${route}?lang=${this.language}`);
  }

  /** Where the page is, as a route. */
  here(): string {
    return new URL(this.page.url()).pathname.slice(1);
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  link(name: string): Locator {
    return this.page.getByRole("link", { name, exact: true });
  }

  /** Everything on it, as a file. */
  async copy(): Promise<Buffer> {
    await this.open("storage");
    return readFileSync(await (await this.storage.backUp()).path());
  }

  /** What joining a copy would do. */
  async look(copy: Buffer): Promise<void> {
    await this.open("import");
    await this.storage.look(bytes("copy.cairn", copy));
  }

  /** Joins a copy; the hash of what is here then. */
  async bring(copy: Buffer): Promise<string> {
    await this.look(copy);
    await this.storage.accept("restore");
    return this.storage.fingerprint();
  }

  /** Puts something into the library and gives its address. */
  async keep(title: string): Promise<string> {
    await this.open("library/new");
    await this.page.getByLabel(WORDS[this.language].title, { exact: true }).fill(title);
    await this.button(WORDS[this.language].save).click();
    await expect(this.app.heading()).toHaveText(title);
    return this.here();
  }

  /** Writes a long text and waits until it stands alone. */
  async write(door: string, field: string, text: string): Promise<void> {
    await this.button(door).click();
    await this.page.getByLabel(field, { exact: true }).fill(text);
    await this.button(WORDS[this.language].save).click();
    await expect(this.page.getByLabel(field, { exact: true })).toHaveCount(0);
    await expect(this.page.getByRole("blockquote")).toHaveText([text]);
  }

  /** Takes back what was done last, by the toast. */
  async undo(): Promise<void> {
    await this.button(WORDS[this.language].undo).click();
  }
}
