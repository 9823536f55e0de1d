import { TestingError } from "../../errors.ts";
import type { Visiting } from "../../port.ts";
import type { AtBrowser } from "./where.ts";

/** What is for everybody is pages, and no part of the API. */
export function httpVisiting({ api }: Pick<AtBrowser, "api">): Visiting {
  const textAt = async (address: string | URL) => (await api.visit(address)).text();
  return {
    async visits() {
      const said = /<h1[^>]*>([^<]+)</.exec(await textAt("/"))?.[1];
      if (said !== undefined) return said;
      throw new TestingError("testing.no_effect", "the front page has no heading");
    },
    async readsDocs(title) {
      const lines = (await textAt("/llms.txt")).split("\n");
      const line = lines.find((one) => one.startsWith(`- [${title}](`));
      const address = line?.slice(`- [${title}](`.length).split(")")[0];
      if (address === undefined) throw new TestingError("testing.no_effect", `the docs have no page "${title}"`);
      // Its own words without the marks between them.
      const page = await textAt(new URL(address).pathname);
      return page.slice(page.indexOf("<main"), page.indexOf("</main>")).replaceAll(/<[^>]*>/g, "");
    },
  };
}
