// Keeps the public pages that a reader asked to keep, and nothing else. It governs /bn/ or /en/,
// never /admin/, /accounts/ or /field/. self.KEEP, which the server writes above this line, says
// where the list of withdrawn stories is and how many days a phone may be without it.
//
// Whoever keeps a story: before anything is answered, the list is fetched, its signature is
// checked, and what stands on it is deleted. Every page lies in a cache of its own, so that it
// goes with its pictures, whole. site/docs/offline-and-passing-on.md tells the rest.

const OURS = "nirapad-kept:";
const STATE = "nirapad-keeping";
const ABOUT = "/kept/about";
const FOLLOWED = "/kept/followed";
const DAY = 24 * 60 * 60 * 1000;
// A list that was read a moment ago is not asked for again for each picture of the page.
const JUST_NOW = 10 * 1000;
// On a weak network a kept page is shown rather than waited for.
const PATIENCE = 8 * 1000;
const ANEW = { cache: "no-store", credentials: "omit" };

const underWay = new Set();
let asking, askedAt = -Infinity;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(answerPage(request, url));
  else if (request.destination === "image") event.respondWith(answerPicture(request, url));
  else if (request.destination === "script") event.respondWith(answerScript(request, url));
});

self.addEventListener("message", (event) => {
  const { keep } = event.data || {};
  if (!keep) return;
  const done = keepPage(keep).then(
    () => "kept",
    (error) => (error instanceof Refused ? error.message : "network"),
  );
  event.waitUntil(done.then((said) => event.ports[0].postMessage(said)));
});

class Refused extends Error {}

// --- What is answered --------------------------------------------------------------------------

async function answerPage(request, url) {
  await forgetWhatRanOut();
  await followTheList();
  const kept = await keptAt(url.pathname);
  try {
    const answer = await (kept ? within(PATIENCE, fetch(request)) : fetch(request));
    if (kept && (answer.status === 404 || answer.status === 410)) await forget([kept]);
    if (!kept || answer.status < 500) return answer;
  } catch (error) {
    if (!kept) return listOfKept(url);
  }
  // While the answer was waited for, somebody may have removed it.
  return (await kept.cache.match(kept.about.address)) || Response.error();
}

// A page that is not here: the list of those that are.
async function listOfKept(url) {
  const list = await inState(new URL("kept/", self.registration.scope).pathname);
  if (!list) return Response.error();
  return url.pathname.endsWith("/kept/") ? list : new Response(list.body, { status: 503, headers: list.headers });
}

async function answerPicture(request, url) {
  if (!(await keptPicture(url.pathname))) return fetch(request);
  if (Date.now() - askedAt > JUST_NOW) await followTheList();
  return (await keptPicture(url.pathname)) || fetch(request);
}

async function answerScript(request, url) {
  try {
    return await fetch(request);
  } catch (error) {
    return (await inState(url.pathname)) || Response.error();
  }
}

// --- What is kept ------------------------------------------------------------------------------

async function allKept() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS));
  const kept = await Promise.all(
    names.map(async (name) => {
      const cache = await caches.open(name);
      const about = await cache.match(ABOUT);
      return { name, cache, about: about ? await about.json() : null };
    }),
  );
  return kept;
}

async function keptAt(path) {
  return (await allKept()).find((one) => one.about && one.about.address === path);
}

async function keptPicture(path) {
  for (const { about, cache } of await allKept()) {
    if (about && about.pictures.includes(path)) return cache.match(path);
  }
  return undefined;
}

async function keepPage(what) {
  const scope = new URL(self.registration.scope).pathname;
  if (!what.address.startsWith(scope)) throw new Refused("network");
  const name = OURS + what.address;
  underWay.add(name);
  try {
    const page = await good(fetch(what.copy, ANEW));
    const [, copy] = /<meta name="nirapad-copy" content="([^"]+)">/.exec(await page.clone().text()) || [];
    const story = Boolean(what.story || copy);
    // A story without a number could not be taken back.
    if (story && !copy) throw new Refused("gone");
    if (story) await beginToFollow(copy);
    const files = await Promise.all(
      what.pictures.map(async (path) => [path, await good(fetch(path, ANEW))]),
    );
    const besides = await Promise.all(
      [what.list, what.script].map(async (path) => [path, await good(fetch(path, ANEW))]),
    );
    const state = await caches.open(STATE);
    for (const [path, answer] of besides) await state.put(path, answer);
    await caches.delete(name);
    const cache = await caches.open(name);
    await cache.put(what.address, page);
    for (const [path, answer] of files) await cache.put(path, answer);
    const kept = Date.now();
    const about = {
      address: what.address, title: what.title, bytes: what.bytes, pictures: what.pictures,
      story, copy: copy || "", kept, until: kept + what.days * DAY,
    };
    // Last of all: what was not finished has none, and goes.
    await cache.put(ABOUT, told(about));
  } finally {
    underWay.delete(name);
  }
}

