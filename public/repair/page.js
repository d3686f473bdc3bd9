// The page of self-repair: shown by the service worker where the app cannot start because a part of it was lost or
// altered on this device and cannot be fetched. It needs none of the app's files and knows nothing of records but
// that they are rows in databases, which it only reads.
(() => {
  "use strict";
  const root = document.documentElement;
  const said = JSON.parse(document.getElementById("words").textContent);
  const scope = new URL(document.querySelector("base").href);
  const element = (id) => document.getElementById(id);
  const state = element("state");

  function setting(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function language() {
    for (const tag of [new URLSearchParams(location.search).get("lang"), setting("cairn.language"), ...(navigator.languages ?? [])]) {
      if (typeof tag !== "string") continue;
      const found = [tag, tag.split("-")[0]].find((name) => Object.hasOwn(said, name));
      if (found) return found;
    }
    return "en";
  }

  /** Where she was going: the address that the worker answered with this page, or the one it led her from. */
  function wanted() {
    const to = new URL(new URLSearchParams(location.search).get("to") ?? location.href, location.href);
    const ours = to.origin === location.origin && to.pathname.startsWith(scope.pathname) && !to.pathname.startsWith(`${scope.pathname}repair/`);
    return ours ? to.href : scope.href;
  }

  const to = wanted();
  const asked = new URL(to).searchParams.get("lang");
  const lang = Object.hasOwn(said, asked ?? "") ? asked : language();
  const words = said[lang];
  root.lang = lang;
  root.dir = lang === "ar" ? "rtl" : "ltr";
  for (const [look, key] of [["theme", "cairn.theme"], ["text", "cairn.text_size"]]) {
    const chosen = setting(key);
    if (typeof chosen === "string") root.dataset[look] = chosen;
  }
  for (const place of document.querySelectorAll("[data-says]")) place.textContent = words[place.dataset.says];
  document.title = `${words.title} · Cairn`;
  document.querySelector("h1").focus();

  const buttons = [...document.querySelectorAll("button")];
  let busy = false;
  const on = (id, work) => element(id).addEventListener("click", async () => {
    if (busy) return;
    busy = true;
    buttons.forEach((button) => button.setAttribute("aria-disabled", "true"));
    try {
      await work();
    } catch (error) {
      console.warn(error);
      state.textContent = words.failed;
    }
    buttons.forEach((button) => button.removeAttribute("aria-disabled"));
    busy = false;
  });

  /** Asks the worker to look at every part and to fetch what is not right; what is lacking even so. */
  function mend() {
    const worker = navigator.serviceWorker.controller;
    if (!worker) return Promise.resolve([]);
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => resolve(data);
      worker.postMessage("mend", [port2]);
    });
  }

  function show(lacking) {
    element("parts").hidden = lacking.length === 0;
    element("parts").querySelector("ul").replaceChildren(...lacking.map((name) => {
      const [item, path] = ["li", "bdi"].map((tag) => document.createElement(tag));
      path.dir = "ltr";
      path.textContent = name || "index.html";
      item.append(path);
      return item;
    }));
    // Without its looks alone the app works.
    element("plain").hidden = lacking.length === 0 || !lacking.every((name) => name.endsWith(".css"));
  }

  // The network came back: she need not press.
  addEventListener("online", () => element("again").click());

  on("again", async () => {
    state.textContent = words.looking;
    const lacking = await mend();
    show(lacking);
    if (lacking.length === 0) return location.replace(to);
    // The host may have a newer version only: that one is fetched anew as a whole.
    state.textContent = (await isThere()) ? words.elsewhere : words.no_connection;
  });

  on("plain", () => {
    navigator.serviceWorker.controller?.postMessage("plain");
    location.replace(to);
  });

  async function isThere() {
    const answer = await fetch(new URL("sw.js", scope), { cache: "no-store" }).catch(() => null);
    // A hotspot that wants a sign-in answers everything with a page of its own.
    return answer?.ok === true && (answer.headers.get("content-type") ?? "").includes("javascript");
  }

  // The app's own files and what serves them, never a database; and only if they can be had again.
  on("anew", async () => {
    state.textContent = words.looking;
    if (!(await isThere())) {
      state.textContent = words.no_connection;
      return;
    }
    const registration = await navigator.serviceWorker.getRegistration(scope.href);
    // It takes its turn behind a version that is just being fetched; that need not be waited for.
    await Promise.race([registration?.unregister(), new Promise((resolve) => setTimeout(resolve, 2_000))]);
    const own = (await caches.keys()).filter((name) => name.startsWith(`cairn:${scope.pathname}:`));
    await Promise.all(own.map((name) => caches.delete(name)));
    location.replace(to);
  });

  on("save", async () => {
    state.textContent = words.saving;
    const name = `cairn-raw-${new Date().toISOString().slice(0, 10)}.json`;
    const parts = ['{"format":"cairn-raw","version":1,"made":', JSON.stringify(new Date().toISOString()), ',"databases":['];
    const found = (await indexedDB.databases()).filter((one) => one.name?.startsWith("cairn."));
    for (const [at, one] of found.entries()) {
      if (at > 0) parts.push(",\n");
      await database(one, parts);
    }
    parts.push("]}\n");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(parts, { type: "application/json" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    state.textContent = words.saved.replace("{name}", name);
  });

  const later = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
    // It is there already, or it is not opened at all.
    request.onupgradeneeded = () => request.transaction.abort();
  });

  /** Every row of every store as JSON, in pages; bytes in base64 under `"bytes"`. `formats::raw` reads it. */
  async function database({ name, version }, parts) {
    const opened = await later(indexedDB.open(name));
    parts.push(JSON.stringify({ name, version }).slice(0, -1), ',"stores":{');
    // Files that she keeps stay here: they may be larger than what a page can gather.
    const stores = [...opened.objectStoreNames].filter((store) => !store.startsWith("media"));
    for (const [at, store] of stores.entries()) {
      parts.push(at > 0 ? ",\n" : "", JSON.stringify(store), ":[");
      let after = null;
      for (let first = true; ; ) {
        const rows = opened.transaction(store).objectStore(store);
        const range = after === null ? null : IDBKeyRange.lowerBound(after, true);
        const [values, keys] = await Promise.all([later(rows.getAll(range, 500)), later(rows.getAllKeys(range, 500))]);
        if (keys.length === 0) break;
        parts.push(new Blob(values.map((value) => (first ? ((first = false), "") : ",\n") + JSON.stringify(value, plain))));
        after = keys.at(-1);
      }
      parts.push("]");
    }
    parts.push("}}");
    opened.close();
  }

  function plain(_, value) {
    const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : value;
    if (!(bytes instanceof Uint8Array)) return value;
    let text = "";
    for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return { bytes: btoa(text) };
  }
})();
