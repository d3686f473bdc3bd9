// Fitting the schedule to one's own memory, as a person meets it.
import { expect, type Locator, type Page } from "@playwright/test";
import { type Language } from "./practise.ts";

export const WORDS = {
  en: {
    title: "Fit the schedule to my memory", none: "No answers on a later day yet", more: /^100 more, and a first fit/,
    enough: "650 answers on a later day", run: "Look for a better fit", better: /^Found: predicts you [\d.]+% better$/,
    losses: /it was off by 0\.\d+; what was in use, by 0\.\d+\. Less is better\.$/, take: "Use it", keep: "Keep the present one",
    sets: "What the schedule goes by", fit: /^Fit of /, inUse: "In use", useThis: /^Use this: Fit of /, back: "Back to the standard",
    soon: /^Memory changes slowly.* in 30 days\.$/, byItself: "Fit once a month without asking", menu: "Practice menu",
  },
  ar: {
    title: "ضبط الجدول وفق ذاكرتي", none: "لا إجابات في يوم لاحق بعد", more: /^بقيت ١٠٠ إجابة/,
    enough: "٦٥٠ إجابة في يوم لاحق", run: "البحث عن ضبط أفضل", better: /^وُجد ضبط يتوقع أفضل بمقدار/,
    losses: /والأقل أفضل\.$/, take: "استخدامه", keep: "إبقاء الحالي",
    sets: "ما يسير عليه الجدول", fit: /^ضبط /, inUse: "مستخدَم الآن", useThis: /^استخدام هذا: ضبط /, back: "العودة إلى المعتاد",
    soon: /^تتغيّر الذاكرة ببطء/, byItself: "الضبط مرة في الشهر دون سؤال", menu: "قائمة التدريب",
  },
} as const;

export class Fit {
  readonly words: (typeof WORDS)["en"];

  constructor(readonly page: Page, language: Language = "en") {
    this.words = WORDS[language] as (typeof WORDS)["en"];
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: typeof name === "string" });
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole("heading", { name });
  }

  /** What stands in the list, by its name. */
  entry(name: string | RegExp): Locator {
    const list = this.page.getByRole("region", { name: this.words.sets });
    return list.getByRole("listitem").filter({ has: this.page.getByText(name).first() });
  }

  /** Looks for weights and waits for what was found. */
  async find(): Promise<void> {
    await this.button(this.words.run).click();
    await expect(this.heading(this.words.better)).toBeVisible({ timeout: 30_000 });
  }
}