async function forget(some) {
  await Promise.all(some.map((one) => caches.delete(one.name)));
  await leaveIfNothingIsKept();
}

async function forgetWhatRanOut() {
  const now = Date.now();
  const over = (await allKept()).filter(
    ({ name, about }) => !underWay.has(name) && (!about || now > about.until),
  );
  if (over.length) await forget(over);
  else await leaveIfNothingIsKept();
}

// Nothing of ours stays where nothing is kept: no list, no key, no worker.
async function leaveIfNothingIsKept() {
  if (underWay.size) return;
  const kept = (await allKept()).map((one) => one.name);
  if (!kept.length) await caches.delete(STATE);
  const scope = new URL(self.registration.scope).pathname;
  if (!kept.some((name) => name.startsWith(OURS + scope))) await self.registration.unregister();
}

// --- What was withdrawn ------------------------------------------------------------------------

function followTheList() {
  asking ??= deleteWhatWasWithdrawn().finally(() => {
    asking = undefined;
    askedAt = Date.now();
  });
  return asking;
}

async function deleteWhatWasWithdrawn() {
  const stories = (await allKept()).filter(({ about }) => about && about.story);
  if (!stories.length) return;
  const known = await whatIsKnown();
  const list = (await newestList(known)) || known;
  if (list !== known) await remember(list);
  const gone = stories.filter(
    ({ about }) => list.withdrawn.includes(about.copy) || tooLongAgo(list),
  );
  if (gone.length) await forget(gone);
}

// A phone whose clock is behind cannot tell how long ago it was either.
function tooLongAgo(list) {
  const days = (Date.now() - Date.parse(list.issued)) / DAY;
  return !(days > -1 && days < self.KEEP.days);
}

async function beginToFollow(copy) {
  let known = await whatIsKnown();
  if (!known.keys.length) known.keys = await keysOfTheSite();
  let list = await newestList(known);
  if (!list) {
    // The site may have other keys by now. What was kept under the old ones is not followed any more.
    list = await newestList({ ...known, keys: await keysOfTheSite() });
    if (!list) throw new Refused("list");
    const stories = (await allKept()).filter(({ about }) => about && about.story);
    await Promise.all(stories.map((one) => caches.delete(one.name)));
  }
  if (list.withdrawn.includes(copy)) throw new Refused("gone");
  if (tooLongAgo(list)) throw new Refused("clock");
  await remember(list);
}

// Gives the list of the site, if one of the known keys signed it and it is not older than the
// known one; else null, which is as if the site had not answered.
async function newestList(known) {
  try {
    const answer = await within(PATIENCE, good(fetch(self.KEEP.list, ANEW)));
    const { list: text, signatures } = await answer.json();
    if (!(await isSigned(text, signatures, known.keys))) return null;
    const list = JSON.parse(text);
    if (list.format !== 1 || list.sequence < known.sequence) return null;
    const issued = Date.parse(list.issued) > Date.parse(known.issued) ? list.issued : known.issued;
    return { keys: list.keys, sequence: list.sequence, withdrawn: list.withdrawn, issued };
  } catch (error) {
    return null;
  }
}

async function isSigned(text, signatures, keys) {
  for (const { kid, kty, crv, x, y } of keys) {
    if (typeof signatures[kid] !== "string") continue;
    const kind = { name: "ECDSA", namedCurve: "P-256" };
    const key = await crypto.subtle.importKey("jwk", { kty, crv, x, y }, kind, false, ["verify"]);
    const signature = Uint8Array.from(atob(signatures[kid]), (sign) => sign.charCodeAt(0));
    const how = { name: "ECDSA", hash: "SHA-256" };
    if (await crypto.subtle.verify(how, key, signature, new TextEncoder().encode(text))) return true;
  }
  return false;
}

async function keysOfTheSite() {
  const answer = await good(fetch(self.KEEP.keys, ANEW));
  return (await answer.json()).keys;
}

async function whatIsKnown() {
  const found = await inState(FOLLOWED);
  return found ? found.json() : { keys: [], sequence: 0, withdrawn: [], issued: "1970-01-01T00:00:00Z" };
}

// Not by opening it: that would make it anew where it has gone.
function inState(path) {
  return caches.match(path, { cacheName: STATE });
}

async function remember(list) {
  await (await caches.open(STATE)).put(FOLLOWED, told(list));
}

// --- Small words -------------------------------------------------------------------------------

function told(thing) {
  return new Response(JSON.stringify(thing), { headers: { "Content-Type": "application/json" } });
}

async function good(asked) {
  const answer = await asked;
  if (answer.status === 404 || answer.status === 410) throw new Refused("gone");
  if (!answer.ok || answer.redirected) throw new Error(`${answer.status}`);
  return answer;
}

function within(milliseconds, promise) {
  const late = new Promise((_, fail) => setTimeout(() => fail(new Error("late")), milliseconds));
  return Promise.race([promise, late]);
}
