// The schedule: how much and when is hers and holds; an easy day moves what would fall on it, and practice says so; the days
// ahead; ready by a date; what is forgotten again and again, with what can help.
import { type Language, Practise, type Row } from "../pages/practise.ts";
import { weekday, words } from "../pages/schedule.ts";
import { expect, once, onceIn, test } from "../support/test.ts";

const CARDS: Row[] = [["Ohm's law", "U = R · I"], ["Unit of charge", "coulomb"], ["Unit of power", "watt"]]
  .map(([prompt, answer]) => ({ form: "card", prompt: prompt!, answer: answer! }));

/** The study day, which turns at four in the morning. */
const TODAY = new Date(Date.now() - 4 * 3_600_000);

for (const language of ["en", "ar"] as Language[]) {
  test(`how much and when, and the days ahead (${language})`, onceIn(language), async ({ app, page }) => {
    const said = words(language);
    const practise = new Practise(app, page, language);
    await practise.bring(CARDS);
    await app.visit("settings");
    await page.getByRole("link", { name: said.settings }).click();
    await page.getByLabel(said.fresh).fill("2");
    await page.getByLabel(said.fresh).blur();
    // A card that was easy comes again in eight days.
    const easy = weekday(TODAY, 8, language);
    await page.getByLabel(easy, { exact: true }).selectOption(said.least);
    await page.getByLabel(said.high).selectOption("95");
    if (said.surer) await expect(page.getByLabel(said.high).locator("option:checked")).toHaveText(said.surer);
    await app.still();
    await app.open(`schedule/settings?lang=${language}`);
    await expect(page.getByLabel(said.fresh)).toHaveValue("2");
    await expect(page.getByLabel(said.high)).toHaveValue("95");

    await app.visit("practise");
    await practise.at(0, 2);
    await practise.button(practise.words.menu).click();
    await page.getByRole("checkbox", { name: said.four }).check();
    await page.keyboard.press("Escape");
    await practise.show();
    await practise.button(said.easy).click();
    await expect(page.getByRole("main").getByText(said.moved(easy))).toBeVisible();
    await practise.show();
    await practise.gotIt();
    await expect(app.heading()).toHaveText(practise.words.done);
    await expect(page.getByText(said.waits)).toBeVisible();

    await page.getByRole("link", { name: practise.words.tomorrow }).click();
    await expect(app.heading()).toHaveText(said.ahead);
    await expect(page.getByRole("img", { name: said.some })).toBeVisible();
    await page.getByText(said.table, { exact: true }).click();
    await expect(page.getByRole("rowheader")).toHaveCount(30);
    await expect(page.getByRole("rowheader", { name: said.lighter })).toHaveCount(5);

    await page.getByRole("link", { name: said.ready }).click();
    await page.getByLabel(said.minutes).fill("5");
    await practise.button(said.workOut).click();
    await expect(page.getByRole("heading", { level: 2, name: said.answer })).toBeVisible();
    await page.getByLabel(said.date, { exact: true }).fill("2020-01-01");
    await practise.button(said.workOut).click();
    await expect(page.getByLabel(said.date, { exact: true })).toHaveAttribute("aria-invalid", "true");

    // The third card waits because a day takes two: where nothing is asked, that is said, and a day can take more.
    await app.visit("practise");
    await page.getByRole("link", { name: said.waits }).click();
    await page.getByLabel(said.fresh).fill("3");
    await page.getByLabel(said.fresh).blur();
    await app.still();
    await page.goBack();
    await expect(practise.question("Unit of power")).toBeVisible();
  });
}

test("what is forgotten again and again is named, with what can help", once, async ({ app, page }) => {
  const practise = new Practise(app, page, "en");
  // Days go by; timers run on.
  await page.addInitScript(() => {
    const Real = Date;
    const later = () => Number(sessionStorage.getItem("days") ?? 0) * 86_400_000;
    globalThis.Date = class extends Real {
      constructor(...given: []) {
        super(...((given.length ? given : [Real.now() + later()]) as []));
      }
      static override now() {
        return Real.now() + later();
      }
    } as DateConstructor;
  });
  await practise.bring(CARDS.slice(0, 1));
  await app.visit("practise");
  await practise.show();
  await practise.gotIt();
  for (let round = 1; round <= 8; round += 1) {
    await page.evaluate((days) => sessionStorage.setItem("days", String(days)), round * 10);
    await app.visit("about");
    await app.visit("practise");
    await practise.show();
    await practise.notYet();
    if (round < 8) {
      await practise.show();
      await practise.gotIt();
      await expect(app.heading()).toHaveText("Done for today");
    }
  }
  await expect(page.getByText("“Ohm's law” was forgotten 8 times. Another way may help.")).toBeVisible();
  await practise.button("What can help").click();
  await practise.button("Add a cue").click();
  await page.getByLabel("The cue").fill("U for Unterschied");
  await practise.button("Save").click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(practise.button("Show the hint")).toBeVisible();

  await app.visit("schedule/often");
  await expect(page.getByText("Forgotten 8 times")).toBeVisible();
  await practise.button(/^What can help/).click();
  await practise.button("Split it").click();
  await expect(app.heading()).toHaveText("Change it");
  // Its cue stands in the form of the second one too.
  await expect(page.getByRole("textbox").filter({ visible: true }).nth(0)).toBeVisible();
  expect(await page.getByRole("textbox").evaluateAll((fields) => fields.map((field) => (field as HTMLTextAreaElement).value))).toContain("U for Unterschied");
  await app.visit("schedule/often");
  await practise.button(/^What can help/).click();
  await practise.button("Pause it").click();
  await expect(page.getByRole("heading", { name: "Nothing is forgotten often" })).toBeVisible();
});
