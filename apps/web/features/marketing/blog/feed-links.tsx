import { FEEDS } from "./feeds.ts";

/** For readers that look for a feed on the page itself. */
export function FeedLinks() {
  return FEEDS.map(({ href, type, name }) => <link key={href} rel="alternate" type={type} title={name} href={href} />);
}
