// Decks as a person meets them: the tree, a search in it, and where a deck belongs.
import { expect, type Locator, type Page } from "@playwright/test";

export type Language = "en" | "ar";

/** What is hers stands apart from the words around it. */
const own = (name: string) => `\u2068${name}\u2069`;
const arabic = (n: number) => new Intl.NumberFormat("ar-u-nu-arab").format(n);

export const WORDS = {
  en: {
    door: "Put the decks to your goals and skills", title: "Decks, goals and skills", decks: "Decks", inside: (name: string) => `What is in ${name}`,
    insideHere: "Decks in this deck", search: "Search decks", none: "No deck is called that.", count: (n: number, all: number) => `${n} of ${all} decks belong to a skill.`,
    belongs: "Belongs to", belongsTo: "Belongs to…", toNone: /^To no skill yet/, from: (name: string) => `From the deck ${name}`, takeAway: (name: string) => `Take away: ${name}`,
    same: (name: string, of: string) => `Skill: ${name} (${of})`, newSkills: "New skills", make: (n: number) => `Make ${n} skills`, general: (name: string) => `${name}, in general`,
    newGoal: "A new goal", wish: "What do you want?", makeGoal: "Make the goal", each: "A skill for each deck in it", targets: "Skills it needs",
    putInto: "Put into another deck", nowhere: "Into no other deck", practise: /^Practise 10, about/, undo: "Undo", undone: /Undone/, oneCard: "1 card or question",
    alike: "Called like something you have", put: (n: number) => (n === 1 ? "Put 1 deck there" : `Put ${n} decks there`), practiseSection: "Practise",
  },
  ar: {
    door: "ربط الرُّزم بالأهداف والمهارات", title: "الرُّزم والأهداف والمهارات", decks: "الرُّزم", inside: (name: string) => `محتوى ${own(name)}`,
    insideHere: "الرُّزم داخل هذه الرزمة", search: "البحث في الرُّزم", none: "لا رزمة بهذا الاسم.", count: (n: number, all: number) => `${arabic(n)} من ${arabic(all)} من الرُّزم مرتبطة بمهارة.`,
    belongs: "مرتبطة بـ", belongsTo: "ربط بـ…", toNone: /^غير مرتبطة بمهارة بعد/, from: (name: string) => `من الرزمة ${own(name)}`, takeAway: (name: string) => `إلغاء الربط: ${own(name)}`,
    same: (name: string, of: string) => `مهارة: ${own(name)} (${own(of)})`, newSkills: "مهارات جديدة", make: (n: number) => `إنشاء ${arabic(n)} مهارة`, general: (name: string) => `${name} عمومًا`,
    newGoal: "هدف جديد", wish: "ما الهدف؟", makeGoal: "إنشاء الهدف", each: "مهارة لكل رزمة بداخلها", targets: "المهارات اللازمة",
    putInto: "نقل إلى رزمة أخرى", nowhere: "خارج كل الرُّزم", practise: /^التدريب على ١٠، نحو/, undo: "تراجع", undone: /تم التراجع/, oneCard: "بطاقة أو سؤال واحد",
    alike: "رُزم بأسماء مهارات أو أهداف موجودة", put: (n: number) => (n === 1 ? "ربط رزمة واحدة" : `ربط ${arabic(n)} رُزم`), practiseSection: "التدريب",
  },
};

/** Three subjects, each of three chapters of three units with a card each, and one card in a chapter itself: 39 decks. */
export function collection(): string {
  const rows = ["front,back,deck", "What is a cell?,The unit of life,Biology::Cells"];
  for (const [subject, chapters] of Object.entries(SUBJECTS)) {
    for (const chapter of chapters) {
      for (const unit of [1, 2, 10]) rows.push(`${chapter} ${unit}?,Answer ${unit},${subject}::${chapter}::${chapter} ${unit}`);
    }
  }
  return rows.join("\n") + "\n";
}

const SUBJECTS = { Biology: ["Cells", "Plants", "Animals"], Chemistry: ["Atoms", "Acids", "Metals"], Physics: ["Waves", "Light", "Heat"] };

export class Decks {
  readonly words: (typeof WORDS)["en"];

  constructor(readonly page: Page, language: Language) {
    this.words = WORDS[language];
  }

  /** The tree, or the list of what a search found. */
  tree(name = this.words.decks): Locator {
    return this.page.getByRole("list", { name, exact: true });
  }

  /** A deck in a tree or a list, by its own name. */
  deck(title: string, list = this.tree()): Locator {
    return list.getByRole("link").filter({ has: this.page.getByText(title, { exact: true }) });
  }

  section(name: string): Locator {
    return this.page.getByRole("region", { name, exact: true });
  }

  /** Opens "Belongs to…" on a deck's page. */
  async belongsTo(): Promise<Locator> {
    await this.page.getByRole("button", { name: this.words.belongsTo, exact: true }).click();
    return this.page.getByRole("dialog", { name: this.words.belongsTo, exact: true });
  }

  async undo(): Promise<void> {
    await this.page.getByRole("button", { name: this.words.undo, exact: true }).click();
    await expect(this.page.getByRole("status").filter({ hasText: this.words.undone })).toBeVisible();
  }
}
