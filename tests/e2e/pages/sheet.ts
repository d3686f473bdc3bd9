// A table of cards on its way in: columns, deck, what it would become.
import { expect, type Locator, type Page } from "@playwright/test";

export const WORDS = {
  en: {
    import: "Import", choose: "Choose a file", title: "Cards from a table", titlePairs: "Cards from a text", heading: "The first row names the columns",
    into: "Deck to put them in", noDeck: "No deck", newDeck: "A new deck", deckName: "Name of the deck", front: "Front", back: "Back", unused: "Leave out",
    column: (n: number) => `Column ${n}`, new: /^(\d+) (is|are) new here/, same: /^(\d+) (is|are) the same/, leftOut: /mended or left out/,
    doImport: /^Import \d/, letters: "How its letters are written", imported: "Imported", undo: "Undo this import", undone: "Undone", needFront: "Say which column holds the front.",
    paste: "Paste from Quizlet or a table", text: "The text", see: "See the cards", between: "Between term and definition",
    own: "Something else", ownBetween: "These characters, between term and definition", added: /^Added: 2 cards and questions and 1 deck/, export: "Cards and questions as CSV",
    leave: "Leave everything as it is",
  },
  ar: {
    import: "الاستيراد", choose: "اختيار ملف", title: "بطاقات من جدول", titlePairs: "بطاقات من نص", heading: "الصف الأول يسمّي الأعمدة",
    into: "الرزمة التي توضع فيها", noDeck: "بلا رزمة", newDeck: "رزمة جديدة", deckName: "اسم الرزمة", front: "الوجه", back: "الظهر", unused: "لا يُستخدم",
    column: (n: number) => `العمود ${n.toLocaleString("ar-EG")}`, new: /جديد/, same: /متطابق/, leftOut: /أُصلح أو تُرك/,
    doImport: /^استيراد /, letters: "ترميز الحروف", imported: "تم الاستيراد", undo: "تراجع عن هذا الاستيراد", undone: "تم التراجع", needFront: "يُرجى تحديد العمود الذي يضم الوجه.",
    paste: "لصق من Quizlet أو من جدول", text: "النص", see: "عرض البطاقات", between: "بين المصطلح والتعريف",
    own: "شيء آخر", ownBetween: "هذه العلامات، بين المصطلح والتعريف", added: /^أُضيف/, export: "البطاقات والأسئلة بصيغة CSV",
    leave: "ترك كل شيء كما هو",
  },
};
export type Words = (typeof WORDS)["en"];

export class Sheet {
  constructor(readonly page: Page, readonly words: Words) {}

  /** Chooses a table on the import screen and waits for its columns. */
  async choose(name: string, content: string | Buffer): Promise<void> {
    await this.page.getByLabel(this.words.choose, { exact: true }).setInputFiles({ name, mimeType: "text/csv", buffer: typeof content === "string" ? Buffer.from(content) : content });
    await expect(this.heading()).toHaveText(this.words.title, { timeout: 60_000 });
  }

  /** Pastes a text by the way of its own and waits for the cards. */
  async paste(text: string): Promise<void> {
    await this.page.getByRole("button", { name: this.words.paste, exact: true }).click();
    await this.page.getByLabel(this.words.text, { exact: true }).fill(text);
    await this.page.getByRole("button", { name: this.words.see, exact: true }).click();
    await expect(this.heading()).toHaveText(this.words.titlePairs, { timeout: 60_000 });
  }

  /** The choice of what a column holds, by its name. */
  column(name: string): Locator {
    return this.page.getByLabel(name, { exact: true });
  }

  /** A card that would be made. */
  card(front: string): Locator {
    const cards = this.page.getByRole("listitem").filter({ has: this.page.getByText(front, { exact: true }) });
    // The names in what would change stand in rows of their own.
    return cards.filter({ hasNot: this.page.locator("details") });
  }

  async accept(): Promise<void> {
    await this.page.getByRole("button", { name: this.words.doImport }).click();
    await expect(this.heading()).toHaveText(this.words.imported, { timeout: 60_000 });
  }

  heading(): Locator {
    return this.page.getByRole("heading", { level: 1 });
  }
}
