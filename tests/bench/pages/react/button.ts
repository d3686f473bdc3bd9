// The least that React 19 can do: one button that works.
import { createElement, useState } from "react";
import { createRoot } from "react-dom/client";

function Counter() {
  const [count, set] = useState(0);
  return createElement("button", { onClick: () => set(count + 1) }, `Done ${count}`);
}

createRoot(document.getElementById("app")!).render(createElement(Counter));
