// What fades, and finding out where to begin, as a person meets them: by role and name, in two languages.
import { type Locator, type Page } from "@playwright/test";

export const WORDS = {
  en: {
    fading: /fading: est\. \d+\s?%/, listed: "Self-reported, fading", still: "Still there today", again: "Note how it went", fresh: /^Fresh\. A refresh is due from/,
    situation: "In which situation?", door: "Find out where to begin", can: "I can", notYet: "Not yet", notSure: "Not sure", stop: "Stop and see", undo: "Take the last answer back",
    result: "Where to begin", begin: "Begin with", keep: "Keep this", concluded: "Probably known", tookBack: "Undo",
    hint: "Show the hint", wasSure: /^You were 80\s?% sure\.$/, leftOpen: "It was left open.",
    at: (place: number, most: number) => `Question ${place} of ${most} at most`,
  },
  ar: {
    fading: /في تراجع: بقي نحو/, listed: "تقدير ذاتي، في تراجع", still: "ما بقي منها اليوم", again: "تدوين النتيجة", fresh: /^حاضرة/,
    situation: "في أي موقف؟", door: "تحديد نقطة البداية", can: "يمكنني", notYet: "ليس بعد", notSure: "لا أدري", stop: "التوقف وعرض النتيجة", undo: "سحب الإجابة الأخيرة",
    result: "نقطة البداية", begin: "تكون البداية بما يلي", keep: "حفظ النتيجة", concluded: "معروفة على الأرجح", tookBack: "تراجع",
    hint: "عرض التلميح", wasSure: /^كانت درجة الثقة/, leftOpen: "بقيت مفتوحة.",
    at: (place: number, most: number) => `السؤال ${arabic(place)} من ${arabic(most)} على الأكثر`,
  },
} as const;

const arabic = (n: number) => new Intl.NumberFormat("ar-u-nu-arab").format(n);

export class Placement {
  constructor(readonly page: Page, readonly words: (typeof WORDS)[keyof typeof WORDS]) {}

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  async begin(): Promise<void> {
    await this.page.getByRole("link", { name: this.words.door, exact: true }).click();
  }

  /** The question so far, and of how many at most. */
  at(place: number, most: number): Locator {
    return this.page.getByText(this.words.at(place, most), { exact: true });
  }

  /** What is asked: the name of a skill, or an item that practises it. */
  question(): Locator {
    return this.page.locator("#question");
  }
}
