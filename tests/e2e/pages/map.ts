// The map of skills as a person meets it, and frameworks to draw.
import { type Locator, type Page } from "@playwright/test";

/** The names that a story needs, in each language. */
export const WORDS = {
  en: {
    tree: "Tree", map: "Map", name: "Map of Basic electricity, read from the ground up", list: "The connections as a list",
    parallel: "Parallel circuits, Not assessed. Needs Series circuits. Helped by Measure current. Needed for Repair solar lamps.",
    larger: "Larger", size: "Size of the map: 125%", keys: "Keys on the map", needs: "Needs Series circuits.",
  },
  ar: {
    tree: "شجرة", map: "خريطة", name: "خريطة Basic electricity، تُقرأ من الأسفل إلى الأعلى", list: "الروابط في قائمة",
    parallel: "Parallel circuits، لم تُقيَّم. تحتاج إلى: Series circuits. تساعد عليها: Measure current. لازمة لما يلي: Repair solar lamps.",
    larger: "أكبر", size: /^حجم الخريطة: .*١٢٥/, keys: "مفاتيح الخريطة", needs: "تحتاج إلى: Series circuits.",
  },
  es: {
    tree: "Árbol", map: "Mapa", name: "Mapa de Basic electricity, se lee desde el suelo hacia arriba", list: "Las relaciones en una lista",
    parallel: "Parallel circuits, Sin evaluar. Necesita Series circuits. Recibe ayuda de Measure current. Hace falta para Repair solar lamps.",
    larger: "Más grande", size: /^Tamaño del mapa: 125/, keys: "Teclas del mapa", needs: "Necesita Series circuits.",
  },
} as const;

const uuid = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, "0")}`;

/** A CASE package: groups with skills, and edges by name. */
export function framework(title: string, groups: Record<string, string[]>, edges: [from: string, to: string, kind?: "helps"][]): string {
  const numbers = new Map<string, number>();
  const number = (name: string) => numbers.get(name) ?? numbers.set(name, numbers.size + 1).get(name)!;
  const lies = (name: string, within: number) => ({ associationType: "isChildOf", from: number(name), to: within });
  const inside = Object.entries(groups).flatMap(([group, skills]) => [
    ...(group ? [lies(group, 0)] : []),
    ...skills.map((skill) => lies(skill, group ? number(group) : 0)),
  ]);
  const ties = edges.map(([from, to, kind]) => ({ associationType: kind ? "isRelatedTo" : "precedes", from: number(from), to: number(to) }));
  const end = (n: number) => ({ identifier: uuid(n), title: "", uri: uuid(n) });
  return JSON.stringify({
    CFDocument: { identifier: uuid(0), title, creator: "Test" },
    CFItems: [...numbers].map(([name, n]) => ({ identifier: uuid(n), fullStatement: name })),
    CFAssociations: [...inside, ...ties].map(({ associationType, from, to }, at) => ({
      identifier: uuid(1_000_000 + at), associationType, sequenceNumber: at + 1, originNodeURI: end(from), destinationNodeURI: end(to),
    })),
  });
}

/** The framework of the drawing that the design shows. */
export const ELECTRICITY = framework(
  "Basic electricity",
  {
    Measuring: ["Measure voltage", "Measure current", "Test a battery"],
    Circuits: ["Ohm’s law", "Series circuits", "Parallel circuits"],
    Repair: ["Work safely", "Charge lithium cells", "Solder a clean joint", "Repair solar lamps"],
  },
  [
    ["Measure voltage", "Measure current"], ["Measure current", "Test a battery"], ["Measure voltage", "Ohm’s law"],
    ["Ohm’s law", "Series circuits"], ["Series circuits", "Parallel circuits"], ["Measure current", "Parallel circuits", "helps"],
    ["Work safely", "Charge lithium cells"], ["Charge lithium cells", "Solder a clean joint", "helps"],
    ["Test a battery", "Repair solar lamps"], ["Parallel circuits", "Repair solar lamps"], ["Solder a clean joint", "Repair solar lamps"],
  ],
);

/** Twenty groups of 25 skills, each on the one before it in its group and some on others. */
export function large(): string {
  const name = (n: number) => `Skill ${n}`;
  const groups = Object.fromEntries(Array.from({ length: 20 }, (_, group) => [`Group ${group + 1}`, Array.from({ length: 25 }, (_, n) => name(group * 25 + n))]));
  const edges: [string, string, "helps"?][] = [];
  for (let n = 0; n < 500; n += 1) {
    if (n % 25 > 2) edges.push([name(n - 3), name(n)]);
    if (n % 25 > 4 && n % 3 === 0) edges.push([name(n - 5), name(n), "helps"]);
    if (n % 40 === 39) edges.push([name(n - 30), name(n)]);
  }
  return framework("Many skills", groups, edges);
}

/** A text in which names stand in marks of direction of their own, as they do from right to left. */
function said(text: string): RegExp {
  const letters = [...text].map((letter) => letter.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${["", ...letters, ""].join("[\\u2066-\\u2069]*")}`);
}

export class SkillMap {
  constructor(readonly page: Page, readonly words: (typeof WORDS)[keyof typeof WORDS] = WORDS.en) {}

  async show(): Promise<void> {
    await this.page.getByRole("radio", { name: this.words.map, exact: true }).first().check({ force: true });
  }

  picture(): Locator {
    return this.page.getByRole("group", { name: said(this.words.name) });
  }

  /** A node or a heading by the name of its skill. */
  node(name: string): Locator {
    return this.page.locator("svg[role=group]").getByRole("link", { name: said(name + (this.words === WORDS.ar ? "،" : ",")) });
  }

  /** What is heard of a skill, whole. */
  heard(sentences: string): Locator {
    return this.picture().getByRole("link", { name: said(sentences) });
  }

  /** A line of the list behind the picture. */
  line(sentence: string): Locator {
    return this.page.getByText(said(sentence));
  }
}
