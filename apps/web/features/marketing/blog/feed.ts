import { Feed } from "feed";
import { pagesIn } from "../../../content.ts";
import { defaultLanguage } from "../../../languages.ts";
import { getCopy } from "../../../copy.ts";
import { absoluteLinks } from "../docs/links.ts";
import { FEEDS } from "./feeds.ts";

/** All posts with their whole text. The id of a post is its address: renaming one is publishing it again. */
export function blogFeed(origin: string): Feed | undefined {
  const posts = pagesIn("blog");
  const [newest] = posts;
  if (newest === undefined) return undefined;
  const { site, blog } = getCopy(defaultLanguage).marketing;
  const at = (path: string) => new URL(path, origin).href;
  const [rss, atom, json] = FEEDS;
  const feed = new Feed({
    title: `${site.name} · ${blog.title}`,
    description: blog.lead,
    id: at("/blog"),
    link: at("/blog"),
    language: defaultLanguage,
    copyright: site.licence,
    // Not the day of the build: readers would fetch everything again.
    updated: dayOf(newest.publishedAt),
    feedLinks: { rss: at(rss.href), atom: at(atom.href), json: at(json.href) },
  });
  for (const { title, description, address, publishedAt, author, html } of posts) {
    feed.addItem({
      title,
      description,
      id: at(address),
      link: at(address),
      date: dayOf(publishedAt),
      content: absoluteLinks(html, at(address)),
      ...(author !== undefined && { author: [{ name: author }] }),
    });
  }
  return feed;
}

function dayOf(publishedAt: string | undefined): Date {
  return new Date(publishedAt ?? 0);
}
