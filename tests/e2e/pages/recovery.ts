// Automatic copies on Storage, and the page that stands in place of everything when records cannot be opened.
import { type Download, expect, type Locator, type Page } from "@playwright/test";

export const RECOVERY = {
  en: {
    broken: "Your records cannot be opened", gone: "Your records are not in this browser any more", again: "Try again",
    save: "Save what can be read", copies: "Automatic copies", back: "Bring back a copy", keep: "Keep a copy now",
    kept: "A copy was kept and read back. It is whole.", restore: /^Restore: /, saveCopy: /^Save as file: /,
    file: "Restore from a file", none: "There is none yet.", all: "Everything in this file is here already",
    torn: "Some of your records cannot be read", tornOne: "1 entry could not be read. It is not in the file.",
    aside: "Kept aside", delete: /^Delete: /, sure: "Delete what was kept aside?", confirm: "Delete", deleted: "What was kept aside is deleted.",
    shape: "Your records are being prepared", before: "Kept before an update changed how records are stored.",
    blocked: /Another tab of Cairn still has your records open/, newer: /written by a newer version of Cairn\. You can read them/,
    since: /Records kept aside since /, needed: /^A part that Cairn needs to open your records cannot be read\./,
    begin: "Begin again from a copy", beginWith: /^Begin again from this copy: /, beginSure: "Begin again from this copy?", beginYes: "Begin again",
    anew: "Begin anew", entries: /\d+ entries, /, damaged: /^This file is damaged in \d+ places?\./, whole: "Restore what is whole", cancel: "Cancel",
  },
  ar: {
    broken: "تعذّر فتح السجلات", gone: "لم تعد السجلات في هذا المتصفح", again: "إعادة المحاولة",
    save: "حفظ ما تمكن قراءته", copies: "نسخ تلقائية", back: "استرجاع نسخة", keep: "حفظ نسخة الآن",
    kept: "حُفظت نسخة وقُرئت من جديد. هي سليمة.", restore: /^استرجاع: /, saveCopy: /^حفظ كملف: /,
    file: "الاسترجاع من ملف", none: "لا توجد نسخة بعد.", all: "كل ما في هذا الملف موجود هنا",
    torn: "تعذّرت قراءة بعض السجلات", tornOne: "تعذّرت قراءة مدخل واحد. ليس في الملف.",
    aside: "محفوظ جانبًا", delete: /^حذف: /, sure: "حذف ما حُفظ جانبًا؟", confirm: "حذف", deleted: "حُذف ما كان محفوظًا جانبًا.",
    shape: "جارٍ تجهيز السجلات", before: "حُفظت قبل أن يغيّر تحديثٌ طريقة تخزين السجلات.",
    blocked: /ما زالت السجلات مفتوحة في علامة تبويب أخرى/, newer: /كُتبت هذه السجلات بإصدار أحدث من كيرن\. تمكن قراءتها/,
    since: /سجلات محفوظة جانبًا منذ /, needed: /^جزء يحتاج إليه كيرن لفتح السجلات/,
    begin: "البدء من جديد من نسخة", beginWith: /^البدء من جديد من هذه النسخة: /, beginSure: "البدء من جديد من هذه النسخة؟", beginYes: "البدء من جديد",
    anew: "البدء من جديد", damaged: /^هذا الملف تالف في /, whole: "استرجاع السليم", cancel: "إلغاء", entries: /(مدخل|مدخلات|مدخلًا|مدخلان).*، /,
  },
  es: {
    broken: "Tus datos no se pueden abrir", gone: "Tus datos ya no están en este navegador", again: "Intentar de nuevo",
    save: "Guardar lo que se puede leer", copies: "Copias automáticas", back: "Recuperar una copia", keep: "Guardar una copia ahora",
    kept: "Se guardó una copia y se volvió a leer. Está íntegra.", restore: /^Restaurar: /, saveCopy: /^Guardar como archivo: /,
    file: "Restaurar desde un archivo", none: "Aún no hay ninguna.", all: "Todo lo que hay en este archivo ya está aquí",
    torn: "Algunos de tus datos no se pueden leer", tornOne: "1 registro no se pudo leer. No está en el archivo.",
    aside: "Guardado aparte", delete: /^Eliminar: /, sure: "¿Eliminar lo guardado aparte?", confirm: "Eliminar", deleted: "Lo guardado aparte se eliminó.",
    shape: "Se están preparando tus datos", before: "Se guardó antes de que una actualización cambiara cómo se almacenan los datos.",
    blocked: /Otra pestaña de Cairn aún tiene abiertos tus datos/, newer: /versión más nueva de Cairn\. Puedes leerlos/,
    since: /Datos guardados aparte desde el /, needed: /^Una parte que Cairn necesita para abrir tus datos/,
    begin: "Empezar de nuevo desde una copia", beginWith: /^Empezar de nuevo desde esta copia: /, beginSure: "¿Empezar de nuevo desde esta copia?", beginYes: "Empezar de nuevo",
    anew: "Empezar de nuevo", entries: /\d+ registros, /, damaged: /^Este archivo está dañado en \d+ lugar/, whole: "Restaurar lo que está íntegro", cancel: "Cancelar",
  },
};
export type RecoveryWords = (typeof RECOVERY)["en"];

export class Recovery {
  constructor(readonly page: Page, readonly words: RecoveryWords = RECOVERY.en) {}

  /** A named part of the page. */
  part(name: string): Locator {
    return this.page.getByRole("region", { name, exact: true });
  }

  /** The copies that are listed on Storage, or on the page of trouble. */
  copies(part = this.words.copies): Locator {
    return this.part(part).getByRole("listitem");
  }

  /** Keeps a copy now, on Storage. */
  async keep(): Promise<void> {
    await this.page.getByRole("button", { name: this.words.keep, exact: true }).click();
    await expect(this.page.getByText(this.words.kept)).toBeVisible({ timeout: 30_000 });
    await expect(this.copies().first()).toContainText(this.words.entries);
  }

  /** Saves what can be read: the file. */
  async save(): Promise<Download> {
    const download = this.page.waitForEvent("download", { timeout: 60_000 });
    await this.part(this.words.save).getByRole("button", { name: this.words.save, exact: true }).click();
    return download;
  }

  /** Brings the newest copy back on the page of trouble; the app opens with it. */
  async bringBack(): Promise<void> {
    await Promise.all([
      this.page.waitForEvent("load", { timeout: 60_000 }),
      this.part(this.words.back).getByRole("button", { name: this.words.restore }).first().click(),
    ]);
    await this.page.locator("#shell").waitFor({ state: "detached" });
  }

  /** Begins again from the newest copy where some of the records in use cannot be read; nothing happens before the question. */
  async beginAgain(): Promise<void> {
    await this.part(this.words.begin).getByRole("button", { name: this.words.beginWith }).first().click();
    const question = this.page.getByRole("dialog", { name: this.words.beginSure, exact: true });
    await Promise.all([
      this.page.waitForEvent("load", { timeout: 60_000 }),
      question.getByRole("button", { name: this.words.beginYes, exact: true }).click(),
    ]);
    await this.page.locator("#shell").waitFor({ state: "detached" });
  }
}
