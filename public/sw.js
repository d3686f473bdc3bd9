// The service worker: one cache per version, filled whole and checked against the hashes of the build
// before it is used, so that every route starts without a network. It knows files, not the app.
// The build writes the list below. A learner's data lives in IndexedDB; here is only what the share sheet of the
// device brought, in a cache of its own, until she saves it or throws it away.
"use strict";

/** `files`: path under the scope ("" is the page itself) to the SHA-256 of its bytes, in hex. */
const build = /*build*/ { id: "development", files: {} } /*end*/;

/** The page of self-repair, which must not depend on any cache: its files and its policy, from `public/repair`. */
const repair = /*repair*/ { policy: "", files: {} } /*end repair*/;

const scope = new URL(self.registration.scope);
const prefix = `cairn:${scope.pathname}:`;
const cacheName = prefix + build.id;
const files = new Map(Object.entries(build.files).map(([path, hash]) => [new URL(path, scope).href, hash]));
const page = scope.href;
const repairs = new URL("repair/", scope).href;

/** Without these nothing starts. The browser checks the app's own modules by itself, by the integrity in the page and
 *  in the app's script; they are streamed, and asked for again with `reload` if they are not right. */
const VITAL = /^(?:boot|cairn|cairn-app|cairn-app_bg|locales\/en)(?:-[0-9a-f]{16})?\.(?:js|css|wasm|txt)$/;
const CHECKED_THERE = /\/(?:cairn-app_bg|split_|chunk_)[^/]*\.wasm$/;
const HASHED = /-[0-9a-f]{16}\.(?:js|css|wasm|txt|json)$/;

/** Which windows ran on older versions when this one took over, and the caches of these: as long as one is there, so are they. */
const elders = new URL("elders", scope).href;
/** When everything that is kept was last looked over; once a day is enough. */
const looked = new URL("looked-over", scope).href;
const DAY_MS = 86_400_000;
/** Not while a page starts. */
const REST_MS = 5_000;

/** The device has no room for the app's files. */
let full = false;
/** She knows that the looks are missing and wants to go on without them. */
let plain = false;

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
  if (asked.startsWith(repairs)) {
    event.respondWith(repairing(asked.slice(repairs.length)));
  } else if (files.has(asked) && asked !== page) {
    event.respondWith(asset(asked, request, event.clientId));
  } else if (request.mode === "navigate" && !/\.[a-z0-9]+$/i.test(url.pathname)) {
    event.respondWith(asset(page, request));
    // Not waited for: a version that is let take over would wait as well.
    rest().catch(console.warn);
  } else if (HASHED.test(asked)) {
    // A window that still runs on the version before asks for a part of it.
    event.respondWith(caches.match(asked).then((kept) => kept ?? fetch(request)));
  }
});

