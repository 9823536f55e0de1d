import { MarketingError } from "../errors.ts";
import type { Collection } from "../port.ts";
import { isSlug } from "./page.ts";

interface Addressed {
  readonly collection: Collection;
  readonly slug: string;
  readonly file?: string;
}

/**
 * @throws MarketingError `marketing.invalid_slug`, and `marketing.duplicate_slug` when two pages of a collection have
 *   one slug: which of them a visitor would get is nobody's intention.
 */
export function assertSlugs(pages: readonly Addressed[]): void {
  const taken = new Map<string, string>();
  for (const { collection, slug, file } of pages) {
    const address = `${collection}/${slug}`;
    const name = file ?? address;
    if (!isSlug(slug)) throw new MarketingError("marketing.invalid_slug", `${name}: slug: not one: ${address}`);
    const other = taken.get(address);
    if (other !== undefined) {
      throw new MarketingError("marketing.duplicate_slug", `${name}: slug: ${other} is at ${address} as well`);
    }
    taken.set(address, name);
  }
}
