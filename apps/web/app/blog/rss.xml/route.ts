import { blogFeed } from "../../../features/marketing/blog/feed.ts";
import { textAnswer } from "../../../text-answer.ts";

export const GET = (): Promise<Response> => textAnswer("application/rss+xml", (origin) => blogFeed(origin)?.rss2());
