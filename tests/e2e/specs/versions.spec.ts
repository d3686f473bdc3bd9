// One text written on two devices: after the merge both versions stand side by side, and leave by Use, Combine or
// Discard; the decision goes back to the other device, and both hold the same.
import { Device, type Language } from "../pages/device.ts";
import { Skills, WORDS as SKILLS } from "../pages/skills.ts";
import { bytes } from "../pages/storage.ts";
import { expect, inLanguage, keyboard, once, onceIn, test } from "../support/test.ts";

const WORDS = {
  en: {
    write: "Write a note", edit: "Edit notes", field: "Your notes", notes: "Notes",
    both: /^1 text was changed in both places$/, apart: /^This was written on two devices\. 2 versions stand side by side/,
    wish: "What do you want?", addGoal: "Add goal", why: "Why", writeWhy: "Write why", editWhy: "Edit: Why", whyField: "Why you want it",
    use: "Use this one", discard: "Discard", combine: "Combine",
    waits: /^1 entry has a text in several versions/, here: /^Use the version of .+, on this device/,
  },
  ar: {
    write: "كتابة ملاحظة", edit: "تعديل الملاحظات", field: "ملاحظاتك", notes: "الملاحظات",
    both: /^نص واحد غُيّر في المكانين$/, apart: /^كُتب هذا على جهازين\. النسختان جنبًا إلى جنب/,
    wish: "ما الهدف؟", addGoal: "إضافة الهدف", why: "لماذا", writeWhy: "كتابة السبب", editWhy: "تعديل: لماذا", whyField: "لماذا هذا الهدف",
    use: "استخدام هذه", discard: "استبعاد", combine: "جمع",
    waits: /^مدخل واحد فيه نص بعدة نسخ/, here: /^استخدام نسخة .+ على هذا الجهاز/,
  },
  es: {
    write: "Escribir una nota", edit: "Editar notas", field: "Tus notas", notes: "Notas",
    both: /^1 texto cambió en los dos lugares$/, apart: /^Esto se escribió en dos dispositivos\. 2 versiones/,
    wish: "¿Qué quieres?", addGoal: "Añadir meta", why: "Por qué", writeWhy: "Escribir el porqué", editWhy: "Editar: Por qué", whyField: "Por qué la quieres",
    use: "Usar esta", discard: "Descartar", combine: "Combinar",
    waits: /^1 registro tiene un texto en varias versiones/, here: /^Usar la versión del .+, en este dispositivo/,
  },
} as const;

for (const [language, words] of Object.entries(WORDS) as [Language, (typeof WORDS)[Language]][]) {
  test(`a note of two devices stays twice until she decides (${language})`, inLanguage(language), async ({ browser, complaints, baseURL }) => {
    test.setTimeout(180_000);
    const laptop = await Device.of(browser, complaints, baseURL, language);
    const resource = await laptop.keep("1 2 3");
    await laptop.write(words.write, words.field, "Begun.");
    const phone = await Device.of(browser, complaints, baseURL, language);
    await phone.bring(await laptop.copy());
    await phone.open(resource);
    await phone.write(words.edit, words.field, "On the phone.");
    await laptop.open(resource);
    await laptop.write(words.edit, words.field, "On the laptop.");

    await laptop.look(await phone.copy());
    await expect(laptop.page.getByRole("region", { name: words.both }).getByRole("listitem")).toHaveText(["1 2 3"]);
    await laptop.storage.accept("restore");
    // What was joined says which text waits, and leads there.
    await expect(laptop.page.getByText(words.waits)).toBeVisible();
    await laptop.link("1 2 3").click();
    await expect(laptop.app.heading()).toHaveText("1 2 3");
    expect(laptop.here()).toBe(resource);
    const notes = laptop.page.getByRole("region", { name: words.notes, exact: true });
    const texts = notes.getByRole("blockquote");
    await expect(notes.getByText(words.apart)).toBeVisible();
    await expect(texts).toHaveText(["On the laptop.", "On the phone."]);

    // Each of the three ways leaves one text, and Undo brings both back.
    await expect(notes.getByRole("button", { name: words.here })).toHaveCount(1);
    const version = (text: string) => notes.getByRole("group").filter({ hasText: text });
    await version("On the phone.").getByText(words.use, { exact: true }).click();
    await expect(texts).toHaveText(["On the phone."]);
    await laptop.undo();
    await expect(texts).toHaveCount(2);
    await version("On the phone.").getByText(words.discard, { exact: true }).click();
    await expect(texts).toHaveText(["On the laptop."]);
    await laptop.undo();
    await expect(texts).toHaveCount(2);
    await notes.getByRole("button", { name: words.combine, exact: true }).click();
    await expect(texts).toHaveCount(1);
    await expect(texts).toContainText("On the laptop.");
    await expect(texts).toContainText("On the phone.");

    // The decision goes back to the other device; both then hold the same, and nothing is asked again.
    const hash = await phone.bring(await laptop.copy());
    await phone.open(resource);
    await expect(phone.page.getByRole("blockquote")).toHaveCount(1);
    const checked = await laptop.open("storage").then(async () => laptop.storage.check(bytes("p.cairn", await phone.copy())));
    expect(await laptop.storage.fingerprint(checked)).toBe(hash);
    await phone.put();
    await laptop.put();
  });

  test(`why a goal is wanted, written on two devices, stands twice (${language})`, onceIn(language), async ({ browser, complaints, baseURL }) => {
    test.setTimeout(180_000);
    const laptop = await Device.of(browser, complaints, baseURL, language);
    await laptop.open("goals/new");
    await laptop.page.getByLabel(words.wish).fill("1 2 3");
    await laptop.button(words.addGoal).click();
    await expect(laptop.app.heading()).toHaveText("1 2 3");
    const goal = laptop.here();

    const phone = await Device.of(browser, complaints, baseURL, language);
    await phone.bring(await laptop.copy());
    await laptop.open(goal);
    await laptop.write(words.writeWhy, words.whyField, "On the laptop.");
    await phone.open(goal);
    await phone.write(words.writeWhy, words.whyField, "On the phone.");

    await laptop.bring(await phone.copy());
    await laptop.open(goal);
    const why = laptop.page.getByRole("region", { name: words.why, exact: true });
    await expect(why.getByRole("blockquote")).toHaveText(["On the phone.", "On the laptop."]);
    await expect(why.getByText(words.apart)).toBeVisible();

    // An edit begins with both, so that saving loses neither.
    await why.getByRole("button", { name: words.editWhy }).click();
    await expect(why.getByLabel(words.whyField)).toHaveValue("On the phone.\n\nOn the laptop.");
    await laptop.page.keyboard.press("Escape");
    await laptop.open(goal);
    await why.getByRole("group").filter({ hasText: "On the laptop." }).getByText(words.use, { exact: true }).click();
    await expect(why.getByRole("blockquote")).toHaveText(["On the laptop."]);
    await phone.put();
    await laptop.put();
  });
}

