"use client";

import { Button } from "../../ui/button.tsx";
import type { BellCopy } from "./copy.ts";
import { NotificationList } from "./notification-list.tsx";
import { readAll } from "./read-all.ts";
import { useNews } from "./use-news.ts";

interface InboxProps {
  readonly personId: string;
  readonly copy: BellCopy;
}

/** The bell's list on a page of its own, with all that came before. */
export function InboxList({ personId, copy }: InboxProps) {
  const { unread, newest } = useNews(personId);
  return (
    <section aria-label={copy.title} className="overflow-hidden rounded-panel border border-line bg-panel">
      <NotificationList version={`${newest}/${unread}`} copy={copy} />
    </section>
  );
}

/** Absent while nothing is unread. */
export function ReadAllButton({ personId, copy }: InboxProps) {
  const { unread, newest } = useNews(personId);
  if (unread === 0 || newest === null) return undefined;
  return <Button onClick={() => readAll(newest)}>{copy.readAll}</Button>;
}
