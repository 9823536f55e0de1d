import { MarketingError } from "../errors.ts";

/** @throws MarketingError `marketing.invalid_limit` for anything but a whole number from 1 to 50. */
export function assertLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > 50) {
    throw new MarketingError("marketing.invalid_limit", "a search answers between 1 and 50 pages");
  }
}
