// Practice: a sitting from Today to its end, with undo, reload and going on, by touch and by keys; every form once; a number
// with the other decimal mark; an answer that cannot be written; a clock that was set back.
import { type Language, Practise, type Row } from "../pages/practise.ts";
import { violationsInThemes } from "../support/places.ts";
import { expect, inLanguage, once, onceIn, test } from "../support/test.ts";

const CARDS: Row[] = [["Ohm's law", "U = R · I"], ["Unit of charge", "coulomb"], ["Unit of power", "watt"]]
  .map(([prompt, answer]) => ({ form: "card", prompt: prompt!, answer: answer! }));

for (const language of ["en", "ar"] as Language[]) {
  test(`a sitting with undo, a reload and its end (${language})`, inLanguage(language), async ({ app, page }, info) => {
    const practise = new Practise(app, page, language, info.project.name === "laptop");
    const { words } = practise;
    await practise.bring(CARDS);
    await app.open(`?lang=${language}`);
    await expect(page.getByRole("heading", { name: words.main(3) })).toBeVisible();
    await practise.comesWithoutMoving(page.getByRole("heading", { name: words.main(3) }));
    await page.getByRole("link", { name: words.practise, exact: true }).click();

    await expect(practise.question("Ohm's law")).toBeVisible();
    // The toast says what was done and lies above the button, which stays where it was.
    const main = practise.button(words.show);
    const before = await main.boundingBox();
    await practise.button(words.menu).click();
    await practise.button(words.flag).click();
    await expect(page.getByRole("status").filter({ hasText: words.flagged })).toBeVisible();
    expect(await main.boundingBox()).toEqual(before);
    await expect(page.locator("#question")).toBeFocused();
    await practise.show();
    await expect(practise.answer()).toContainText("U = R · I");
    await practise.notYet();
    await expect(practise.question("Unit of charge")).toBeVisible();
    await practise.show();
    await practise.gotIt();
    await expect(practise.question("Unit of power")).toBeVisible();
    await practise.at(1, 3);
    if (info.project.name === "laptop") {
      // Where single keys answer, the list of keys tells of them, and none leads away.
      const list = page.getByRole("dialog", { name: words.keys, exact: true });
      await expect(async () => {
        await page.keyboard.press("?");
        await expect(list).toBeVisible({ timeout: 500 });
      }).toPass();
      await expect(list).toContainText(words.keyMain);
      await expect(list.getByText(words.today, { exact: true })).toHaveCount(0);
      await page.keyboard.press("Escape");
      await page.keyboard.press("g");
      await page.keyboard.press("t");
    }
    await practise.undo();
    await expect(practise.question("Unit of charge")).toBeVisible();
    await practise.at(0, 3);

    // What she changes is in its form at once, and leads back to where she was.
    await practise.button(words.menu).click();
    await page.getByRole("link", { name: words.change }).click();
    await page.getByRole("textbox", { name: words.backSide, exact: true }).fill("coulomb (C)");
    await practise.button(words.save).click();
    await expect(practise.question("Unit of charge")).toBeVisible();

    // Closed, it is gone on with from Today.
    await app.still();
    await page.getByRole("link", { name: words.close }).click();
    await expect(page.getByRole("heading", { name: words.goOn(3) })).toBeVisible();
    await page.getByRole("link", { name: words.resume, exact: true }).click();
    await expect(practise.question("Unit of charge")).toBeVisible();
    await app.still();
    await app.open(`practise?lang=${language}`);
    await expect(practise.question("Unit of charge")).toBeVisible();
    await practise.undo();
    await expect(practise.question("Ohm's law")).toBeVisible();
    for (const question of ["Ohm's law", "Unit of charge", "Unit of power"]) {
      await expect(practise.question(question)).toBeVisible();
      await practise.show();
      await practise.gotIt();
    }
    await expect(app.heading()).toHaveText(words.done);
    await expect(app.heading()).toBeFocused();
    await expect(page.getByText(words.summary(3, 3))).toBeVisible();
    await page.getByRole("link", { name: words.back }).click();
    await expect(page.getByRole("heading", { name: words.main(3) })).toHaveCount(0);
  });
}

