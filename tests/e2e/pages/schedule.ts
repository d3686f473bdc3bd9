// The schedule of practice as a person meets it, in a language: by role and name.
import type { Language } from "./practise.ts";

/** The names that a story needs, in each language. */
export const WORDS = {
  en: {
    settings: "How much and when", fresh: "New ones a day", high: "What your goals put first", least: "As little as can be",
    surer: "95%: about 2.5 times as many reviews", four: /^Four buttons/, easy: /^Easy/, moved: (day: string) => new RegExp(`^Moved from .* to .*: ${day} is an easy day\\.$`),
    ahead: "The days ahead", some: /^About \d+ reviews in the next 30 days/, lighter: /\(lighter\)$/, table: "As a table", waits: "One more new one waits for the days after today.",
    ready: "Ready by a date", date: "Ready on", minutes: "Minutes a day", workOut: "Work it out", answer: /^(It fits: ready on|Not yet enough for) /,
  },
  ar: {
    settings: "كم ومتى", fresh: "الجديد في اليوم", high: "ما تضعه الأهداف أولًا", least: "أقل ما يمكن",
    surer: "", four: /^أربعة أزرار/, easy: /^بسهولة/, moved: (day: string) => new RegExp(`^نُقل الموعد من .* إلى .*: يوم ${day} يوم خفيف\\.$`),
    ahead: "الأيام القادمة", some: /^نحو .* في الأيام الثلاثين القادمة/, lighter: /\(خفيف\)$/, table: "عرض كجدول", waits: "واحد جديد آخر ينتظر الأيام التالية.",
    ready: "الجاهزية في موعد", date: "الجاهزية يوم", minutes: "الدقائق في اليوم", workOut: "حساب", answer: /^(الوقت يكفي|لا يكفي بعد)/,
  },
} as const;

export type Words = (typeof WORDS)["en"];

export const words = (language: Language): Words => WORDS[language] as unknown as Words;

/** What a weekday is called, so many days from a day. */
export const weekday = (from: Date, days: number, language: Language): string =>
  new Intl.DateTimeFormat(language, { weekday: "long" }).format(new Date(from.getTime() + days * 86_400_000));
