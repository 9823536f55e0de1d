import type { Target } from "@ninefold/testing/conformance-kit";
import type { ContentSource } from "@ninefold/marketing";
import { fumadocsContent } from "@ninefold/marketing/fumadocs";
import { memoryContent } from "@ninefold/marketing/memory";
import { noContent } from "@ninefold/marketing/none";
import { type SampleFolder, writeSampleFolder } from "./sample-folder.ts";
import { sampleNow, samplePages, type MarketingRule } from "./conformance.ts";

const folders = new WeakMap<ContentSource, SampleFolder>();

export const targets = {
  fumadocs: {
    make: () => makeFumadocs(),
    capabilities: { serves: true, empty: false },
    close: (source) => folders.get(source)?.remove(),
  },
  memory: { make: makeMemory, capabilities: rulesOf(makeMemory()) },
  none: { make: noContent, capabilities: rulesOf(noContent()) },
} satisfies Record<string, Target<ContentSource, MarketingRule>>;

function makeFumadocs(): ContentSource {
  const sample = writeSampleFolder();
  const source = fumadocsContent({ folder: sample.folder, now: () => sampleNow });
  folders.set(source, sample);
  return source;
}

function makeMemory(): ContentSource {
  return memoryContent(samplePages, { now: () => sampleNow });
}

function rulesOf({ capabilities }: ContentSource): Record<MarketingRule, boolean> {
  return { serves: capabilities.hasContent, empty: !capabilities.hasContent };
}
