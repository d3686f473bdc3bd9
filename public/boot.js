// What runs before the app: the learner's language, direction, theme and text size on <html> (so the
// first paint is already hers), the one trusted-types policy, and the start of the WebAssembly module.
// It keeps nothing on `window`; the app reads names of built files from the `#build` JSON as this does.
(() => {
  "use strict";
  const root = document.documentElement;
  const build = JSON.parse(document.getElementById("build").textContent);
  const at = (path) => new URL(build.base + path, location.origin).href;

  /** A setting as gloo-storage wrote it (JSON text), or null. Storage may be forbidden. */
  function setting(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  /** Of the languages there are: the chosen one, else the first the browser asks for, else English. */
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
  const theme = setting("cairn.theme");
  if (typeof theme === "string" && theme !== "system") root.dataset.theme = theme;
  const size = setting("cairn.text_size");
  if (typeof size === "string") root.dataset.text = size;
  const motion = setting("cairn.motion");
  if (typeof motion === "string") root.dataset.motion = motion;

  // Leptos parses its own static templates with innerHTML. The policy admits nothing else: known tags,
  // known attributes, quoted values, no handlers, no style, no URL with a scheme but http(s) and mailto.
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
  const token = /[^<]+|<!(?:--[^>]*--)?>|<\/([a-zA-Z][a-zA-Z0-9]*)>|<([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z:-]+(?:="[^"]*")?)*)\s*\/?>/y;
  const attribute = /([a-zA-Z:-]+)(?:="([^"]*)")?/g;
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
      if (admitted(html)) return html;
      throw new TypeError("not a template: " + html.slice(0, 200));
    },
    createScriptURL(url) {
      if (scripts.has(new URL(url, location.href).href)) return url;
      throw new TypeError("not a script of this app: " + url);
    },
  });

  // The words are fetched beside the module, not after it.
  const catalogue = build.locales[lang];
  if (catalogue) {
    const preload = document.createElement("link");
    Object.assign(preload, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: at(catalogue) });
    document.head.append(preload);
  }

  async function start() {
    const module = await import(at(build.app));
    await module.default({ module_or_path: fetch(at(build.wasm), { integrity: build.integrity }) });
    if (!build.dev && "serviceWorker" in navigator) {
      await navigator.serviceWorker.register(at("sw.js"), { scope: build.base, updateViaCache: "none" });
    }
  }
  start().catch((error) => {
    root.dataset.failed = "start";
    console.error(error);
  });
})();
