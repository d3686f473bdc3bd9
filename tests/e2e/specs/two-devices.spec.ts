// What two devices leave to be looked at: what came back after it was deleted, what a wrong clock dated, what a
// join would do before it is done, and a copy that is much smaller than what is here.
import { Device, type Language } from "../pages/device.ts";
import { bytes, casePackage } from "../pages/storage.ts";
import { violations } from "../support/places.ts";
import { expect, once, onceIn, test } from "../support/test.ts";

const WORDS = {
  en: {
    write: "Write a note", field: "Your notes", delete: "Delete", library: "Library",
    back: "1 thing that was deleted came back, because another device had changed it.", list: "Edited elsewhere after deletion",
    keep: "Keep: 1 2 3", again: "Delete again: 1 2 3", none: "Nothing came back", trash: "Restore: 1 2 3",
    revived: "1 was deleted here and changed there", which: "Which ones", both: "1 was changed in both places",
    wish: "What do you want?", addGoal: "Add goal", newSign: "New sign of success", addSign: "Add sign", start: "Start",
    ahead: "1 entry is dated after tomorrow: a clock was wrong.", clock: "Wrong clock", change: "Change of a goal",
    correct: "Use today’s date: Change of a goal: 1 2 3", nothingAhead: "No entry is dated after tomorrow",
    doubt: "Is this the backup you mean?", smaller: /much less than what is here: \d+ entr(y|ies) there, \d+ entries here\./,
    safe: /Joining it loses nothing/, join: "Join it all the same", cancel: "Cancel", today: "Today",
  },
  ar: {
    write: "كتابة ملاحظة", field: "ملاحظاتك", delete: "حذف", library: "المكتبة",
    back: "عاد سجل محذوف واحد لأن جهازًا آخر كان قد غيّره.", list: "عُدّل في مكان آخر بعد الحذف",
    keep: "إبقاء: 1 2 3", again: "حذف من جديد: 1 2 3", none: "لم يعد شيء", trash: "استعادة: 1 2 3",
    revived: "واحد حُذف هنا وغُيّر هناك", which: "ما هي", both: "واحد غُيّر في المكانين",
    wish: "ما الهدف؟", addGoal: "إضافة الهدف", newSign: "علامة نجاح جديدة", addSign: "إضافة العلامة", start: "بدء الهدف",
    ahead: "مدخل واحد تاريخه بعد الغد: كانت ساعة خاطئة.", clock: "ساعة خاطئة", change: "تغيير هدف",
    correct: "اعتماد تاريخ اليوم: تغيير هدف: 1 2 3", nothingAhead: "لا مدخل تاريخه بعد الغد",
    doubt: "هل هذه هي النسخة المقصودة؟", smaller: /^فيها أقل بكثير مما هنا/,
    safe: /جمعها لا يُضيع شيئًا/, join: "جمعها مع ذلك", cancel: "إلغاء", today: "اليوم",
  },
  es: {
    write: "Escribir una nota", field: "Tus notas", delete: "Eliminar", library: "Biblioteca",
    back: "Volvió 1 registro eliminado porque otro dispositivo lo había cambiado.", list: "Cambiado en otro lugar después de eliminarlo",
    keep: "Conservar: 1 2 3", again: "Eliminar de nuevo: 1 2 3", none: "No ha vuelto nada", trash: "Restaurar: 1 2 3",
    revived: "1 se eliminó aquí y cambió allí", which: "Cuáles", both: "1 cambió en los dos lugares",
    wish: "¿Qué quieres?", addGoal: "Añadir meta", newSign: "Nueva señal de logro", addSign: "Añadir señal", start: "Empezar",
    ahead: "1 registro tiene fecha posterior a mañana: un reloj estaba mal.", clock: "Reloj equivocado", change: "Cambio de una meta",
    correct: "Usar la fecha de hoy: Cambio de una meta: 1 2 3", nothingAhead: "Ningún registro tiene fecha posterior a mañana",
    doubt: "¿Es esta la copia que quieres?", smaller: /^Contiene mucho menos de lo que hay aquí: \d+ registros? allí/,
    safe: /Al unirla no se pierde nada/, join: "Unirla de todos modos", cancel: "Cancelar", today: "Hoy",
  },
} as const;

