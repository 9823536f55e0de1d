import { assertLimit } from "../domain/limit.ts";
import type { ContentSource } from "../port.ts";

/** No docs and no blog: the landing page stands alone. */
export function noContent(): ContentSource {
  return {
    capabilities: { hasContent: false },
    list: async () => [],
    find: async () => undefined,
    async search({ limit }) {
      assertLimit(limit);
      return [];
    },
  };
}
