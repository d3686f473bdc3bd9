// What went wrong: the sheet in which it is noted, the list, and how sure she was beside how it turned out.
import { expect, type Locator, type Page } from "@playwright/test";
import type { Language } from "./practise.ts";

export const WORDS = {
  en: {
    yourAnswer: "Your answer", sure: "80%: quite sure", askSure: "Ask how sure I am", close: "Close", note: "Note why", mixedUp: "Mixed it up", reread: "Practise it again",
    day: "On which day?", words: "In your words, if you like", saveOn: "Save and go on", save: "Save", need: /^Choose a reason/, noted: "Mistake noted",
    sheet: "Why it went wrong", title: "Mistakes", open: "Open", last: "Not noted yet", done: "Done", through: "Mark as done", again: "Open again", delete: "Delete",
    count: "One mistake to come back to", confidence: "Confidence and results", door: "See how sure and how right you were", answered: "You answered:",
    few: /^2 answers so far/, seen: /80% sure: 0% right, 2 answers/, undo: "Undo", now: "Practise it now",
  },
  ar: {
    yourAnswer: "الإجابة", sure: /ثقة$/, askSure: "السؤال عن درجة الثقة", close: "إغلاق", note: "تدوين السبب", mixedUp: "اختلط بغيره", reread: "التدريب عليه من جديد",
    day: "في أي يوم؟", words: "بكلمات حرة، اختياريًا", saveOn: "حفظ ومتابعة", save: "حفظ", need: /^يُختار سبب/, noted: "دُوّن الخطأ",
    sheet: "سبب الخطأ", title: "الأخطاء", open: "مفتوحة", last: "لم تدوَّن بعد", done: "منجزة", through: "تم العمل عليه", again: "إعادة فتحه", delete: "حذف",
    count: "خطأ واحد للعودة إليه", confidence: "الثقة والنتيجة", door: "عرض درجة الثقة وما صح", answered: "الإجابة كانت:",
    few: /^إجابتان حتى الآن/, seen: /الصحيح ٠٪؜?، من إجابتين/, undo: "تراجع", now: "التدريب عليه الآن",
  },
} as const;

export class Mistakes {
  readonly words: (typeof WORDS)["en"];

  constructor(readonly page: Page, language: Language) {
    this.words = WORDS[language] as unknown as (typeof WORDS)["en"];
  }

  sheet(): Locator {
    return this.page.getByRole("dialog", { name: this.words.sheet });
  }

  /** The row of what is noted of an item. */
  row(item: string): Locator {
    return this.page.getByRole("main").getByRole("listitem").filter({ hasText: item });
  }

  button(what: string, item: string): Locator {
    // What another script says stands in isolates.
    return this.page.getByRole("button", { name: new RegExp(`^${what}: \\u2068?${item}\\u2069?$`) });
  }

  /** One of the lists. */
  async list(name: string): Promise<void> {
    await this.page.getByRole("main").getByText(name, { exact: true }).click();
  }

  /** Chooses in the sheet. */
  async choose(name: string): Promise<void> {
    await this.sheet().getByText(name, { exact: true }).click();
  }

  async saved(): Promise<void> {
    await expect(this.sheet()).toBeHidden();
  }
}
