// Files kept on the device: taken in, opened without a network, in a backup and out of it on another device,
// removed while the entry stays, refused where there is no room, and what the share sheet brings.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "@playwright/test";
import { App } from "../pages/app.ts";
import { answers, gone, share } from "../pages/share.ts";
import { bytes, Storage } from "../pages/storage.ts";
import { whole } from "../support/environment.ts";
import { violations } from "../support/places.ts";
import { expect, inLanguage, keyboard, offline, once, test } from "../support/test.ts";

const WORDS = {
  en: {
    choose: "Choose a file", title: "Title", save: "Save", here: /Kept here/, gone: /Not on this device/, open: /^Open the file/,
    close: "Close the file", out: /^Save or share/, remove: /^Remove the file/, removed: "The file was removed. Its description stays.",
    files: "Files", again: "Choose it again", offline: "Offline", leave: /^Leave it out/, library: "Library", missing: /1 file is missing/,
  },
  ar: {
    choose: "اختيار ملف", title: "العنوان", save: "حفظ", here: /محفوظ هنا/, gone: /ليس على هذا الجهاز/, open: /^فتح الملف/,
    close: "إغلاق الملف", out: /^حفظ أو مشاركة/, remove: /^إزالة الملف/, removed: "أُزيل الملف، وبقي وصفه.",
    files: "الملفات", again: "اختياره من جديد", offline: "دون اتصال", leave: /^ترك/, library: "المكتبة", missing: /ينقص ملف واحد/,
  },
  es: {
    choose: "Elegir un archivo", title: "Título", save: "Guardar", here: /Guardado aquí/, gone: /No está en este dispositivo/,
    open: /^Abrir el archivo/, close: "Cerrar el archivo", out: /^Guardar o compartir/, remove: /^Quitar el archivo/,
    removed: "El archivo se quitó. Su descripción se queda.", files: "Archivos", again: "Elegirlo otra vez", offline: "Sin conexión",
    leave: /^Quitarlo de aquí/, library: "Biblioteca", missing: /Falta 1 archivo/,
  },
};

/** A picture of one red pixel. */
const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==", "base64");
const picture = { name: "lamp_socket.png", mimeType: "image/png", buffer: PIXEL };

/** The form of a new resource with a file in it, saved; ends on the resource. */
async function keep(page: Page, app: App, file: { name: string; mimeType: string; buffer: Buffer }, words = WORDS.en, lang = "en") {
  await app.open(`library/new?lang=${lang}`);
  await page.getByLabel(words.choose, { exact: true }).setInputFiles(file);
  await expect(page.getByRole("button", { name: words.leave })).toBeVisible();
  await page.getByRole("button", { name: words.save, exact: true }).click();
  await expect(page.getByText(words.here).filter({ visible: true }).first()).toBeVisible();
}

async function device(browser: Browser, baseURL: string | undefined) {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  return { context, page, app: new App(page), storage: new Storage(page) };
}

for (const lang of ["en", "ar", "es"] as const) {
  test(`a photo is kept, opened, removed and given again (${lang})`, inLanguage(lang), async ({ page, app }) => {
    const words = WORDS[lang];
    await keep(page, app, picture, words, lang);
    await expect(app.heading()).toHaveText("lamp socket");
    await page.getByRole("button", { name: words.open }).click();
    const shown = page.getByRole("img", { name: "lamp_socket.png" });
    await expect(shown).toBeVisible();
    expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
    const address = await shown.getAttribute("src");
    expect(address).toMatch(/^blob:/);
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: words.close }).click();
    await expect(shown).toHaveCount(0);

    // The list says so, and the chip finds it.
    await app.open(`library?lang=${lang}`);
    await expect(page.getByText(words.here).filter({ visible: true }).first()).toBeVisible();
    await page.getByRole("button", { name: words.offline, exact: true }).click();
    await page.getByRole("link", { name: "lamp socket" }).click();

    await page.getByRole("button", { name: words.remove }).click();
    await page.getByRole("dialog").getByRole("button", { name: words.remove }).click();
    await expect(page.getByText(words.gone).filter({ visible: true }).first()).toBeVisible();
    await expect(app.heading()).toHaveText("lamp socket");
    expect(await violations(page)).toEqual([]);
    await page.getByLabel(words.again, { exact: true }).setInputFiles(picture);
    await expect(page.getByText(words.here).filter({ visible: true }).first()).toBeVisible();
  });
}

