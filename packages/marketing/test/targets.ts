import type { Target } from "@ninefold/testing/conformance-kit";
import type { ContentSource } from "@ninefold/marketing";
import { memoryContent } from "@ninefold/marketing/memory";
import { noContent } from "@ninefold/marketing/none";
import { sampleNow, samplePages, type MarketingRule } from "./conformance.ts";

export const targets = {
  memory: { make: makeMemory, capabilities: rulesOf(makeMemory()) },
  none: { make: noContent, capabilities: rulesOf(noContent()) },
} satisfies Record<string, Target<ContentSource, MarketingRule>>;

function makeMemory(): ContentSource {
  return memoryContent(samplePages, { now: () => sampleNow });
}

function rulesOf({ capabilities }: ContentSource): Record<MarketingRule, boolean> {
  return { serves: capabilities.hasContent, empty: !capabilities.hasContent };
}
