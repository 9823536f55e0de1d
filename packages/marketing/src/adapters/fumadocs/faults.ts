import { MarketingError } from "../../errors.ts";

/** What is wrong with a page, in one line: where it is written, the field or the text, and how it should be. */
export const fault = (file: string, field: string, message: string): string => `${file}: ${field}: ${message}`;

/** @throws MarketingError `marketing.invalid_page` when there are any. */
export function refuse(faults: readonly string[]): void {
  if (faults.length > 0) throw new MarketingError("marketing.invalid_page", faults.join("\n"));
}
