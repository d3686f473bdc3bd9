// Practice as a person meets it: a question, the answer, how it went, the end of a sitting. By touch, or by keys where
// there is a keyboard.
import { expect, type Locator, type Page } from "@playwright/test";
import { type App } from "./app.ts";
import { bytes, Storage, WORDS as FILES } from "./storage.ts";

export type Language = "en" | "ar";

export const WORDS = {
  en: {
    practise: "Practise", show: "Show answer", check: "Check", dontKnow: "I don’t know", next: /^Next/, notYet: /^Not yet(?!,)/, gotIt: /^Got it/,
    undo: "Undo the last answer", menu: "Practice menu", close: "Close practice", done: "Done for today", back: "Back to Today",
    main: (n: number) => new RegExp(`^Practise ${n}, about`), place: (done: number, all: number) => `${done} of ${all}`,
    summary: (n: number, right: number) => new RegExp(`^${n} answers in .*, ${right} of them right$`), answer: "Answer",
    tomorrow: /due tomorrow/, keys: "Keys", keyMain: "Show the answer, and go on", today: "Today", flag: "Flag", flagged: "Flagged", change: "Change it", edit: "Edit", backSide: "Back", save: "Save", toPractice: "Back to Practice",
    goOn: (n: number) => `Go on practising: ${n} left`, resume: "Go on",
    field: "Your answer", leave: "Leave it for today", left: "One of them is what you left for today.", now: "Practise it now", ended: "Done",
  },
  ar: {
    practise: "التدريب", show: "عرض الإجابة", check: "تحقّق", dontKnow: "لا أعرف", next: /^التالي/, notYet: /^ليس بعد(?!،)/, gotIt: /^عُرفت/,
    undo: "التراجع عن الإجابة الأخيرة", menu: "قائمة التدريب", close: "إغلاق التدريب", done: "تم ما لليوم", back: "عودة إلى اليوم",
    main: (n: number) => new RegExp(`^التدريب على ${arabic(n)}، نحو`), place: (done: number, all: number) => `${arabic(done)} من ${arabic(all)}`,
    summary: (n: number, right: number) => new RegExp(`^${arabic(n)} إجابات في .*، الصحيح منها ${arabic(right)}$`), answer: "الإجابة",
    tomorrow: /يحين (غدًا|موعده غدًا)/, keys: "المفاتيح", keyMain: "عرض الإجابة، ثم المتابعة", today: "اليوم", flag: "وضع علامة", flagged: "عليها علامة", change: "تعديل", edit: "تعديل", backSide: "الظهر", save: "حفظ", toPractice: "العودة إلى التدريب",
    goOn: (n: number) => `متابعة التدريب: بقي ${n === 1 ? "واحد" : arabic(n)}`, resume: "متابعة",
    field: "الإجابة", leave: "تركه لهذا اليوم", left: "منها واحد تُرك لهذا اليوم.", now: "التدريب عليه الآن", ended: "تم",
  },
} as const;

const arabic = (n: number) => new Intl.NumberFormat("ar-u-nu-arab").format(n);

/** An item as a row of a table: its fields by name, several things of one field in a list. */
export type Row = Record<string, string | string[]>;

/** A table of items as Cairn writes it, in this order. */
export function table(rows: Row[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: string | string[] = "") => `"${(Array.isArray(value) ? value.join(" | ") : value).replaceAll('"', '""')}"`;
  const line = (row: Row, at: number) => ["", ...names.map((name) => row[name]), new Date(Date.UTC(2026, 0, 1, 0, at)).toISOString()].map(cell).join(",");
  return [["cairn_item", ...names, "created"].join(","), ...rows.map(line)].join("\r\n");
}

export class Practise {
  readonly words: (typeof WORDS)["en"];

  constructor(readonly app: App, readonly page: Page, readonly language: Language, private readonly hands: boolean | "touch" = false) {
    this.words = WORDS[language] as (typeof WORDS)["en"];
  }

  /** Brings items in. */
  async bring(rows: Row[]): Promise<void> {
    const storage = new Storage(this.page, FILES[this.language]);
    await this.app.open(`import?lang=${this.language}`);
    await storage.look(bytes("items.csv", table(rows)));
    await storage.accept("import");
  }

  question(text: string): Locator {
    return this.page.locator("#question").getByText(text, { exact: true });
  }

  answer(): Locator {
    return this.page.getByRole("region", { name: this.words.answer, exact: true });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: typeof name === "string" });
  }

  /** Until so many are through, of so many. */
  async at(done: number, all: number): Promise<void> {
    await expect(this.page.getByText(this.words.place(done, all), { exact: true })).toBeVisible();
  }

  /** Shows the answer to a card. */
  async show(): Promise<void> {
    await this.press("Space", this.words.show);
    await expect(this.answer()).toBeVisible();
  }

  async notYet(): Promise<void> {
    await this.press("1", this.words.notYet);
  }

  async gotIt(): Promise<void> {
    await this.press("3", this.words.gotIt);
  }

  async undo(): Promise<void> {
    await this.press("u", this.words.undo);
  }

  /** Has what was given in the fields graded, and looks at the verdict. */
  async check(verdict: string): Promise<void> {
    await this.button(this.words.check).click();
    await this.verdict(verdict);
  }

  /** What is said first of an answer. */
  async verdict(words: string): Promise<void> {
    await expect(this.answer().getByRole("paragraph").first()).toHaveText(words);
  }

  async next(): Promise<void> {
    await this.button(this.words.next).click();
  }

  /** Loads Today again: what comes at rest has its place there, so what lies below stays where it was first drawn. */
  async comesWithoutMoving(panel: Locator): Promise<void> {
    await expect.poll(() => this.page.evaluate(() => localStorage.getItem("cairn.practice"))).toMatch(/^"\d\d+ 0"$/);
    await this.page.addInitScript(() => {
      const watch = new MutationObserver(() => {
        const below = document.querySelector("#main .empty");
        if (!below) return;
        Object.assign(window, { drawnAt: below.getBoundingClientRect().top });
        watch.disconnect();
      });
      watch.observe(document, { subtree: true, childList: true });
    });
    await this.page.reload();
    await expect(panel).toBeVisible();
    const moved = await this.page.evaluate(() => {
      const { drawnAt } = window as unknown as { drawnAt: number };
      return Math.abs(document.querySelector("#main .empty")!.getBoundingClientRect().top - drawnAt);
    });
    expect(moved).toBeLessThan(12);
  }

  private async press(key: string, name: string | RegExp): Promise<void> {
    if (this.hands === true) await this.page.keyboard.press(key);
    else if (this.hands === "touch") await this.button(name).tap();
    else await this.button(name).click();
  }
}
