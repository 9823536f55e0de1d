export { marketingConfig, type MarketingConfig } from "./config.ts";
export { addressOf } from "./domain/address.ts";
export { isPublic, isSlug, type WrittenPage } from "./domain/page.ts";
export { MarketingError, type MarketingErrorCode } from "./errors.ts";
export {
  collections,
  type Collection,
  type ContentCapabilities,
  type ContentSource,
  type FindQuery,
  type Heading,
  type ListQuery,
  type Page,
  type PageSummary,
  type SearchQuery,
  type Section,
} from "./port.ts";
export { createMarketing, type Marketing } from "./service.ts";
