import { WEB_ERRORS, type WebError, webErrorOf } from "./web-error.ts";

/** A page in a loop says it all with its first few. */
const MOST_PER_PAGE = 5;
const told = new Set<string>();

/** Tells our own API, which redacts and passes on: no vendor's script, host or cookie is in the page. Never throws. */
export function reportError(thrown: unknown, kind: WebError["kind"]): void {
  const error = webErrorOf(thrown, { kind, path: location.pathname, requestId: requestOfPage() });
  if (error === undefined || told.size >= MOST_PER_PAGE) return;
  const key = `${error.name} ${error.message}`;
  if (told.has(key)) return;
  told.add(key);
  // `keepalive`: it arrives also when the page is being left.
  void fetch(WEB_ERRORS, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(error),
    keepalive: true,
  }).catch(() => undefined);
}

/** Everything that nobody caught, from now on. */
export function watchErrors(): void {
  addEventListener("error", ({ error }) => {
    // A script of another origin, or an image that did not load, has none to show.
    if (error !== undefined && error !== null) reportError(error, "error");
  });
  addEventListener("unhandledrejection", ({ reason }) => reportError(reason, "rejection"));
}

/** `proxy.ts` puts it there. */
function requestOfPage(): string | undefined {
  const [page] = performance.getEntriesByType("navigation");
  const timings = page instanceof PerformanceNavigationTiming ? page.serverTiming : [];
  return timings.find(({ name }) => name === "request")?.description;
}