for (const language of ["en", "ar"] as Language[]) {
  test(`what is missed a third time is left for today; practising one item gives no sitting up (${language})`, onceIn(language), async ({ app, page }) => {
    const practise = new Practise(app, page, language);
    const { words } = practise;
    await practise.bring([{ form: "short", prompt: "Capital of Kenya", accepted: "Nairobi" }, { form: "card", prompt: "Capital of Uganda", answer: "Kampala" }]);
    await app.visit("practise");
    const miss = async () => {
      await expect(practise.question("Capital of Kenya")).toBeVisible();
      await page.getByRole("textbox", { name: words.field }).fill("Mombasa");
      await practise.button(words.check).click();
      await expect(practise.answer()).toContainText("Nairobi");
    };
    await miss();
    await expect(practise.button(words.leave)).toHaveCount(0);
    await practise.next();
    await expect(practise.question("Capital of Uganda")).toBeVisible();

    await app.visit("items");
    await page.getByRole("link", { name: "Capital of Uganda" }).click();
    await page.getByRole("link", { name: words.now }).click();
    await expect(practise.question("Capital of Uganda")).toBeVisible();
    await practise.show();
    await practise.gotIt();
    await expect(app.heading()).toHaveText(words.ended);

    // Answered there, it is answered here too; what was missed still comes back.
    await app.visit("");
    await expect(page.getByRole("heading", { name: words.goOn(1) })).toBeVisible();
    await page.getByRole("link", { name: words.resume, exact: true }).click();
    await miss();
    await expect(practise.button(words.leave)).toHaveCount(0);
    await practise.next();
    await miss();
    await practise.button(words.leave).click();
    await expect(app.heading()).toHaveText(words.done);
    // Taken back, it is asked again.
    await practise.button(words.undo).click();
    await miss();
    await practise.button(words.leave).click();
    await expect(app.heading()).toHaveText(words.done);
    await expect(page.getByText(words.left)).toBeVisible();
    await app.visit("");
    await expect(page.getByRole("heading", { name: words.goOn(1) })).toHaveCount(0);
  });
}

