// A list without any library. It gets a row of ours as a pattern, and all titles; rows are clones of the pattern, as in the
// vanilla entry of js-framework-benchmark.
import type { Tree } from "../../rows/list.ts";

const FIRST = 60;
const NAMESPACE = { svg: "http://www.w3.org/2000/svg", html: "http://www.w3.org/1999/xhtml" };

function made(tree: Tree, svg = false): Node {
  if (typeof tree === "string") return document.createTextNode(tree);
  const [tag, attributes, children] = tree;
  const within = svg || tag === "svg";
  const element = document.createElementNS(within ? NAMESPACE.svg : NAMESPACE.html, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.map((child) => made(child, within)));
  return element;
}

function show({ row, art, titles }: { row: Tree; art: Tree; titles: string[] }): void {
  document.body.prepend(made(art));
  const pattern = made(row) as HTMLElement;
  const list = document.querySelector("ul.list")!;
  const more = document.querySelector("button")!;
  let shown = 0;
  const grow = (to: number) => {
    const fresh = document.createDocumentFragment();
    for (; shown < Math.min(to, titles.length); shown++) {
      const clone = pattern.cloneNode(true) as HTMLElement;
      const link = clone.querySelector<HTMLAnchorElement>("a.name")!;
      link.href = `library/${shown}`;
      link.querySelector("bdi")!.firstChild!.nodeValue = titles[shown]!;
      fresh.append(clone);
    }
    list.append(fresh);
    if (shown === titles.length) more.remove();
  };
  more.onclick = () => grow(shown * 2);
  grow(FIRST);
}

Object.assign(globalThis, { show });
