// Installing from the settings: the browser's offer is kept until she asks for it, and asked once.
import { expect, once, onceIn, test } from "../support/test.ts";

const WORDS = {
  en: { menu: "Menu", settings: "Settings", part: "On this device", install: "Install Cairn", done: "Cairn is installed" },
  ar: { menu: "القائمة", settings: "الإعدادات", part: "على هذا الجهاز", install: "تثبيت كيرن", done: "كيرن مثبّت" },
  es: { menu: "Menú", settings: "Ajustes", part: "En este dispositivo", install: "Instalar Cairn", done: "Cairn está instalado" },
} as const;

/** Stands for the browser's offer, which no test can bring about: it counts how often it is asked. */
function offer(outcome: string): void {
  const asked = { prompts: 0, kept: false };
  (globalThis as unknown as { asked: typeof asked }).asked = asked;
  const event = new Event("beforeinstallprompt", { cancelable: true });
  Object.assign(event, {
    prompt: () => {
      asked.prompts += 1;
      return Promise.resolve();
    },
    userChoice: Promise.resolve({ outcome, platform: "web" }),
  });
  dispatchEvent(event);
  asked.kept = event.defaultPrevented;
}

const asked = () => (globalThis as unknown as { asked: { prompts: number; kept: boolean } }).asked;

for (const [language, words] of Object.entries(WORDS)) {
  for (const outcome of ["accepted", "dismissed"]) {
    test(`the browser's offer is asked for by a press and ${outcome} (${language})`, onceIn(language), async ({ app, page }) => {
      await app.open(`goals?lang=${language}`);
      await page.evaluate(offer, outcome);
      expect(await page.evaluate(asked)).toEqual({ prompts: 0, kept: true });
      await page.getByRole("button", { name: words.menu }).first().click();
      await page.getByRole("dialog").getByRole("link", { name: words.settings, exact: true }).click();
      await expect(app.heading()).toHaveText(words.settings);
      const part = page.getByRole("region", { name: words.part });
      await part.getByRole("button", { name: words.install }).click();
      await expect.poll(() => page.evaluate(asked)).toEqual({ prompts: 1, kept: true });
      // An offer can be taken once: the part goes, and what came of it is said.
      await expect(part).toHaveCount(0);
      const said = page.getByRole("status").filter({ hasText: words.done });
      await (outcome === "accepted" ? expect(said).toBeVisible() : expect(said).toHaveCount(0));
    });
  }

  test(`without an offer nothing is promised (${language})`, onceIn(language), async ({ app, page }) => {
    await app.open(`settings?lang=${language}`);
    await expect(app.heading()).toHaveText(words.settings);
    await expect(page.getByRole("button", { name: words.install })).toHaveCount(0);
  });
}
