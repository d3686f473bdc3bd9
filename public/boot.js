// What runs before the app: the learner's language, direction, theme and text size on <html> (so the
// first paint is already hers), the one trusted-types policy, and the start of the WebAssembly module.
// It keeps nothing on `window`; the app reads names of built files from the `#build` JSON as this does.
(() => {
  "use strict";
  const root = document.documentElement;
  const build = JSON.parse(document.getElementById("build").textContent);
  const at = (path) => new URL(build.base + path, location.origin).href;

  /** A setting of this device, kept as JSON text, or null. Storage may be forbidden. */
  function setting(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  /** The address (`?lang=`), then what was chosen on this device, then what the browser asks for. */
  function language() {
    const known = Object.keys(build.locales);
    const wanted = [new URLSearchParams(location.search).get("lang"), setting("cairn.language"), ...(navigator.languages ?? [])];
    for (const tag of wanted) {
      if (typeof tag !== "string") continue;
      const found = known.find((name) => name === tag) ?? known.find((name) => name === tag.split("-")[0]);
      if (found) return found;
    }
    return "en";
  }

  const lang = language();
  root.lang = lang;
  root.dir = ["ar", "fa", "he", "ur"].includes(lang.split("-")[0]) ? "rtl" : "ltr";
  for (const [look, key] of [["theme", "cairn.theme"], ["text", "cairn.text_size"], ["motion", "cairn.motion"]]) {
    const chosen = setting(key);
    if (typeof chosen === "string") root.dataset[look] = chosen;
  }

  // What there is to practise comes at rest; its room on Today is kept from the first paint.
  const [tall, from] = String(setting("cairn.practice")).split(" ");
  if (Date.now() >= from) root.style.setProperty("--practice", tall + "px");

  // Leptos parses its own static templates with innerHTML. The policy admits nothing else: known tags,
  // known attributes, quoted values, no handlers, no style, no URL with a scheme but http(s) and mailto.
  // What is answered with null, the browser refuses and reports.
  const tags = new Set((
    "a abbr article aside b bdi blockquote br button caption circle code dd defs details dialog div dl dt ellipse em " +
    "fieldset figcaption figure footer form g h1 h2 h3 h4 header hr i input kbd label legend li line main mark menu " +
    "meter nav ol optgroup option output p path pattern polygon polyline progress q rect s section select small span " +
    "strong sub summary sup svg symbol table tbody td text textarea tfoot th thead time title tr tspan u ul use"
  ).split(" "));
  const attributes = new RegExp("^(?:aria-[a-z]+|data-[a-z-]+|" + (
    "accept accept-charset action autocapitalize autocomplete autofocus checked cite class clip-path cols colspan cx cy d datetime dir " +
    "disabled download draggable dx dy enterkeyhint fill fill-opacity focusable for form formmethod formnovalidate height hidden href hreflang " +
    "id inert inputmode is lang list low high optimum max maxlength method min minlength multiple name novalidate open pathLength " +
    "pattern placeholder points popover popovertarget popovertargetaction preserveAspectRatio r readonly rel required role rows rowspan rx ry " +
    "scope selected size span spellcheck start step stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin " +
    "stroke-opacity stroke-width tabindex target text-anchor title transform translate type value viewBox width wrap " +
    "x x1 x2 xmlns y y1 y2 dominant-baseline"
  ).split(" ").join("|") + ")$");
  const token = /[^<]+|<!(?:--[^>]*--)?>|<\/([a-zA-Z][a-zA-Z0-9]*)>|<([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z][a-zA-Z0-9:-]*(?:="[^"]*")?)*)\s*\/?>/y;
  const attribute = /([a-zA-Z][a-zA-Z0-9:-]*)(?:="([^"]*)")?/g;
  const links = new Set(["href", "action", "cite"]);

  function admitted(html) {
    token.lastIndex = 0;
    while (token.lastIndex < html.length) {
      const part = token.exec(html);
      if (!part) return false;
      const tag = part[1] ?? part[2];
      if (tag && !tags.has(tag)) return false;
      for (const [, name, value = ""] of (part[3] ?? "").matchAll(attribute)) {
        if (!attributes.test(name)) return false;
        if (links.has(name) && /^[^/?#]*[:&]/.test(value) && !/^(?:https?|mailto):/.test(value)) return false;
      }
    }
    return true;
  }

  const scripts = new Set(["sw.js", build.worker].filter(Boolean).map(at));
  globalThis.trustedTypes?.createPolicy("default", {
    createHTML(html) {
      return admitted(html) ? html : null;
    },
    createScriptURL(url) {
      return scripts.has(new URL(url, location.href).href) ? url : null;
    },
  });

  // The words are fetched beside the module, not after it.
  const catalogue = build.locales[lang];
  if (catalogue) {
    const preload = document.createElement("link");
    Object.assign(preload, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: at(catalogue) });
    document.head.append(preload);
  }

  // The frame in index.html says Today in English. A deep link and another language are told from here.
  function localise() {
    const words = build.shell[lang] ?? {};
    const route = location.pathname.slice(build.base.length).split("/")[0] || "today";
    let title = "";
    for (const link of document.querySelectorAll("#shell [data-place]")) {
      const place = link.dataset.place;
      link.lastChild.data = words[place] ?? link.lastChild.data;
      link.toggleAttribute("aria-current", place === route);
      if (place !== route) continue;
      link.setAttribute("aria-current", "page");
      title = link.lastChild.data;
    }
    const heading = document.querySelector("#shell h1");
    if (heading) heading.textContent = title;
    if (words.places) document.querySelector("#shell nav")?.setAttribute("aria-label", words.places);
    const failed = document.getElementById("failed");
    if (failed && words.not_started) failed.textContent = words.not_started;
  }
  addEventListener("DOMContentLoaded", localise, { once: true });

  async function start() {
    const module = await import(at(build.app));
    // Asked for again, the service worker mends it.
    const get = (cache) => fetch(at(build.wasm), { integrity: build.integrity, cache });
    await module.default({ module_or_path: get("default").catch(() => get("reload")) });
    if (!build.dev && "serviceWorker" in navigator) {
      await navigator.serviceWorker.register(at("sw.js"), { scope: build.base, updateViaCache: "none" });
    }
  }
  start().catch((error) => {
    document.getElementById("failed")?.removeAttribute("hidden");
    console.error(error);
  });
})();
