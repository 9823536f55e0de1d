/** Where the posts are for readers of feeds. */
export const FEEDS = [
  { name: "RSS", href: "/blog/rss.xml", type: "application/rss+xml" },
  { name: "Atom", href: "/blog/atom.xml", type: "application/atom+xml" },
  { name: "JSON", href: "/blog/feed.json", type: "application/feed+json" },
] as const;
