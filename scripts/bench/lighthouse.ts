import { inspect } from "./inspect.ts";
import type { Measure } from "./measure.ts";
import { signedInPages, withSite } from "./site.ts";

const PAGES = [
  { name: "landing page", address: "/" },
  { name: "page of the docs", address: "/docs/guides/getting-started" },
  // Asks search engines not to list it: nobody should find a form in place of what it is for.
  { name: "sign-up", address: "/sign-up", isUnlisted: true },
] as const;

const SCORES = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 } as const;

/** Pages that anybody sees, over the production build on loopback. */
export async function lighthouse(): Promise<readonly Measure[]> {
  return withSite(async ({ baseUrl }) => {
    const measures: Measure[] = [];
    for (const { address, ...page } of PAGES) {
      const url = new URL(address, baseUrl).href;
      measures.push(...(await inspect({ area: "lighthouse", scores: SCORES, url, ...page })));
    }
    return measures;
  });
}

/** Pages that no search engine sees and that are made per request: how fast they are, and whether anybody can use them. */
export async function signedIn(): Promise<readonly Measure[]> {
  return withSite(async (stack) => {
    const scores = { accessibility: 100, "best-practices": 100 };
    const measures: Measure[] = [];
    for (const { address, ...page } of await signedInPages(stack)) {
      const url = new URL(address, stack.baseUrl).href;
      measures.push(...(await inspect({ area: "signed-in", scores, url, ...page })));
    }
    return measures;
  });
}