self.addEventListener("message", (event) => {
  // A new version waits until the learner says so, or until the last window of the old one is closed.
  if (event.data === "take-over") self.skipWaiting();
  if (event.data === "plain") plain = true;
  if (event.data === "mend") event.waitUntil(mend().then((lacking) => event.ports[0]?.postMessage(lacking)));
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
    const cache = await caches.open(sharedName);
    const waiting = (await cache.keys()).filter(({ url }) => url.endsWith("/fields")).length;
    if (waiting >= WAITING_MAX) return to("library");
    const files = given.filter((file) => file.size <= FILE_MAX).slice(0, WAITING_MAX - waiting);
    const texts = { title: said("title"), text: said("text"), url: said("url") };
    const begun = Date.now().toString(36);
    const put = (id, name, body) => cache.put(new URL(`share/${id}/${name}`, scope), new Response(body));
    const fields = (file, more) => JSON.stringify({ ...more, name: file?.name ?? "", type: file?.type ?? "" });
    const kept = [];
    for (const [at, file] of files.entries()) {
      const id = `${begun}${at.toString(36).padStart(2, "0")}${crypto.randomUUID().slice(0, 8)}`;
      try {
        // The file first: an entry counts once its fields are there.
        await put(id, "file", file);
        await put(id, "fields", fields(file));
        kept.push({ id, file });
      } catch (error) {
        // No room, most likely. What cannot be listed is not kept; the form says how many are not here.
        console.warn(error);
        await cache.delete(new URL(`share/${id}/file`, scope));
        break;
      }
    }
    const id = kept[0]?.id ?? `${begun}00${crypto.randomUUID().slice(0, 8)}`;
    await put(id, "fields", fields(kept[0]?.file, { ...texts, dropped: given.length - kept.length }));
    first = id;
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

/** Fills the cache of this version. What is there already is looked at too. */
async function fill() {
  const lacking = await mend();
  // Room is for her records first: half a version is of no use.
  if (full) await caches.delete(cacheName);
  if (lacking.length > 0) throw new Error(`not the file of this build: ${lacking.join(" ")}`);
}

/** Looks at everything that is kept and fetches anew what is not as the build wrote it; what is lacking even so. */
async function mend() {
  const cache = await caches.open(cacheName);
  const todo = [...files.keys()];
  const lacking = [];
  const one = async () => {
    for (let url = todo.pop(); url; url = todo.pop()) {
      if (await checked(url, await cache.match(url))) continue;
      try {
        await cache.put(url, await obtain(url));
      } catch (error) {
        full ||= error.name === "QuotaExceededError";
        lacking.push(url.slice(scope.href.length));
      }
    }
  };
  await Promise.all([one(), one(), one(), one()]);
  if (lacking.length === 0) await cache.put(looked, new Response(String(Date.now()))).catch(() => {});
  return lacking.sort();
}

/** The old versions go only now, or once the last window is gone that runs on one. */
async function takeOver() {
  const windows = (await self.clients.matchAll({ includeUncontrolled: true })).map(({ id }) => id);
  const old = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName);
  const cache = await caches.open(cacheName);
  await cache.put(elders, new Response(JSON.stringify({ windows, old })));
  await self.clients.claim();
  await clearAway(cache);
}

async function clearAway(cache) {
  const { windows, old } = (await (await cache.match(elders))?.json()) ?? { windows: [], old: [] };
  // The host may have gone back to a version that was here before.
  if (old.length === 0 || self.registration.waiting || self.registration.installing) return;
  const here = await Promise.all(windows.map((id) => self.clients.get(id)));
  if (here.some(Boolean)) return;
  await Promise.all(old.map((name) => caches.delete(name)));
  await cache.delete(elders);
}

/** What is seen to once a page has started: old versions, and what was lost or altered where nobody looked. */
async function rest() {
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  // A version that was cleared away must not come back.
  if (!(await caches.has(cacheName))) return;
  const cache = await caches.open(cacheName);
  await clearAway(cache);
  const last = Number(await (await cache.match(looked))?.text());
  const lost = (await cache.keys()).filter(({ url }) => files.has(url)).length < files.size;
  if (lost || !(Math.abs(Date.now() - last) < DAY_MS)) await mend();
}

/**
 * From this version's cache; if the browser lost the entry or altered it, from the network once more, checked
 * again. The page alone may be another than the listed one: that of a newer version is better than none.
 */
async function asset(url, request, client) {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(url);
  const there = CHECKED_THERE.test(url) && request.cache !== "reload";
  if (kept && (there || (await checked(url, kept.clone())))) return kept;
  try {
    const fresh = await obtain(url);
    // A full disk must not keep the page from what has just come.
    await cache.put(url, fresh.clone()).catch(() => {});
    return fresh;
  } catch {
    return url === page ? newerPage() : lacking(url, client);
  }
}

async function newerPage() {
  const newer = await fetch(page).catch(() => null);
  return newer?.ok ? newer : repairing("");
}

/** A file that cannot be had now. Without some, the page is led to where that is said. */
async function lacking(url, id) {
  const name = url.slice(scope.href.length);
  if (id && VITAL.test(name) && !(plain && name.endsWith(".css"))) {
    const client = await self.clients.get(id);
    const to = client && new URL(client.url);
    if (to && !to.href.startsWith(repairs)) {
      const address = `${repairs}?${new URLSearchParams({ to: to.pathname + to.search + to.hash })}`;
      // The page may be gone by then.
      client.navigate(address).catch(() => {});
    }
  }
  return Response.error();
}

/** A file of the page of self-repair. */
function repairing(name) {
  const file = name || "page.html";
  const found = repair.files[file];
  if (found === undefined) return Response.error();
  const type = { html: "text/html", css: "text/css", js: "text/javascript" }[file.split(".").pop()];
  const headers = { "content-type": `${type}; charset=utf-8`, "cache-control": "no-store", "content-security-policy": repair.policy };
  return new Response(found, { headers });
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
