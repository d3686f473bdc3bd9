// The last changes: each says what was done and what undoing it would do, is taken back from here, and says so
// where something newer stands.
import { Device, type Language } from "../pages/device.ts";
import { violations } from "../support/places.ts";
import { expect, once, test } from "../support/test.ts";

const WORDS = {
  en: {
    door: "Last changes", empty: "Nothing to take back yet", write: "Write a note", edit: "Edit notes", field: "Your notes",
    out: "Takes the resource “1 2 3” out again", texts: "Brings the former words back: the notes", emptied: "Empties again: the notes",
    closed: /This cannot be taken back now/, undo: "Undo: Resource changed: 1 2 3", undoAdd: "Undo: Added to the library: 1 2 3",
    undone: "Undone", back: "Brings the resource “1 2 3” back",
  },
  ar: {
    door: "آخر التغييرات", empty: "لا شيء للتراجع عنه بعد", write: "كتابة ملاحظة", edit: "تعديل الملاحظات", field: "ملاحظاتك",
    out: "يزيل المورد «1 2 3» الذي أُضيف", texts: "يعيد النص السابق في: الملاحظات", emptied: "يعيد فارغًا كما كان: الملاحظات",
    closed: /لا يمكن التراجع عنه الآن/, undo: "تراجع: تغيّر المورد: 1 2 3", undoAdd: "تراجع: أُضيف إلى المكتبة: 1 2 3",
    undone: "تم التراجع", back: "يعيد المورد «1 2 3»",
  },
  es: {
    door: "Últimos cambios", empty: "Aún no hay nada que deshacer", write: "Escribir una nota", edit: "Editar notas", field: "Tus notas",
    out: "Quita el recurso «1 2 3» que se añadió", texts: "Recupera las palabras anteriores: las notas", emptied: "Deja vacío como estaba: las notas",
    closed: /Ahora no se puede deshacer/, undo: "Deshacer: Recurso cambiado: 1 2 3", undoAdd: "Deshacer: Añadido a la biblioteca: 1 2 3",
    undone: "Cambio deshecho", back: "Recupera el recurso «1 2 3»",
  },
} as const;

for (const [language, words] of Object.entries(WORDS) as [Language, (typeof WORDS)[Language]][]) {
  test(`the last changes are taken back one after the other (${language})`, language === "en" ? {} : once, async ({ browser, complaints, baseURL }) => {
    const device = await Device.of(browser, complaints, baseURL, language);
    const { page } = device;
    await device.open("changes");
    await expect(page.getByRole("heading", { name: words.empty })).toBeVisible();
    const resource = await device.keep("1 2 3");
    await device.write(words.write, words.field, "First.");
    await device.write(words.edit, words.field, "Second.");

    await device.open("settings");
    await device.link(words.door).click();
    await expect(device.app.heading()).toHaveText(words.door);
    const rows = page.getByRole("region", { name: words.door }).locator("ul.list > li");
    await expect(rows).toHaveCount(3);
    await expect(rows.nth(0)).toContainText(words.texts);
    await expect(rows.nth(1)).toContainText(words.closed);
    await expect(rows.nth(2)).toContainText(words.out);
    expect(await violations(page)).toEqual([]);

    // The newer one first; then the older one is open again, and so on to the first.
    await device.button(words.undo).click();
    await expect(rows.nth(0)).toContainText(words.undone);
    await expect(rows.nth(1)).toContainText(words.emptied);
    await device.button(words.undo).click();
    await expect(device.button(words.undo)).toHaveCount(0);
    await device.open(resource);
    await expect(page.getByRole("blockquote")).toHaveCount(0);
    await device.open("changes");
    await device.button(words.undoAdd).click();
    await expect(device.button(words.undoAdd)).toHaveCount(0);
    await expect(rows.nth(0)).toContainText(words.back);
    await device.open("library");
    await expect(device.link("1 2 3")).toHaveCount(0);
    await device.put();
  });
}
