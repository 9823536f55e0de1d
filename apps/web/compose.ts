import path from "node:path";
import { addressOf, createMarketing, marketingConfig, type Marketing, type PageSummary } from "@ninefold/marketing";
import { z } from "zod";

const Settings = z.object(marketingConfig);

export interface Content {
  readonly marketing: Marketing;
  /** Where the source of a page can be seen and changed; `undefined` when nobody said. */
  readonly sourceUrl: (file: string | undefined) => string | undefined;
  readonly addressOf: (page: PageSummary) => string;
}

/**
 * The content source, one line per choice. Only while the app is built: the server that answers people has the pages as
 * data, and none of what made them.
 * @throws ZodError that names a bad variable.
 */
export async function composeContent(variables: Readonly<Record<string, string | undefined>>): Promise<Content> {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const { MARKETING_PROVIDER: provider, DOCS_REPOSITORY_URL: repositoryUrl } = Settings.parse(set);
  const folder = path.join(import.meta.dirname, "../../docs");
  const sources = {
    fumadocs: async () =>
      (await import("@ninefold/marketing/fumadocs")).fumadocsContent({
        folder,
        ...(repositoryUrl !== undefined && { repositoryUrl }),
      }),
    none: async () => (await import("@ninefold/marketing/none")).noContent(),
  };
  return {
    marketing: createMarketing(await sources[provider]()),
    sourceUrl: (file) =>
      repositoryUrl === undefined || file === undefined ? undefined : `${repositoryUrl.replace(/\/$/, "")}/${file}`,
    addressOf,
  };
}