test("a file of several megabytes goes to another device in a backup, with the same hash", once, async ({ page, app, browser, baseURL }) => {
  test.setTimeout(120_000);
  const film = Buffer.alloc(5_300_000, "a film of a solder joint ");
  await keep(page, app, { name: "film.webm", mimeType: "video/webm", buffer: film });
  const storage = new Storage(page);
  await app.open("storage");
  await expect(page.getByText("film.webm")).toBeVisible();
  const copy = readFileSync(await (await storage.backUp()).path());
  expect(copy.length).toBeGreaterThan(film.length);
  await expect(page.getByText(/With 1 file, 5.3 MB/)).toBeVisible();
  const hash = await storage.fingerprint(await storage.check(bytes("copy.cairn", copy)));

  const other = await device(browser, baseURL);
  await other.app.open("import");
  await other.storage.look(bytes("copy.cairn", copy));
  await expect(other.page.getByText(/With 1 file, 5.3 MB/)).toBeVisible();
  await other.storage.accept("restore");
  expect(await other.storage.fingerprint()).toBe(hash);
  await other.app.open("library");
  await other.page.getByRole("link", { name: "film" }).click();
  const download = other.page.waitForEvent("download");
  await other.page.getByRole("button", { name: WORDS.en.out }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe("film.webm");
  expect(readFileSync(await saved.path()).equals(film)).toBe(true);

  // Removed on the storage screen: the next backup says which file it lacks.
  await other.app.open("storage");
  await other.page.getByRole("button", { name: WORDS.en.remove }).click();
  await other.page.getByRole("dialog").getByRole("button", { name: WORDS.en.remove }).click();
  await expect(other.page.getByText(WORDS.en.removed)).toBeVisible();
  await other.storage.backUp();
  await expect(other.page.getByText(/1 file is missing: .*film\.webm/)).toBeVisible();
  await other.context.close();
});

test("what could run is only handed out: HTML, a script in SVG", once, async ({ page, app }) => {
  const script = "<script>document.title = 'ran'; parent.document.title = 'ran'</script>";
  await keep(page, app, { name: "page.html", mimeType: "text/html", buffer: Buffer.from(`<h1>x</h1>${script}`) });
  await expect(page.getByRole("button", { name: WORDS.en.open })).toHaveCount(0);
  await expect(page.getByRole("button", { name: WORDS.en.out })).toBeVisible();
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/>${script}</svg>`;
  await keep(page, app, { name: "drawing.svg", mimeType: "image/svg+xml", buffer: Buffer.from(svg) });
  await page.getByRole("button", { name: WORDS.en.open }).click();
  const shown = page.getByRole("img", { name: "drawing.svg" });
  await expect(shown).toBeVisible();
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(9);
  await expect(page).not.toHaveTitle("ran");
});

test("evidence carries a recording, pasted text stays text, a pasted picture becomes the file", keyboard, async ({ page, app }) => {
  await app.open("library/new");
  await page.getByLabel("Title", { exact: true }).fill("By hand");
  await page.evaluate(async (base64) => {
    const data = new DataTransfer();
    const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    data.items.add(new File([content], "pasted.png", { type: "image/png" }));
    document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, PIXEL.toString("base64"));
  await expect(page.getByRole("button", { name: "Leave it out: pasted.png" })).toBeVisible();
  // What she wrote herself stays.
  await expect(page.getByLabel("Title", { exact: true })).toHaveValue("By hand");
  await page.getByRole("button", { name: "Leave it out: pasted.png" }).click();
  await expect(page.getByLabel("Choose a file", { exact: true })).toBeAttached();

  await app.open("skills");
  await page.getByRole("button", { name: "Show an example" }).click();
  await page.locator("main a[href*='/skills/']").filter({ hasNotText: /^New|^Add/ }).first().waitFor();
  const skill = page.locator("main a[href*='/skills/']:not([href*='framework']):not([href$='new'])").first();
  await page.goto(`${await skill.getAttribute("href")}/evidence`);
  await app.ready();
  await page.getByLabel("Choose a file", { exact: true }).setInputFiles({ name: "interview.txt", mimeType: "text/plain", buffer: Buffer.from("قالت إنها تعرف اللحام") });
  await expect(page.getByRole("button", { name: "Leave it out: interview.txt" })).toBeVisible();
  await page.getByLabel("How well did it go, of 100?").fill("80");
  await page.getByRole("button", { name: "Save evidence" }).click();
  await page.getByRole("button", { name: "Open the file interview.txt" }).click();
  await expect(page.getByText("قالت إنها تعرف اللحام")).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test("larger than any file may be: refused in words before it is read", once, async ({ page, app }) => {
  await app.open("library/new");
  await page.evaluate(() => {
    const film = new File([], "opera.webm", { type: "video/webm" });
    Object.defineProperty(film, "size", { value: 2_000_000_000 });
    // A real list would give a file of its own: this one hands over this very file.
    const given = { files: { 0: film, length: 1, item: () => film } };
    const event = new Event("paste", { bubbles: true, cancelable: true });
    Object.defineProperty(event, "clipboardData", { value: given });
    document.dispatchEvent(event);
  });
  await expect(page.getByText(/opera\.webm has 2(\.0)? GB; a file may have at most 500 MB/)).toBeVisible();
});

test("no room: refused in words with sizes, and what was there is as it was", once, async ({ playwright, baseURL }) => {
  // Only a profile on the disk is held to its quota.
  const folder = mkdtempSync(join(tmpdir(), "cairn-quota-"));
  const context = await playwright.chromium.launchPersistentContext(folder, { ...whole, baseURL });
  try {
    const page = await context.newPage();
    const [app, storage] = [new App(page), new Storage(page)];
    // Before the first opening: the browser remembers for half a minute how much room there was.
    const client = await context.newCDPSession(page);
    await client.send("Storage.overrideQuotaForOrigin", { origin: new URL(baseURL ?? "").origin, quotaSize: 12_000_000 });
    await keep(page, app, picture);
    await app.open("storage");
    const hash = async (name: string) =>
      storage.fingerprint(await storage.check(bytes(name, readFileSync(await (await storage.backUp()).path()))));
    const before = await hash("before.cairn");
    await app.open("library/new");
    const film = Buffer.alloc(15_000_000);
    for (let at = 0; at < film.length; at += 4) film.writeUInt32LE((at * 2_654_435_761) >>> 0, at);
    await page.getByLabel("Choose a file", { exact: true }).setInputFiles({ name: "long.webm", mimeType: "video/webm", buffer: film });
    // Where the browser says how much fits, before it is read; else when the disk refuses.
    await expect(page.getByText(/long\.webm has 15 MB.* [Nn]othing was changed/)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByLabel("Choose a file", { exact: true })).toBeAttached();
    await app.open("storage");
    await expect(page.getByText("lamp_socket.png")).toBeVisible();
    await expect(page.getByText("long.webm")).toHaveCount(0);
    expect(await hash("after.cairn")).toBe(before);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test.describe("the share sheet", () => {
  test.use(offline);

  test("what is shared fills the form, waits until it is saved, and goes then", once, async ({ page, app, context }) => {
    await app.open("library");
    const home = page.url();
    await answers(page, app);
    await context.setOffline(true);
    await share(page, new URL("/", home).href, { title: "", text: "How to solder https://example.org/solder.html" }, picture);
    await app.ready();
    await expect(app.heading()).toHaveText("Add to the library");
    await expect(page.getByLabel("Link", { exact: true })).toHaveValue("https://example.org/solder.html");
    await expect(page.getByLabel("Your notes")).toHaveValue(/How to solder/);
    await expect(page.getByRole("button", { name: "Leave it out: lamp_socket.png" })).toBeVisible();
    expect(await violations(page)).toEqual([]);

    // Closed without saving, it waits in the library.
    await app.open("library");
    await expect(page.getByRole("heading", { name: "Shared with Cairn, not saved yet" })).toBeVisible();
    await page.getByRole("link", { name: "lamp_socket.png" }).click();
    await expect(page.getByRole("button", { name: "Leave it out: lamp_socket.png" })).toBeVisible();
    await page.getByLabel("Title", { exact: true }).fill("Soldering");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(app.heading()).toHaveText("Soldering");
    await gone(page);
    await app.open("library");
    await expect(page.getByRole("link", { name: "Soldering" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Shared with Cairn, not saved yet" })).toHaveCount(0);
  });

  test("a page of another site shares nothing", once, async ({ page, app }) => {
    await app.open("library");
    await answers(page, app);
    const target = new URL("/share", page.url()).href;
    await page.route("http://elsewhere.example/", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<form method="post" enctype="multipart/form-data" action="${target}"><input name="title" value="Forged"><button>Go</button></form>`,
      }));
    await page.goto("http://elsewhere.example/");
    await page.getByRole("button").click();
    await app.ready();
    await expect(page).toHaveURL(new URL("/", target).href);
    await app.open("library");
    await expect(page.getByText("Forged")).toHaveCount(0);
  });
});
