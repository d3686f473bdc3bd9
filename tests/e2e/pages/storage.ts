// Storage, backup and import as a person meets them: files in and out, previews, verdicts.
import { type Download, expect, type Locator, type Page } from "@playwright/test";

export const WORDS = {
  en: {
    storage: "Storage and backup", backUp: "Back up", restore: "Restore from a file", check: "Check a backup file",
    whole: "This backup is whole", broken: "This backup is damaged", choose: "Choose a file", look: "What would change",
    imported: "Imported", restored: "Restored", doImport: /^Import \d/, doRestore: /^Restore \d/, undo: "Undo this import",
    refused: "This file was not used", unchanged: "Nothing was changed.", given: /^Given to the browser to save: .*cairn-.+ Look among your downloads\./,
  },
  ar: {
    storage: "التخزين والنسخ الاحتياطي", backUp: "نسخ احتياطي", restore: "الاسترجاع من ملف", check: "فحص ملف نسخة احتياطية",
    whole: "هذه النسخة سليمة", broken: "هذه النسخة تالفة", choose: "اختيار ملف", look: "ما الذي سيتغيّر",
    imported: "تم الاستيراد", restored: "تم الاسترجاع", doImport: /^استيراد /, doRestore: /^استرجاع /, undo: "تراجع عن هذا الاستيراد",
    refused: "لم يُستخدم هذا الملف", unchanged: "لم يتغيّر شيء.", given: /^سُلّم إلى المتصفح ليحفظه: .*cairn-/,
  },
  es: {
    storage: "Almacenamiento y copias", backUp: "Hacer copia de seguridad", restore: "Restaurar desde un archivo",
    check: "Comprobar un archivo de copia", whole: "Esta copia de seguridad está íntegra", broken: "Esta copia de seguridad está dañada",
    choose: "Elegir un archivo", look: "Lo que cambiaría", imported: "Importado", restored: "Restaurado", doImport: /^Importar \d/,
    doRestore: /^Restaurar \d/, undo: "Deshacer esta importación", refused: "Este archivo no se usó", unchanged: "No se cambió nada.", given: /^Entregado al navegador para guardarlo: .*cairn-/,
  },
};
export type Words = (typeof WORDS)["en"];

/** A file as the browser's chooser gets it: a path, or a name with bytes. */
export type Given = string | { name: string; mimeType: string; buffer: Buffer };

export const bytes = (name: string, content: string | Buffer): Given => ({
  name, mimeType: "application/octet-stream", buffer: Buffer.from(content as string),
});

/** A CASE package of `count` skills under one another in groups of a hundred. */
export function casePackage(count: number, title = "Many skills"): string {
  const uuid = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, "0")}`;
  const CFItems = Array.from({ length: count }, (_, n) => ({
    identifier: uuid(n + 1), fullStatement: `Skill ${n + 1} <b>bold</b>`, humanCodingScheme: `S.${n + 1}`,
  }));
  const CFAssociations = CFItems.map((item, n) => ({
    identifier: uuid(1_000_000 + n), associationType: "isChildOf", sequenceNumber: n + 1,
    originNodeURI: { identifier: item.identifier, title: "", uri: "" },
    destinationNodeURI: { identifier: n < 100 ? uuid(0) : uuid(Math.floor(n / 100)), title: "", uri: "" },
  }));
  return JSON.stringify({ CFDocument: { identifier: uuid(0), title, creator: "Test" }, CFItems, CFAssociations });
}

export class Storage {
  constructor(readonly page: Page, readonly words: Words = WORDS.en) {}

  /** Gives a file to the chooser with this name. */
  async give(name: string, file: Given): Promise<void> {
    await this.page.getByLabel(name, { exact: true }).setInputFiles(file);
  }

  /** Chooses a file on the import screen and waits for what it would do. */
  async look(file: Given): Promise<void> {
    await this.give(this.words.choose, file);
    await expect(this.heading()).toHaveText(this.words.look, { timeout: 60_000 });
  }

  /** Accepts what is shown and waits for the result. */
  async accept(kind: "import" | "restore"): Promise<void> {
    const button = kind === "import" ? this.words.doImport : this.words.doRestore;
    await this.page.getByRole("button", { name: button }).click();
    await expect(this.heading()).toHaveText(kind === "import" ? this.words.imported : this.words.restored, { timeout: 120_000 });
  }

  /** Backs up on the storage screen; there is no share sheet here, so the file is downloaded. */
  async backUp(): Promise<Download> {
    const download = this.page.waitForEvent("download", { timeout: 120_000 });
    await this.page.getByRole("button", { name: this.words.backUp, exact: true }).click();
    return download;
  }

  /** What "Check a backup file" shows. */
  async check(file: Given): Promise<Locator> {
    await this.give(this.words.check, file);
    const verdict = this.page.getByRole("alert");
    await expect(verdict).toBeVisible({ timeout: 60_000 });
    return verdict;
  }

  /** The hash that stands on the page. */
  async fingerprint(within: Locator | Page = this.page): Promise<string> {
    const text = await within.locator("bdi").filter({ hasText: /^[0-9a-f]{64}$/ }).first().textContent();
    return text ?? "";
  }

  heading(): Locator {
    return this.page.getByRole("heading", { level: 1 });
  }
}
