export { marketingConfig, type MarketingConfig } from "./config.ts";
export { isPublic, isSlug, type WrittenPage } from "./domain/page.ts";
export { MarketingError, type MarketingErrorCode } from "./errors.ts";
export {
  collections,
  type Collection,
  type ContentCapabilities,
  type ContentSource,
  type FindQuery,
  type ListQuery,
  type Page,
  type PageSummary,
  type SearchQuery,
} from "./port.ts";
export { createMarketing, type Marketing } from "./service.ts";
