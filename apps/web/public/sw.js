/*
 * Shows /offline in place of a page that can not be reached, and does nothing else: that one page, the same for everybody,
 * is all that it keeps. Answers of the API and pages of a workspace never pass through a cache.
 */
const CACHE = "offline-1";
const PAGE = "/offline";

self.addEventListener("install", (event) => {
  const kept = caches.open(CACHE).then((cache) => cache.add(new Request(PAGE, { cache: "reload" })));
  event.waitUntil(kept.then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const older = caches.keys().then((names) => names.filter((name) => name !== CACHE));
  const cleared = older.then((names) => Promise.all(names.map((name) => caches.delete(name))));
  // The page is asked for while this worker still starts, so that nobody waits for it.
  event.waitUntil(Promise.all([cleared, self.registration.navigationPreload?.enable()]));
});

self.addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate" || event.request.method !== "GET") return;
  event.respondWith(answer(event));
});

async function answer({ preloadResponse, request }) {
  try {
    return (await preloadResponse) ?? (await fetch(request));
  } catch {
    return (await caches.match(PAGE)) ?? Response.error();
  }
}
