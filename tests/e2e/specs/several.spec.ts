// Several links at once: pasted into the form for one, looked at, doubles told, added and taken back together.
import { violations } from "../support/places.ts";
import { expect, inLanguage, once, onceIn, test } from "../support/test.ts";

const WORDS = {
  en: {
    link: "Link", title: "Title", found: "3 links", here: /^Cells .*Already in your library as “Cells”/, open: "Several links at once", field: "Links, one on each line",
    look: "Look at these links", add: "Add 2 links", without: /1 line without a link is left out: line 3/, again: /Stands here once more/, undo: "Undo", change: "Change the text", none: /There is no link in this text/, save: "Save",
  },
  ar: {
    link: "الرابط", title: "العنوان", found: "٣ روابط", here: /^Cells .*موجود في مكتبتك باسم «Cells»/, open: "عدة روابط دفعة واحدة", field: "الروابط، كل رابط في سطر",
    look: "عرض هذه الروابط", add: "إضافة رابطين", without: /تُرك سطر واحد بلا رابط: السطر ٣/, again: /مكرر هنا مرة أخرى/, undo: "تراجع", change: "تغيير النص", none: /لا رابط في هذا النص/, save: "حفظ",
  },
  es: {
    link: "Enlace", title: "Título", found: "3 enlaces", here: /^Cells .*Ya está en tu biblioteca como «Cells»/, open: "Varios enlaces a la vez", field: "Enlaces, uno por línea",
    look: "Ver estos enlaces", add: "Añadir 2 enlaces", without: /Se omite 1 línea sin enlace: línea 3/, again: /Aparece aquí una vez más/, undo: "Deshacer", change: "Cambiar el texto", none: /No hay ningún enlace/, save: "Guardar",
  },
} as const;

const PASTED = "Cells again https://example.org/cells\nhttps://example.org/why-lamps-fail.html\nbuy milk\nSolder https://youtu.be/abc\nhttps://youtu.be/abc";

for (const [language, words] of Object.entries(WORDS)) {
  test(`a pasted list is looked at, added and taken back in one step (${language})`, inLanguage(language), async ({ app, page }, info) => {
    await app.open(`library/new?lang=${language}`);
    const link = page.getByLabel(words.link, { exact: true });
    await link.fill("https://example.org/cells");
    await page.getByLabel(words.title, { exact: true }).fill("Cells");
    await page.getByRole("button", { name: words.save, exact: true }).click();
    await expect(app.heading()).toHaveText("Cells");

    await app.open(`library/new?lang=${language}`);
    await page.getByLabel(words.title, { exact: true }).fill("half written");
    await link.focus();
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      document.activeElement!.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, PASTED);
    await expect(page.getByRole("heading", { level: 2, name: words.found, exact: true })).toBeFocused();
    await expect(page.getByRole("checkbox", { name: words.again })).toBeChecked();
    await expect(page.getByRole("checkbox", { name: /Why lamps fail/ })).toBeChecked();
    await expect(page.getByText(words.without)).toBeVisible();
    // What is here already is told, and left out unless she wants it.
    await expect(page.getByRole("checkbox", { name: words.again })).toHaveAccessibleName(/^Solder/);
    await expect(page.getByRole("checkbox", { name: /Cells again/ })).not.toBeChecked();
    if (info.project.name === "phone") expect(await violations(page)).toEqual([]);

    await page.getByRole("button", { name: words.add, exact: true }).click();
    await expect(page.getByRole("link", { name: "Why lamps fail", exact: true })).toBeVisible();
    await expect(page.getByRole("link", { name: "Solder", exact: true })).toBeVisible();
    await page.getByRole("button", { name: words.undo, exact: true }).click();
    await expect(page.getByRole("link", { name: "Solder", exact: true })).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Why lamps fail", exact: true })).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Cells", exact: true })).toBeVisible();
  });

  test(`the same by a button, and what holds no link says so (${language})`, onceIn(language), async ({ app, page }) => {
    await app.open(`library/new?lang=${language}`);
    await page.getByRole("button", { name: words.open, exact: true }).click();
    await page.getByLabel(words.field, { exact: true }).fill("buy milk\njavascript:alert(1)");
    await page.getByRole("button", { name: words.look, exact: true }).click();
    await expect(page.getByText(words.none)).toBeVisible();
    await page.getByRole("button", { name: words.change, exact: true }).click();
    await expect(page.getByLabel(words.field, { exact: true })).toHaveValue("buy milk\njavascript:alert(1)");
  });
}
