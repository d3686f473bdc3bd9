// The place Skills as a person meets it, in a language: what is pressed, by role and name.
import { type Locator, type Page } from "@playwright/test";

/** The names that a story needs, in each language. */
export const WORDS = {
  en: {
    newFramework: "New framework",
    frameworkTitle: "Name of the framework",
    addFramework: "Add framework",
    newSkill: "New skill",
    addSkill: "Add skill",
    addEvidence: "Add evidence",
    kind: "What is it?",
    mentor: "Something I made, judged by a mentor",
    score: "How well did it go, of 100?",
    who: "Who judged?",
    note: "Note",
    saveEvidence: "Save evidence",
    saidNotShown: "Said, not yet shown",
    takeBack: "Take back",
    undo: "Undo",
    selfReported: "Self-reported",
  },
  ar: {
    newFramework: "إطار جديد",
    frameworkTitle: "اسم الإطار",
    addFramework: "إضافة الإطار",
    newSkill: "مهارة جديدة",
    addSkill: "إضافة المهارة",
    addEvidence: "إضافة دليل",
    kind: "ما نوع الدليل؟",
    mentor: "عمل من صنعي بتقييم مرشد",
    score: "كيف كان الأداء من ١٠٠؟",
    who: "من الذي حكم؟",
    note: "ملاحظة",
    saveEvidence: "حفظ الدليل",
    saidNotShown: "قيل ولم يثبت بعد",
    takeBack: "سحب",
    undo: "تراجع",
    selfReported: "تقدير ذاتي",
  },
  es: {
    newFramework: "Nuevo marco",
    frameworkTitle: "Nombre del marco",
    addFramework: "Añadir marco",
    newSkill: "Nueva habilidad",
    addSkill: "Añadir habilidad",
    addEvidence: "Añadir evidencia",
    kind: "¿Qué es?",
    mentor: "Algo que hice, valorado por alguien que conoce bien el tema",
    score: "¿Qué tal salió, sobre 100?",
    who: "¿Quién lo valoró?",
    note: "Nota",
    saveEvidence: "Guardar evidencia",
    saidNotShown: "Dicho, aún sin demostrar",
    takeBack: "Retirar",
    undo: "Deshacer",
    selfReported: "Según tú",
  },
} as const;

type Words = (typeof WORDS)[keyof typeof WORDS];

export class Skills {
  constructor(readonly page: Page, readonly words: Words) {}

  private button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  async makeFramework(title: string): Promise<void> {
    await this.button(this.words.newFramework).click();
    await this.page.getByLabel(this.words.frameworkTitle).fill(title);
    await this.button(this.words.addFramework).click();
    await this.page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor();
  }

  framework(title: string): Locator {
    return this.page.getByRole("heading", { level: 2 }).getByRole("link", { name: title, exact: true });
  }

  /** On the page of a framework. */
  async write(...titles: string[]): Promise<void> {
    for (const title of titles) {
      await this.page.getByLabel(this.words.newSkill, { exact: true }).fill(title);
      await this.button(this.words.addSkill).click();
      await this.skill(title).waitFor();
    }
  }

  /** A skill in the list of a framework. */
  skill(title: string): Locator {
    return this.page.getByRole("listitem").getByRole("link", { name: title, exact: true }).last();
  }

  async addEvidence(score: number, who: string, note: string): Promise<void> {
    await this.page.getByRole("link", { name: this.words.addEvidence }).click();
    await this.page.getByRole("combobox", { name: this.words.kind }).selectOption(this.words.mentor);
    await this.page.getByLabel(this.words.score).fill(String(score));
    await this.page.getByLabel(this.words.who).fill(who);
    await this.page.getByLabel(this.words.note, { exact: true }).fill(note);
    await this.button(this.words.saveEvidence).click();
  }

  section(name: string): Locator {
    return this.page.getByRole("region", { name, exact: true });
  }

  async undo(): Promise<void> {
    await this.button(this.words.undo).click();
  }
}
