export const FEEDS = [
  { name: "RSS", href: "/blog/rss.xml", type: "application/rss+xml" },
  { name: "Atom", href: "/blog/atom.xml", type: "application/atom+xml" },
  { name: "JSON", href: "/blog/feed.json", type: "application/feed+json" },
] as const;

/** For readers that look for a feed on the page itself. */
export function FeedLinks() {
  return FEEDS.map(({ href, type, name }) => <link key={href} rel="alternate" type={type} title={name} href={href} />);
}
