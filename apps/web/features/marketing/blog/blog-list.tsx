import type { ContentPage } from "../../../content.ts";
import { type Language, sitePath } from "../../../languages.ts";
import type { BlogCopy } from "../copy/docs.ts";
import { ACROSS } from "../across.ts";
import { Byline } from "./byline.tsx";
import { FeedLinks } from "./feed-links.tsx";
import { FEEDS } from "./feeds.ts";

interface BlogListProps {
  readonly copy: BlogCopy;
  readonly language: Language;
  /** Newest first. */
  readonly posts: readonly ContentPage[];
}

export function BlogList({ copy, language, posts }: BlogListProps) {
  return (
    <div className={ACROSS}>
      <FeedLinks />
      <div className="mx-auto max-w-[42rem] pt-8 pb-24 sm:pt-14">
        <h1 className="text-32 font-semibold text-ink">{copy.title}</h1>
        <p className="mt-3 text-16 text-ink-soft">{copy.lead}</p>
        <ul className="mt-10 divide-y divide-line border-y border-line">
          {posts.map((post) => (
            <li key={post.slug} className="py-6">
              <h2 lang="en" className="text-20 font-semibold text-balance">
                <a href={sitePath(language, post.address)} className="rounded-control text-ink hover:underline">
                  {post.title}
                </a>
              </h2>
              <p lang="en" className="mt-1.5 text-16 text-ink-soft">
                {post.description}
              </p>
              <Byline copy={copy} language={language} page={post} />
            </li>
          ))}
        </ul>
        <p className="mt-6 flex flex-wrap gap-x-4 gap-y-1 text-13 text-ink-faint">
          {copy.feed}:
          {FEEDS.map(({ name, href }) => (
            <a key={href} href={href} className="rounded-control text-accent-ink underline underline-offset-4">
              {name}
            </a>
          ))}
        </p>
      </div>
    </div>
  );
}
