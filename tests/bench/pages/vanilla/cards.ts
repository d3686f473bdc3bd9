// Ten cards without any library, one after the other: a question, its answer, and the next.
const CARDS = 10;

const main = document.querySelector("main")!;
let at = 0;

function element(tag: string, text: string, more: Record<string, string> = {}): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(more)) made.setAttribute(name, value);
  return made;
}

function ask(): void {
  const question = element("div", `Card ${(at % CARDS) + 1}`, { id: "question", class: "prompt" });
  const show = element("button", "Show answer", { class: "btn main big wide", type: "button" });
  show.onclick = () => {
    const rate = element("button", "Not yet", { class: "btn big", type: "button" });
    rate.onclick = () => {
      at++;
      ask();
    };
    main.replaceChildren(question, element("p", `Answer ${(at % CARDS) + 1}`), rate);
  };
  main.replaceChildren(question, show);
}

ask();