test("every form is asked, graded and explained", once, async ({ app, page }) => {
  const practise = new Practise(app, page, "en");
  const answer = practise.answer();
  await practise.bring([
    { form: "cloze", prompt: "The {{c1::cell}} is the {{c2::unit::what?}} of life." },
    { form: "single", prompt: "2 + 2", options: ["3", "4", "5"], right: "1", feedback: ["One too few", "", ""], hints: ["Count."], explanation: "Two and two **make** four." },
    { form: "multiple", prompt: "Which are even?", options: ["1", "2", "3", "4"], right: ["1", "3"] },
    { form: "true_false", prompt: "Water boils at 100 °C at sea level.", right: "0" },
    { form: "short", prompt: "Capital of Kenya", accepted: "Nairobi" },
    { form: "numeric", prompt: "How long is a marathon?", number: "42.195", unit: "km", relative: "0.01" },
    { form: "ordering", prompt: "From short to long", options: ["second", "minute", "hour"] },
    { form: "matching", prompt: "Whose capital?", options: ["Kenya", "Peru"], matches: ["Nairobi", "Lima"] },
    { form: "open", prompt: "Explain a fuse.", answer: "It melts before the wire does." },
    { form: "short", prompt: "Largest ocean", accepted: "Pacific" },
  ]);
  await app.open("practise");
  const found: string[] = [];

  await page.getByRole("textbox", { name: "Gap 1 of 2" }).fill("cell");
  await page.getByRole("textbox", { name: "Gap 2 of 2: what?" }).fill("part");
  await practise.check("Partly right. 1 of 2 gaps are right.");
  await expect(practise.button("Note why")).toBeVisible();
  await practise.next();

  await page.getByRole("button", { name: "Show the hint" }).click();
  await expect(page.getByText("Count.").first()).toBeVisible();
  await page.getByRole("radio", { name: "3", exact: true }).check();
  found.push(...(await violationsInThemes(page)));
  await practise.check("Not yet");
  await expect(answer).toContainText("One too few");
  await expect(page.getByRole("region", { name: "Why" })).toContainText("Two and two make four.");
  found.push(...(await violationsInThemes(page)));
  await practise.next();

  await page.getByRole("checkbox", { name: "2", exact: true }).check();
  await practise.check("Partly right. 1 of 2 right options found.");
  await practise.next();
  await page.getByRole("radio", { name: "True" }).check();
  await practise.check("Right");
  await practise.next();
  await page.getByRole("textbox", { name: "Your answer" }).fill("Nairobbi");
  await practise.check("Right, but for a typing error");
  await practise.next();

  // With the other decimal mark it is no number: she is asked, and nothing is guessed.
  await practise.button("Check").click();
  await expect(page.getByRole("alert")).toHaveText(/Answer first/);
  await page.getByRole("textbox", { name: "Your answer" }).fill("42,2 km");
  await practise.button("Check").click();
  await expect(page.getByRole("alert")).toContainText("Did you mean 42.2 km or 422 km?");
  await practise.button("42.2 km").click();
  await practise.verdict("Right");
  await practise.next();

  for (const [thing, place] of [["second", 0], ["minute", 1]] as const) {
    const things = page.getByRole("list", { name: "Your order" }).getByRole("listitem");
    for (let at = 2; at > place; at -= 1) {
      if ((await things.nth(at).innerText()).includes(thing)) await page.getByRole("button", { name: `Move up: ${thing}` }).click();
    }
  }
  await practise.check("Right");
  await practise.next();
  await page.getByLabel("Kenya").selectOption("Nairobi");
  await practise.check("Partly right. 1 of 2 pairs are right.");
  await practise.next();
  await page.getByRole("textbox", { name: "Your answer" }).fill("It protects.");
  await practise.show();
  await expect(answer).toContainText("It melts before the wire does.");
  await practise.gotIt();
  await practise.button("I don’t know").click();
  await practise.verdict("Here it is");
  await practise.button("Practice menu").click();
  found.push(...(await violationsInThemes(page, "dialog[open]")));
  expect(found).toEqual([]);
});

test("an answer that cannot be written is asked again; a clock that was set back is told", once, async ({ app, page }) => {
  const practise = new Practise(app, page, "en");
  await practise.bring(CARDS.slice(0, 2));
  await app.open("practise");
  await page.evaluate(() => {
    const transaction = IDBDatabase.prototype.transaction;
    const broken = window as unknown as { mend: () => void };
    broken.mend = () => (IDBDatabase.prototype.transaction = transaction);
    IDBDatabase.prototype.transaction = function (names, mode, options) {
      if (mode === "readwrite") throw new DOMException("no", "UnknownError");
      return transaction.call(this, names, mode, options);
    };
  });
  await practise.show();
  await practise.gotIt();
  await expect(page.getByRole("alert").filter({ hasText: "The last answer could not be kept. It is asked again." })).toBeVisible();
  await expect(practise.question("Ohm's law")).toBeVisible();
  await practise.at(0, 2);
  await page.evaluate(() => (window as unknown as { mend: () => void }).mend());
  for (const question of ["Ohm's law", "Unit of charge"]) {
    await expect(practise.question(question)).toBeVisible();
    await practise.show();
    await practise.gotIt();
  }
  await expect(app.heading()).toHaveText("Done for today");
  expect(await violationsInThemes(page)).toEqual([]);

  await page.addInitScript(() => {
    const now = Date.now;
    Date.now = () => now() - 365 * 86_400_000;
  });
  await app.open("practise");
  await expect(page.getByRole("heading", { name: "The clock is behind" })).toBeVisible();
  await expect(page.getByText(/is 36\d days behind your last answers/)).toBeVisible();
  await practise.button("Practise all the same").click();
  await expect(page.getByRole("heading", { name: "Practice, 1 of 2" })).toBeVisible();
});