for (const [language, words] of Object.entries(WORDS) as [Language, (typeof WORDS)[Language]][]) {
  test(`what was changed there after it was deleted here comes back and is listed (${language})`, language === "en" ? {} : once, async ({ browser, complaints, baseURL }) => {
    test.setTimeout(180_000);
    const laptop = await Device.of(browser, complaints, baseURL, language);
    const resource = await laptop.keep("1 2 3");
    const phone = await Device.of(browser, complaints, baseURL, language);
    await phone.bring(await laptop.copy());
    await phone.open(resource);
    await phone.write(words.write, words.field, "On the phone.");
    await laptop.open(resource);
    await laptop.button(words.delete).click();
    await expect(laptop.app.heading()).toHaveText(words.library);

    // What a join will do is said by name before it is done.
    await laptop.look(await phone.copy());
    const row = laptop.page.getByRole("listitem").filter({ hasText: words.revived });
    await row.getByText(words.which, { exact: true }).click();
    await expect(row.getByText("1 2 3", { exact: true })).toBeVisible();
    expect(await violations(laptop.page)).toEqual([]);
    await laptop.storage.accept("restore");
    await expect(laptop.page.getByText(words.back)).toBeVisible();

    // Said on Today as well, and from there to the list.
    await laptop.open("");
    await expect(laptop.page.getByText(words.back)).toBeVisible({ timeout: 20_000 });
    await laptop.link(words.list).click();
    await expect(laptop.app.heading()).toHaveText(words.list);
    expect(await violations(laptop.page)).toEqual([]);
    await laptop.button(words.keep).click();
    await expect(laptop.page.getByRole("heading", { name: words.none })).toBeVisible();
    await laptop.undo();
    await laptop.button(words.again).click();
    await expect(laptop.page.getByRole("heading", { name: words.none })).toBeVisible();
    await laptop.open("trash");
    await expect(laptop.button(words.trash)).toBeVisible();

    // Both end equal: the second deletion has seen what was written.
    const hash = await laptop.storage.fingerprint(await laptop.open("storage").then(async () => laptop.storage.check(bytes("l.cairn", await laptop.copy()))));
    expect(await phone.bring(await laptop.copy())).toBe(hash);
    await phone.put();
    await laptop.put();
  });

  test(`what a wrong clock dated is listed and gets today's date (${language})`, onceIn(language), async ({ browser, complaints, baseURL }) => {
    test.setTimeout(120_000);
    const device = await Device.of(browser, complaints, baseURL, language);
    const { page } = device;
    const now = Date.now();
    await page.clock.setFixedTime(now + 400 * 86_400_000);
    await device.open("goals/new");
    await page.getByLabel(words.wish).fill("1 2 3");
    await device.button(words.addGoal).click();
    await page.getByLabel(words.newSign).fill("4");
    await device.button(words.addSign).click();
    await device.button(words.start).click();
    await expect(device.button(words.start)).toHaveCount(0);
    await page.clock.setFixedTime(now);

    await device.open("storage");
    await expect(page.getByText(words.ahead)).toBeVisible({ timeout: 20_000 });
    await device.link(words.clock).first().click();
    await expect(device.app.heading()).toHaveText(words.clock);
    await expect(device.link(words.change)).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await device.button(words.correct).click();
    await expect(page.getByRole("heading", { name: words.nothingAhead })).toBeVisible();
    await device.undo();
    await expect(device.button(words.correct)).toBeVisible();
    await device.put();
  });

  test(`a copy that is much smaller is asked about (${language})`, onceIn(language), async ({ browser, complaints, baseURL }) => {
    test.setTimeout(180_000);
    const laptop = await Device.of(browser, complaints, baseURL, language);
    await laptop.keep("1 2 3");
    const phone = await Device.of(browser, complaints, baseURL, language);
    await phone.bring(await laptop.copy());
    await phone.keep("4 5 6");
    await laptop.open("import");
    await laptop.storage.look(bytes("many.json", casePackage(40)));
    await laptop.storage.accept("import");

    await laptop.look(await phone.copy());
    await expect(laptop.page.getByText(words.smaller)).toBeVisible();
    await laptop.page.getByRole("button", { name: laptop.storage.words.doRestore }).click();
    const question = laptop.page.getByRole("dialog", { name: words.doubt });
    await expect(question.getByText(words.safe)).toBeVisible();
    expect(await violations(laptop.page)).toEqual([]);
    await question.getByRole("button", { name: words.cancel }).click();
    await expect(laptop.storage.heading()).toHaveText(laptop.storage.words.look);
    await laptop.page.getByRole("button", { name: laptop.storage.words.doRestore }).click();
    await question.getByRole("button", { name: words.join }).click();
    await expect(laptop.storage.heading()).toHaveText(laptop.storage.words.restored, { timeout: 60_000 });
    await laptop.open("library");
    await expect(laptop.link("4 5 6")).toBeVisible();
    await expect(laptop.link("1 2 3")).toBeVisible();
    await phone.put();
    await laptop.put();
  });
}
