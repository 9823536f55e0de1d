import type { ContentPage } from "../../../content.ts";
import { fill, type Language } from "../../../languages.ts";
import type { BlogCopy } from "../copy/docs.ts";

interface BylineProps {
  readonly copy: Pick<BlogCopy, "by">;
  readonly language: Language;
  readonly page: Pick<ContentPage, "author" | "publishedAt">;
}

/** Who wrote it and on which day, which is the same day everywhere. */
export function Byline({ copy, language, page: { author = "", publishedAt } }: BylineProps) {
  const day = publishedAt === undefined ? undefined : new Date(publishedAt);
  const date = day?.toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" }) ?? "";
  const words = fill(copy.by, { author, date });
  return (
    <p className="mt-3 text-13 text-ink-faint tabular-nums">
      <time dateTime={publishedAt?.slice(0, "2026-01-01".length)}>{words}</time>
    </p>
  );
}
