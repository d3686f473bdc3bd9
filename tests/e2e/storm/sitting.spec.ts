// A long sitting, by keys with kills and by touch with reloads: some answers taken back, broken off now and then, it goes
// on at the same question. At its end every answer that was given and stood is in a backup, once, in its order.
import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { App } from "../pages/app.ts";
import { Practise, type Row } from "../pages/practise.ts";
import { Storage } from "../pages/storage.ts";
import { Lines, verified } from "../support/backup.ts";
import { counts, name } from "../support/database.ts";
import { OwnProfile } from "../support/own-profile.ts";
import { Chance, rounds } from "../support/random.ts";
import { once, test } from "../support/test.ts";

/** So many are new on one day; what is not known comes back until it is. */
const CARDS: Row[] = Array.from({ length: 10 }, (_, at) => ({ form: "card", prompt: `Question ${at}.`, answer: `Answer ${at}.` }));
/** How many may be known before the end of it begins. */
const EARLY = 5;

const AGAIN = 1;
const GOOD = 3;

/** What was answered, by hand. */
interface Answer {
  question: string;
  rating: number;
}

/** A sitting under way, and what was done in it. */
class Long {
  readonly given: Answer[] = [];
  taken = 0;
  lost = 0;
  private practise!: Practise;

  constructor(private page: Page, private readonly hands: true | "touch", private readonly chance: Chance) {
    this.on(page);
  }

  /** Goes on in this page, once the app was opened anew. */
  on(page: Page): void {
    this.page = page;
    this.practise = new Practise(new App(page), page, "en", this.hands);
  }

  async begin(): Promise<void> {
    await this.practise.bring(CARDS);
    await this.practise.app.open("practise");
  }

  async question(): Promise<string> {
    return (await this.page.locator("#question").innerText()).trim();
  }

  /** Answers what is asked; the next question is there once this one's answer is gone. */
  async answer(rating: number): Promise<void> {
    const question = await this.question();
    await this.practise.show();
    await expect(this.practise.answer()).toContainText(question.replace("Question", "Answer"));
    await (rating === AGAIN ? this.practise.notYet() : this.practise.gotIt());
    await this.practise.answer().waitFor({ state: "hidden" });
    this.given.push({ question, rating });
  }

  /** One step: an answer, or one taken back. */
  async step(wanted: number): Promise<void> {
    const known = this.given.filter((one) => one.rating === GOOD).length;
    if (this.given.length > 1 && this.chance.next() < 0.12) {
      const last = this.given.pop()!;
      await this.practise.undo();
      await expect(this.page.locator("#question")).toHaveText(last.question);
      this.taken += 1;
      return;
    }
    const closing = this.given.length >= wanted - (CARDS.length - known);
    await this.answer(closing || (known < EARLY && this.chance.next() < 0.1) ? GOOD : AGAIN);
  }

  /** How many answers are stored and stand. */
  async stored(): Promise<number> {
    const [responses, voids] = await counts(this.page, await name(this.page), ["response", "void"]);
    return responses! - voids!;
  }

  /** After the app was gone: what was still being written when it went may be asked again; everything else is there. */
  async wentOn(settled: boolean): Promise<void> {
    await this.practise.app.open("practise");
    await this.page.locator("#question").waitFor();
    const [stored, given] = [await this.stored(), this.given.length];
    if (!settled && stored === given - 1) {
      const last = this.given.pop()!;
      await expect(this.page.locator("#question")).toHaveText(last.question);
      this.lost += 1;
      return;
    }
    expect(stored, `answers that are stored, settled: ${settled}`).toBe(given);
  }

  /** A sitting of about so many answers, broken off `times` times by `gone`, which gives the page to go on in. */
  async through(wanted: number, times: number, gone: () => Promise<Page>): Promise<void> {
    await this.begin();
    const due = Array.from({ length: times }, (_, at) => Math.floor(((at + 1) * (wanted - CARDS.length)) / (times + 1)));
    while (!(await this.isThrough())) {
      await this.step(wanted);
      if (due.length > 0 && this.given.length >= due[0]!) {
        due.shift();
        const settled = this.chance.next() < 0.5;
        if (settled) await expect.poll(() => this.stored()).toBe(this.given.length);
        this.on(await gone());
        await this.wentOn(settled);
      }
    }
    expect(due, "every break has come").toEqual([]);
    const right = this.given.filter((one) => one.rating === GOOD).length;
    await expect(this.page.getByText(this.practise.words.summary(this.given.length, right))).toBeVisible();
    await this.inBackup();
  }

  private async isThrough(): Promise<boolean> {
    const next = this.page.locator("#question, .end");
    await next.first().waitFor();
    return (await this.page.locator("#question").count()) === 0;
  }

  /** A backup has these answers and no other, each once, in their order. */
  private async inBackup(): Promise<void> {
    await this.practise.app.open("storage");
    const copy = readFileSync(await (await new Storage(this.page).backUp()).path());
    expect(verified(copy)).toMatch(/^[0-9a-f]{64}$/);
    type Line = { id: string; at?: string; fields?: Record<string, unknown> };
    const lines = Lines.of(copy).lines.map((line) => JSON.parse(line) as Line);
    const prompts = new Map(lines.flatMap(({ id, fields }) => {
      const prompt = (fields?.prompt as { value?: string } | undefined)?.value;
      return prompt ? [[id, prompt] as const] : [];
    }));
    const voided = new Set(lines.flatMap(({ fields }) => (typeof fields?.target === "string" ? [fields.target] : [])));
    const responses = lines.filter(({ fields }) => typeof fields?.rating === "number");
    expect(voided.size, "what was taken back is kept as taken back").toBe(this.taken);
    const stand = responses.filter(({ id }) => !voided.has(id)).sort((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : 1));
    const answers = stand.map(({ fields }) => ({ question: prompts.get(fields!.item as string), rating: fields!.rating }));
    expect(answers).toEqual(this.given);
  }

  told(): string {
    return `${this.given.length} answers, ${this.taken} taken back, ${this.lost} asked again because the browser went before they were stored`;
  }
}

const seed = Number(process.env.CAIRN_SEED || 20261128);
const wanted = rounds(18, 200);
const breaks = rounds(1, 10);

test(`${wanted} answers by keys, ${breaks} kills: none is lost, none counts twice`, once, async ({ complaints }) => {
  test.setTimeout(60_000 + wanted * 6_000);
  const own = new OwnProfile(complaints);
  const wide = { width: 1280, height: 800 };
  try {
    const sitting = new Long(await own.open(wide), true, new Chance(seed));
    await sitting.through(wanted, breaks, async () => {
      await own.kill();
      return own.open(wide);
    });
    console.log(`by keys, seed ${seed}: ${sitting.told()}`);
  } finally {
    await own.dispose();
  }
});

test(`${wanted} answers by touch, ${breaks} reloads: none is lost, none counts twice`, once, async ({ page }) => {
  test.setTimeout(60_000 + wanted * 6_000);
  const sitting = new Long(page, "touch", new Chance(seed + 1));
  await sitting.through(wanted, breaks, async () => {
    await page.reload();
    return page;
  });
  console.log(`by touch, seed ${seed + 1}: ${sitting.told()}`);
});
