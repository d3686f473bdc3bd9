// The browser takes the storage away while she writes, or another window keeps it busy: it is opened again at most twice,
// then it is said; what she was writing stays.
import type { Page } from "@playwright/test";
import { App } from "../pages/app.ts";
import { bytes, casePackage, Storage, WORDS as FILES } from "../pages/storage.ts";
import { expect, inLanguage, once, onceIn, test } from "../support/test.ts";

const WORDS = {
  en: { title: "Title", save: "Save", lost: /The browser closed the storage/, busy: /Another window of Cairn keeps the storage busy/, held: /Another window of Cairn has been importing a file since/, cancel: "Cancel" },
  ar: { title: "العنوان", save: "حفظ", lost: /أغلق المتصفح التخزين/, busy: /نافذة أخرى من كيرن تشغل التخزين/, held: /نافذة أخرى من كيرن تستورد ملفًا منذ/, cancel: "إلغاء" },
  es: { title: "Título", save: "Guardar", lost: /El navegador cerró el almacenamiento/, busy: /Otra ventana de Cairn mantiene ocupado/, held: /Otra ventana de Cairn está importando un archivo desde/, cancel: "Cancelar" },
} as const;

interface Trouble {
  /** So many writes find no connection. */
  lost: number;
  /** So many writes are aborted under way. */
  aborted: number;
  opened: number;
}

/** Lets a test take the storage away from the page, as the browser may. */
function troubled(page: Page): Promise<void> {
  return page.addInitScript(() => {
    const trouble: Trouble = { lost: 0, aborted: 0, opened: 0 };
    Object.assign(globalThis, { trouble });
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...given) {
      if (given[1] === "readwrite" && trouble.lost > 0) {
        trouble.lost -= 1;
        throw new DOMException("gone", "InvalidStateError");
      }
      const begun = transaction.apply(this, given);
      if (given[1] === "readwrite" && trouble.aborted > 0) {
        trouble.aborted -= 1;
        queueMicrotask(() => begun.abort());
      }
      return begun;
    };
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (...given) {
      trouble.opened += 1;
      return open.apply(this, given);
    };
  });
}

const set = (page: Page, to: Partial<Trouble>) => page.evaluate((to) => Object.assign((globalThis as unknown as { trouble: Trouble }).trouble, { opened: 0 }, to), to);
const opened = (page: Page) => page.evaluate(() => (globalThis as unknown as { trouble: Trouble }).trouble.opened);

for (const [lang, words] of Object.entries(WORDS)) {
  test(`a lost connection is opened again twice, then said; what was typed stays (${lang})`, inLanguage(lang), async ({ page, app }) => {
    await troubled(page);
    await app.open(`library/new?lang=${lang}`);
    await page.waitForLoadState("networkidle");
    const title = page.getByLabel(words.title, { exact: true });
    const save = page.getByRole("button", { name: words.save, exact: true });
    await title.fill("Knots");
    await set(page, { lost: 2 });
    await save.click();
    await expect(app.heading()).toHaveText("Knots");
    expect(await opened(page)).toBe(2);

    await app.open(`library/new?lang=${lang}`);
    await page.waitForLoadState("networkidle");
    await title.fill("Sails");
    await set(page, { lost: 1_000 });
    await save.click();
    await expect(page.getByText(words.lost).first()).toBeVisible({ timeout: 3_000 });
    expect(await opened(page)).toBe(2);
    await expect(title).toHaveValue("Sails");
    await set(page, { lost: 0 });
    // By key: the message lies over the button for a while, and longer under a pointer that waits there.
    await save.press("Enter");
    await expect(app.heading()).toHaveText("Sails");
  });
}

test("a write that is broken off under way is made once more", once, async ({ page, app }) => {
  await troubled(page);
  await app.open("library/new");
  await page.waitForLoadState("networkidle");
  await page.getByLabel("Title", { exact: true }).fill("Knots");
  await set(page, { aborted: 1 });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(app.heading()).toHaveText("Knots");
  await app.open("library");
  await expect(page.getByRole("link", { name: "Knots" })).toHaveCount(1);
});

for (const [lang, words] of Object.entries(WORDS)) {
  test(`a window that keeps the storage busy is said within three seconds, and the write follows by itself (${lang})`, onceIn(lang), async ({ context, page, app }) => {
    await app.open(`library/new?lang=${lang}`);
    await page.waitForLoadState("networkidle");
    const other = await context.newPage();
    await new App(other).open("library");
    // It begins to write and does not come to an end.
    await other.evaluate(async () => {
      const name = (await indexedDB.databases()).find(({ name }) => name?.startsWith("cairn."))!.name!;
      const request = indexedDB.open(name);
      const database = await new Promise<IDBDatabase>((resolve) => (request.onsuccess = () => resolve(request.result)));
      const rows = database.transaction([...database.objectStoreNames], "readwrite").objectStore("meta");
      const go = () => { if (!("done" in globalThis)) rows.get("state").onsuccess = go; };
      go();
    });
    const title = page.getByLabel(words.title, { exact: true });
    await title.fill("Knots");
    await page.getByRole("button", { name: words.save, exact: true }).click();
    const told = page.getByRole("alert").filter({ hasText: words.busy });
    await expect(told).toBeVisible({ timeout: 3_500 });
    await expect(title).toHaveValue("Knots");
    await other.evaluate(() => Object.assign(globalThis, { done: true }));
    await expect(app.heading()).toHaveText("Knots");
    await expect(told).toHaveCount(0);
  });

  test(`a job that waits for a sleeping window says for what, and begins when that is gone (${lang})`, onceIn(lang), async ({ context, page, app }) => {
    const other = await context.newPage();
    await new App(other).open("goals");
    await other.evaluate(async () => {
      const held = (name: string) => new Promise<void>((resolve) => void navigator.locks.request(name, () => {
        resolve();
        return new Promise(() => {});
      }));
      await held("cairn.import");
      await held(`cairn.import/0/${Date.now()}`);
    });
    const session = await context.newCDPSession(other);
    await session.send("Page.setWebLifecycleState", { state: "frozen" });

    const storage = new Storage(page, FILES[lang as keyof typeof FILES]);
    await app.open(`import?lang=${lang}`);
    await storage.look(bytes("skills.json", casePackage(3)));
    await page.getByRole("button", { name: storage.words.doImport }).click();
    await expect(page.getByText(words.held)).toBeVisible({ timeout: 3_000 });
    await expect(page.getByRole("button", { name: words.cancel, exact: true })).toBeVisible();
    await session.send("Page.setWebLifecycleState", { state: "active" });
    await other.close();
    await expect(storage.heading()).toHaveText(storage.words.imported, { timeout: 30_000 });
  });
}
