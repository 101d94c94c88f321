// Keeps the app on the phone, so that it opens without a network. What it keeps,
// and under which version, stands in self.APP, which the server writes above this
// line. It keeps no answer of the API and sends nothing: the queue is queue.js. Of /field/stories/
// it keeps nothing and looks at nothing.

const OURS = "field-app-";
const CACHE = OURS + self.APP.version;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(self.APP.kept))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOldVersions().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const kept = self.APP.kept.includes(url.pathname) || url.pathname.startsWith("/field/files/");
  if (event.request.method !== "GET" || url.origin !== self.location.origin || !kept) return;
  event.respondWith(fromTheCache(event.request));
});

async function fromTheCache(request) {
  const address = new URL(request.url).pathname;
  const cache = await caches.open(CACHE);
  const here = (await cache.match(address)) || (await caches.match(address));
  return here || fetch(request);
}

// The version before stays: a page that was opened with it may still be loading.
async function forgetOldVersions() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS));
  const old = names.filter((name) => name !== CACHE);
  await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
}
