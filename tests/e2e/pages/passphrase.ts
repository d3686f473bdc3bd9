// Files under a passphrase as a person meets them: choosing one for a backup, and being asked for it.
import { expect, type Page } from "@playwright/test";

export const WORDS = {
  en: {
    protect: "Protect with a passphrase", name: "Passphrase", again: "The same passphrase again", show: "Show the passphrase",
    hint: "At least 8 characters.", long: "Long, and hard to guess.", short: "Use at least 8 characters.",
    other: "This is not the same as above.", made: "Only its passphrase opens it.", asked: "This file is protected with a passphrase",
    open: "Open the file", first: "Type the passphrase first.", wrong: "That is not the passphrase of this file.",
    damaged: "This file is damaged.",
  },
  ar: {
    protect: "الحماية بعبارة مرور", name: "عبارة المرور", again: "عبارة المرور نفسها مرة أخرى", show: "إظهار عبارة المرور",
    hint: "حروف على الأقل", long: "طويلة ويصعب تخمينها.", short: "حروف على الأقل.",
    other: "ليست مطابقة لما أعلاه.", made: "لا تفتحها إلا عبارة مرورها.", asked: "هذا الملف محمي بعبارة مرور",
    open: "فتح الملف", first: "يجب إدخال عبارة المرور أولًا.", wrong: "ليست هذه عبارة مرور هذا الملف.",
    damaged: "هذا الملف تالف.",
  },
  es: {
    protect: "Proteger con una frase de contraseña", name: "Frase de contraseña", again: "La misma frase de contraseña otra vez",
    show: "Mostrar la frase de contraseña", hint: "Al menos 8 caracteres.", long: "Larga y difícil de adivinar.",
    short: "Usa al menos 8 caracteres.", other: "No es igual que la de arriba.", made: "Solo la abre su frase de contraseña.",
    asked: "Este archivo está protegido con una frase de contraseña", open: "Abrir el archivo",
    first: "Escribe antes la frase de contraseña.", wrong: "Esa no es la frase de contraseña de este archivo.",
    damaged: "Este archivo está dañado.",
  },
};
export type PassphraseWords = (typeof WORDS)["en"];

export class Passphrase {
  constructor(readonly page: Page, readonly words: PassphraseWords = WORDS.en) {}

  field(name = this.words.name) {
    return this.page.getByLabel(name, { exact: true });
  }

  /** Chooses to protect the next backup, and types the passphrase twice. */
  async choose(first: string, second = first): Promise<void> {
    const protect = this.page.getByRole("checkbox", { name: this.words.protect });
    if (!(await protect.isChecked())) await protect.check();
    await this.field().fill(first);
    await this.field(this.words.again).fill(second);
  }

  /** Answers the question for a passphrase. */
  async open(words: string): Promise<void> {
    await this.field().fill(words);
    await this.page.getByRole("button", { name: this.words.open }).click();
  }

  /** The sentence at the field or in the note of the job. */
  async said(words: string): Promise<void> {
    await expect(this.page.getByRole("alert").filter({ hasText: words })).toBeVisible({ timeout: 60_000 });
  }

  /** Whether these words stand anywhere in what the browser keeps. */
  async isKept(words: string): Promise<boolean> {
    return this.page.evaluate(async (words) => {
      const text = (value: unknown): string =>
        value instanceof Uint8Array ? new TextDecoder().decode(value) : Array.isArray(value) ? value.map(text).join()
          : value && typeof value === "object" ? Object.values(value).map(text).join() : String(value);
      const result = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = reject; });
      const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), JSON.stringify(history.state), location.href];
      for (const { name } of await indexedDB.databases()) {
        const database = await result(indexedDB.open(name ?? ""));
        for (const store of database.objectStoreNames) kept.push(text(await result(database.transaction(store).objectStore(store).getAll())));
        database.close();
      }
      return kept.join().includes(words);
    }, words);
  }
}
