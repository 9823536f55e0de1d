import type { Target } from "@ninefold/testing/conformance-kit";
import type { ContentSource } from "@ninefold/marketing";
import { fumadocsContent } from "@ninefold/marketing/fumadocs";
import { memoryContent } from "@ninefold/marketing/memory";
import { noContent } from "@ninefold/marketing/none";
import { writeSampleFolder } from "./sample-folder.ts";
import { sampleNow, samplePages, type MarketingRule } from "./conformance.ts";

export const targets = {
  fumadocs: { make: makeFumadocs, capabilities: { serves: true, empty: false } },
  memory: { make: makeMemory, capabilities: rulesOf(makeMemory()) },
  none: { make: noContent, capabilities: rulesOf(noContent()) },
} satisfies Record<string, Target<ContentSource, MarketingRule>>;

let opened: ContentSource | undefined;

/** One for all cases: it only reads, and opening it compiles every page. */
function makeFumadocs(): ContentSource {
  opened ??= fumadocsContent({ folder: writeSampleFolder().folder, now: () => sampleNow });
  return opened;
}

function makeMemory(): ContentSource {
  return memoryContent(samplePages, { now: () => sampleNow });
}

function rulesOf({ capabilities }: ContentSource): Record<MarketingRule, boolean> {
  return { serves: capabilities.hasContent, empty: !capabilities.hasContent };
}
