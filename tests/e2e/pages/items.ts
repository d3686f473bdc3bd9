// Cards and questions as a person meets them, in a language: by role and name.
import { type Locator, type Page } from "@playwright/test";

/** The names that a story needs, in each language. */
export const WORDS = {
  en: {
    title: "Cards and questions",
    add: "Add",
    card: "Card",
    front: "Front",
    back: "Back",
    save: "Save",
    kind: "Kind",
    search: "Search cards and questions",
    filter: "Filter",
    all: "All",
    undo: "Undo",
    delete: "Delete",
    select: "Select several",
    change: "Change these",
    move: "Move to a deck",
    decks: "Decks",
    newDeck: "New deck",
    addDeck: "Add the deck",
    isNew: "New: it was not asked yet.", practiseNow: "Practise it now", newHere: "New card here",
    gapsText: "Text with gaps",
    makeGap: "Make a gap",
    cloze: "Text with gaps",
    one: "1 card or question",
    selected: "2 selected",
  },
  ar: {
    title: "البطاقات والأسئلة",
    add: "إضافة",
    card: "بطاقة",
    front: "الوجه",
    back: "الظهر",
    save: "حفظ",
    kind: "النوع",
    search: "البحث في البطاقات والأسئلة",
    filter: "تصفية",
    all: "الكل",
    undo: "تراجع",
    delete: "حذف",
    select: "تحديد عدة عناصر",
    change: "تغيير المحدَّد",
    move: "نقل إلى رزمة",
    decks: "الرُّزم",
    newDeck: "رزمة جديدة",
    addDeck: "إضافة الرزمة",
    isNew: "جديد: لم يُسأل عنه بعد.", practiseNow: "التدريب عليه الآن", newHere: "بطاقة جديدة هنا",
    gapsText: "النص بفراغاته",
    makeGap: "جعلها فراغًا",
    cloze: "نص بفراغات",
    one: "بطاقة أو سؤال واحد",
    selected: "حُدِّد عنصران",
  },
} as const;

export type Lang = keyof typeof WORDS;

export class Items {
  readonly words: (typeof WORDS)[Lang];

  constructor(
    readonly page: Page,
    lang: Lang = "en",
  ) {
    this.words = WORDS[lang];
  }

  field(name: string): Locator {
    return this.page.getByRole("main").getByLabel(name, { exact: true }).and(this.page.locator("input, textarea, select"));
  }

  /** Writes a card into the form that is open, which is empty again once it is saved; `name` is what it is called then. */
  async card(front: string, back: string, name = front): Promise<void> {
    await this.field(this.words.front).fill(front);
    await this.field(this.words.back).fill(back);
    await this.save();
    await this.page.getByRole("link", { name }).waitFor();
  }

  async save(): Promise<void> {
    await this.page.getByRole("main").getByRole("button", { name: this.words.save, exact: true }).click();
  }

  search(): Locator {
    return this.page.getByRole("searchbox", { name: this.words.search });
  }

  chip(name: string): Locator {
    return this.page.getByRole("group", { name: this.words.filter }).getByRole("button", { name, exact: true });
  }

  /** A row of the list that can be seen. */
  item(name: string): Locator {
    return this.page.getByRole("main").getByRole("link", { name, exact: true }).filter({ visible: true });
  }
}
