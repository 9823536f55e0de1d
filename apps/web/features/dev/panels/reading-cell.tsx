import { Apart, Cell } from "../parts.tsx";
import type { CellProps } from "./props.ts";

/** What is made at build time, and so does not change while one looks: the ways to it. */
export function ReadingCell({ copy, adapter }: CellProps) {
  const { title, lead, changelog, feed, machines, sitemap, pricing } = copy.panels.marketing;
  const hasContent = adapter("marketing") !== "none";
  const links = [
    ...(hasContent
      ? [
          ["/docs", copy.docs],
          ["/blog", copy.blog],
          ["/changelog", changelog],
          ["/blog/rss.xml", feed],
          ["/llms.txt", machines],
        ]
      : []),
    ["/reference", copy.reference],
    ["/pricing", pricing],
    ["/sitemap.xml", sitemap],
  ] as const;
  return (
    <Cell system="marketing" title={title} adapter={adapter("marketing")}>
      <p className="border-b border-line px-4 py-2.5 text-13 text-ink-soft">{lead}</p>
      <ul aria-label={title} className="divide-y divide-line">
        {links.map(([href = "", words]) => (
          <li key={href} className="flex items-center justify-between gap-3 px-4 py-2">
            <Apart href={href} words={copy.opensApart}>
              {words}
            </Apart>
            <code className="truncate font-mono text-12 text-ink-faint">{href}</code>
          </li>
        ))}
      </ul>
    </Cell>
  );
}
