// Mistakes and calibration: an answer that went wrong is noted beside its feedback, shows among the surprises with what was
// answered, waits in its list, is done, taken up again and deleted; another is noted at the end of the sitting.
import { Mistakes } from "../pages/mistakes.ts";
import { type Language, Practise, type Row } from "../pages/practise.ts";
import { violationsInThemes } from "../support/places.ts";
import { expect, once, onceIn, test } from "../support/test.ts";

const ITEMS: Row[] = [
  { form: "short", prompt: "Capital of Kenya", accepted: "Nairobi" },
  { form: "card", prompt: "Capital of Uganda", answer: "Kampala" },
];

for (const language of ["en", "ar"] as Language[]) {
  test(`a surprise is noted, done and deleted (${language})`, onceIn(language), async ({ app, page }) => {
    const practise = new Practise(app, page, language);
    const mistakes = new Mistakes(page, language);
    const { words } = mistakes;
    await practise.bring(ITEMS);
    await app.visit("practise");
    await practise.button(practise.words.menu).click();
    await page.getByRole("checkbox", { name: words.askSure }).check();
    await page.getByRole("dialog").getByRole("button", { name: words.close, exact: true }).click();

    const sure = async () => page.getByRole("radio", { name: words.sure }).last().check({ force: true });
    const type = async (text: string) => {
      await page.getByRole("textbox", { name: words.yourAnswer }).fill(text);
      await sure();
      await practise.button(practise.words.check).click();
    };
    await expect(practise.question("Capital of Kenya")).toBeVisible();
    await type("Mombasa");
    await practise.button(words.note).click();
    await mistakes.sheet().getByRole("button", { name: words.saveOn, exact: true }).click();
    await expect(mistakes.sheet().getByRole("alert").filter({ hasText: words.need })).toBeVisible();
    await mistakes.choose(words.mixedUp);
    await mistakes.choose(words.reread);
    await expect(mistakes.sheet().getByLabel(words.day)).toHaveValue(/^\d{4}-\d\d-\d\d$/);
    await mistakes.sheet().getByLabel(words.words).fill("The port, not the capital.");
    const found = await violationsInThemes(page, "dialog[open]");
    await mistakes.sheet().getByRole("button", { name: words.saveOn, exact: true }).click();
    await mistakes.saved();
    await expect(practise.question("Capital of Uganda")).toBeVisible();
    await sure();
    await practise.show();
    await practise.notYet();
    await expect(practise.question("Capital of Kenya")).toBeVisible();
    await type("Nairobi");
    await practise.next();
    await expect(practise.question("Capital of Uganda")).toBeVisible();
    await practise.show();
    await practise.gotIt();

    // At the end: what is not noted yet, and the way to how sure she was.
    await expect(mistakes.button(words.note, "Capital of Kenya")).toHaveCount(0);
    await mistakes.button(words.note, "Capital of Uganda").click();
    await mistakes.choose(words.mixedUp);
    // Pressed twice it is saved once, and what was gone by the second time does no harm.
    await mistakes.sheet().getByRole("button", { name: words.save, exact: true }).dblclick();
    await mistakes.saved();
    await expect(mistakes.button(words.note, "Capital of Uganda")).toHaveCount(0);
    await expect(app.heading()).toBeFocused();
    await expect(page.getByRole("link", { name: words.count })).toBeVisible();
    await page.getByRole("link", { name: words.door }).click();
    await expect(app.heading()).toHaveText(words.confidence);
    await expect(page.getByText(words.few)).toBeVisible();
    await expect(page.getByRole("img", { name: words.seen })).toBeVisible();
    await expect(mistakes.row("Capital of Kenya")).toContainText(`${words.answered} Mombasa`);
    await expect(mistakes.row("Capital of Uganda")).toHaveCount(1);
    found.push(...(await violationsInThemes(page)));

    await app.visit("mistakes");
    await expect(mistakes.row("Capital of Kenya")).toContainText("The port, not the capital.");
    found.push(...(await violationsInThemes(page)));
    await mistakes.button(words.through, "Capital of Uganda").click();
    await expect(mistakes.row("Capital of Uganda")).toHaveCount(0);
    await expect(app.heading()).toBeFocused();
    await mistakes.list(words.done);
    await mistakes.button(words.again, "Capital of Uganda").click();
    await mistakes.list(words.open);
    await mistakes.button(words.delete, "Capital of Kenya").click();
    await expect(mistakes.row("Capital of Kenya")).toHaveCount(0);
    await page.getByRole("button", { name: words.undo }).click();
    await mistakes.row("Capital of Kenya").getByRole("link", { name: words.now }).click();
    await expect(practise.question("Capital of Kenya")).toBeVisible();
    expect(found).toEqual([]);
  });
}