// The parts are the same in every language; where they stand is not.
test("what a step, a skill and a framework say, written on two devices, is settled where it stands", once, async ({ browser, complaints, baseURL }) => {
  test.setTimeout(240_000);
  const laptop = await Device.of(browser, complaints, baseURL, "en");
  await laptop.open("goals/new");
  await laptop.page.getByLabel("What do you want?").fill("Build a lamp");
  await laptop.button("Add goal").click();
  await laptop.page.getByLabel("New step").fill("Buy wire");
  await laptop.button("Add step").click();
  await laptop.button("Edit: Buy wire").waitFor();
  const goal = laptop.here();
  await laptop.open("skills");
  const skills = new Skills(laptop.page, SKILLS.en);
  await skills.makeFramework("Lamps");
  const framework = laptop.here();
  await skills.write("Solder");
  await skills.skill("Solder").click();
  await expect(laptop.app.heading().last()).toHaveText("Solder");
  const skill = laptop.here();

  const sheet = (device: Device) => device.page.getByRole("dialog");
  const say = async (device: Device, at: string, door: string, field: string, text: string) => {
    await device.open(at);
    await device.button(door).first().click();
    await sheet(device).getByLabel(field, { exact: true }).fill(text);
    await sheet(device).getByRole("button", { name: "Save", exact: true }).click();
    await expect(sheet(device)).toHaveCount(0);
  };
  const places = [[goal, "Edit: Buy wire", "Notes"], [framework, "Edit framework", "What it is for"], [skill, "Edit skill", "Notes"]] as const;
  const phone = await Device.of(browser, complaints, baseURL, "en");
  await phone.bring(await laptop.copy());
  for (const [at, door, field] of places) {
    await say(laptop, at, door, field, "On the laptop.");
    await say(phone, at, door, field, "On the phone.");
  }
  await laptop.bring(await phone.copy());

  // Of a step they stand in its sheet, and what is left goes into the field.
  await laptop.open(goal);
  await laptop.button("Edit: Buy wire").click();
  await expect(sheet(laptop).getByRole("blockquote")).toHaveText(["On the phone.", "On the laptop."]);
  await sheet(laptop).getByRole("group").filter({ hasText: "On the phone." }).getByText("Discard", { exact: true }).click();
  await expect(sheet(laptop).getByRole("blockquote")).toHaveCount(0);
  await expect(sheet(laptop).getByLabel("Notes", { exact: true })).toHaveValue("On the laptop.");

  await laptop.open(framework);
  const texts = laptop.page.getByRole("main").getByRole("blockquote");
  await expect(texts).toHaveText(["On the phone.", "On the laptop."]);
  await laptop.button("Combine").click();
  await expect(texts).toHaveCount(1);

  await laptop.open(skill);
  await expect(texts).toHaveText(["On the phone.", "On the laptop."]);
  await laptop.page.getByRole("group").filter({ hasText: "On the laptop." }).getByText("Use this one", { exact: true }).click();
  await expect(texts).toHaveText(["On the laptop."]);

  const hash = await phone.bring(await laptop.copy());
  await laptop.open("storage");
  expect(await laptop.storage.fingerprint(await laptop.storage.check(bytes("l.cairn", await laptop.copy())))).toBe(hash);
  await phone.put();
  await laptop.put();
});
