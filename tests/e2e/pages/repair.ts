// The page of self-repair, in the learner's language.
import { type Locator, type Page } from "@playwright/test";

export const WORDS = {
  en: {
    title: "Cairn needs a repair", safe: /Your records are safe/, again: "Try again", anew: "Fetch the app anew", save: "Save my records",
    none: /There is no connection/, elsewhere: /no longer to be had/, plain: "Open without its looks", parts: "Parts that are missing",
  },
  ar: {
    title: "يحتاج كيرن إلى إصلاح", safe: /السجلات في أمان/, again: "إعادة المحاولة", anew: "جلب التطبيق من جديد", save: "حفظ سجلاتي",
    none: /لا يوجد اتصال/, elsewhere: /لم يعد متاحًا/, plain: "الفتح دون التنسيق", parts: "الأجزاء المفقودة",
  },
  es: {
    title: "Cairn necesita una reparación", safe: /Tus datos están a salvo/, again: "Intentar de nuevo", anew: "Descargar la aplicación de nuevo",
    save: "Guardar mis datos", none: /No hay conexión/, elsewhere: /ya no está disponible/, plain: "Abrir sin su aspecto", parts: "Partes que faltan",
  },
} as const;

export class Repair {
  constructor(readonly page: Page, readonly words: (typeof WORDS)[keyof typeof WORDS] = WORDS.en) {}

  heading(): Locator {
    return this.page.getByRole("heading", { level: 1, name: this.words.title });
  }

  button(name: "again" | "anew" | "save" | "plain"): Locator {
    return this.page.getByRole("button", { name: this.words[name], exact: true });
  }

  state(): Locator {
    return this.page.getByRole("status");
  }
}
