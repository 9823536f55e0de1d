import { localiseLinks } from "./links.ts";
import type { ContentPage } from "../../../content.ts";
import type { Language } from "../../../languages.ts";
import type { DocsCopy } from "../copy/docs.ts";
import { CodeCopy } from "./code-copy.tsx";
// oxlint-disable-next-line import/no-unassigned-import -- a style sheet has nothing to assign
import "./prose.css";

interface ArticleProps {
  readonly page: Pick<ContentPage, "html">;
  readonly language: Language;
  readonly copy: Pick<DocsCopy, "copyCode" | "copied">;
}

/** The text of a page. It was made from Markdown of ours, which can bring no script. */
export function Article({ page, language, copy }: ArticleProps) {
  return (
    <div>
      <div lang="en" className="prose" dangerouslySetInnerHTML={{ __html: localiseLinks(page.html, language) }} />
      <CodeCopy label={copy.copyCode} done={copy.copied} />
    </div>
  );
}
