// The service worker: one cache per version, filled whole and checked against the hashes of the build
// before it is used, so that every route starts without a network. It knows files, not the app.
// The build writes the list below. A learner's data lives in IndexedDB; here is only what the share sheet of the
// device brought, in a cache of its own, until she saves it or throws it away.
"use strict";

/** `files`: path under the scope ("" is the page itself) to the SHA-256 of its bytes, in hex. */
const build = /*build*/ { id: "development", files: {} } /*end*/;

const scope = new URL(self.registration.scope);
const prefix = `cairn:${scope.pathname}:`;
const cacheName = prefix + build.id;
const files = new Map(Object.entries(build.files).map(([path, hash]) => [new URL(path, scope).href, hash]));
const page = scope.href;

/** Where the device's share sheet posts to, and the cache in which what was posted waits. */
const share = new URL("share", scope).href;
const sharedName = `cairn-shared:${scope.pathname}`;
/** As the app takes in files; at most so many things wait. */
const FILE_MAX = 500_000_000;
const WAITING_MAX = 50;

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  url.hash = "";
  if (request.method === "POST" && request.mode === "navigate" && url.href === share) {
    event.respondWith(take(request));
    return;
  }
  if (request.method !== "GET" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  const asked = url.origin + url.pathname;
  if (files.has(asked) && asked !== page) event.respondWith(asset(asked));
  else if (request.mode === "navigate" && !/\.[a-z0-9]+$/i.test(url.pathname)) event.respondWith(asset(page));
});

// A new version waits until the learner says so, or until the last window of the old one is closed.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
});

/** Keeps what was shared, one entry a file, and leads to the form that shows the first of them. */
async function take(request) {
  const to = (path) => Response.redirect(new URL(path, scope), 303);
  if (!fromDevice(request)) return to("");
  let first = "";
  try {
    const form = await request.formData();
    const said = (name) => String(form.get(name) ?? "").slice(0, 100_000);
    const given = form.getAll("files").filter((file) => file instanceof File && file.size > 0);
    const files = given.filter((file) => file.size <= FILE_MAX);
    const cache = await caches.open(sharedName);
    const waiting = (await cache.keys()).filter(({ url }) => url.endsWith("/fields")).length;
    if (waiting >= WAITING_MAX) return to("library");
    const texts = { title: said("title"), text: said("text"), url: said("url"), dropped: given.length - files.length };
    for (const [at, file] of (files.length > 0 ? files : [null]).entries()) {
      const id = `${Date.now().toString(36)}${at.toString(36).padStart(2, "0")}${crypto.randomUUID().slice(0, 8)}`;
      const put = (name, body) => cache.put(new URL(`share/${id}/${name}`, scope), new Response(body));
      // The file first: an entry counts once its fields are there.
      if (file) await put("file", file);
      await put("fields", JSON.stringify({ ...(at === 0 ? texts : {}), name: file?.name ?? "", type: file?.type ?? "" }));
      first ||= id;
    }
  } catch (error) {
    // No room, most likely: the form says that what was shared is not here.
    console.warn(error);
  }
  return to(`library/new/${first || "none"}`);
}

/**
 * Whether the browser itself posts this, and no page of another site: that would name itself, unless it hides by
 * its referrer policy or in a frame. Whatever comes through is only filled into a form.
 */
function fromDevice({ destination, referrer, referrerPolicy }) {
  if (destination !== "document" || ["no-referrer", "same-origin"].includes(referrerPolicy)) return false;
  return referrer === "" || referrer === "about:client" || new URL(referrer).origin === scope.origin;
}

/** Fills the cache of this version. What an interrupted attempt stored was checked, so it is kept. */
async function fill() {
  const cache = await caches.open(cacheName);
  const todo = [...files.keys()];
  const take = async () => {
    for (let url = todo.pop(); url; url = todo.pop()) {
      if (await cache.match(url)) continue;
      await cache.put(url, await obtain(url));
    }
  };
  await Promise.all([take(), take(), take(), take()]);
}

/** The old versions go only now: until this moment a page may still run on them. */
async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(prefix) && name !== cacheName).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/**
 * From this version's cache; if the browser lost the entry, from the network once more, checked again. The page
 * alone may be another than the listed one: that of a newer version is better than none.
 */
async function asset(url) {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(url);
  if (kept) return kept;
  try {
    const fresh = await obtain(url);
    await cache.put(url, fresh.clone());
    return fresh;
  } catch {
    return url === page ? fetch(url) : Response.error();
  }
}

/** The bytes the build lists for this address: from an older version's cache, else fetched. */
async function obtain(url) {
  const sources = [
    () => caches.match(url),
    () => fetch(url, { credentials: "same-origin" }),
    () => fetch(url, { credentials: "same-origin", cache: "reload" }),
  ];
  for (const source of sources) {
    const answer = await checked(url, await source());
    if (answer) return answer;
  }
  throw new Error(`not the file of this build: ${url}`);
}

/** A plain copy of the answer if its bytes have the listed hash, else nothing. */
async function checked(url, answer) {
  if (!answer?.ok) return null;
  const bytes = await answer.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== files.get(url)) return null;
  const headers = new Headers();
  for (const name of ["content-type", "content-security-policy"]) {
    if (answer.headers.has(name)) headers.set(name, answer.headers.get(name));
  }
  return new Response(bytes, { headers });
}
