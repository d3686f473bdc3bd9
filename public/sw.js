// The service worker: one cache per version, filled whole and checked against the hashes of the build
// before it is used, so that every route starts without a network. It knows files, not the app.
// The build writes the list below; a learner's data is never here, it lives in IndexedDB.
"use strict";

/** `files`: path under the scope ("" is the page itself) to the SHA-256 of its bytes, in hex. */
const build = /*build*/ { id: "development", files: {} } /*end*/;

const scope = new URL(self.registration.scope);
const prefix = `cairn:${scope.pathname}:`;
const cacheName = prefix + build.id;
const files = new Map(Object.entries(build.files).map(([path, hash]) => [new URL(path, scope).href, hash]));
const page = scope.href;

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  url.hash = "";
  if (request.method !== "GET" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  const asked = url.origin + url.pathname;
  if (files.has(asked) && asked !== page) event.respondWith(asset(asked));
  else if (request.mode === "navigate" && !/\.[a-z0-9]+$/i.test(url.pathname)) event.respondWith(asset(page));
});

// A new version waits until the learner says so, or until the last window of the old one is closed.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
});

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
