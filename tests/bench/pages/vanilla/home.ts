// The least that a page like Today can do without any library: it reads the next step from its database, shows it, and
// ticks it off. It works offline by the same service worker as our app.

interface Step {
  id: number;
  title: string;
  done: boolean;
}

const TITLES = ["Test a lamp battery under load", "Measure a battery"];

const answered = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const opening = indexedDB.open("steps", 1);
opening.onupgradeneeded = () => {
  const steps = opening.result.createObjectStore("steps", { keyPath: "id" });
  TITLES.forEach((title, id) => steps.put({ id, title, done: false } satisfies Step));
};
const database = await answered(opening);

async function show(): Promise<void> {
  const steps: Step[] = await answered(database.transaction("steps").objectStore("steps").getAll());
  const next = steps.find(({ done }) => !done);
  const heading = document.createElement("h2");
  heading.textContent = next?.title ?? "Nothing is planned";
  const button = document.createElement("button");
  button.textContent = "Step done";
  button.onclick = async () => {
    if (next) await answered(database.transaction("steps", "readwrite").objectStore("steps").put({ ...next, done: true }));
    await show();
  };
  document.getElementById("step")!.replaceChildren(heading, ...(next ? [button] : []));
}

await show();
// The server sends both pages the same content policy.
(globalThis as unknown as { trustedTypes?: { createPolicy(name: string, rules: object): void } }).trustedTypes?.createPolicy("default", {
  createScriptURL: (url: string) => (url === "sw.js" ? url : null),
});
await navigator.serviceWorker.register("sw.js");
