import { ArrowLeft } from "lucide-react";
import type { ContentPage } from "../../../content.ts";
import { type Language, sitePath } from "../../../languages.ts";
import type { BlogCopy, DocsCopy } from "../copy/docs.ts";
import { Byline } from "./byline.tsx";
import { FeedLinks } from "./feed-links.tsx";
import { WrittenPage } from "./written-page.tsx";

interface BlogPostProps {
  readonly copy: Pick<BlogCopy, "all" | "by"> & Pick<DocsCopy, "copyCode" | "copied">;
  readonly language: Language;
  readonly page: ContentPage;
}

export function BlogPost({ copy, language, page }: BlogPostProps) {
  return (
    <>
      <FeedLinks />
      <WrittenPage
        copy={copy}
        language={language}
        page={page}
        above={
          <a
            href={sitePath(language, "/blog")}
            className="mb-4 inline-flex items-center gap-1.5 rounded-control text-13 text-ink-soft hover:text-ink hover:underline"
          >
            <ArrowLeft size={16} aria-hidden="true" />
            {copy.all}
          </a>
        }
        byline={<Byline copy={copy} language={language} page={page} />}
      />
    </>
  );
}
