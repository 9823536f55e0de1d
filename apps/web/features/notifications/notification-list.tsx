"use client";

import { BellOff } from "lucide-react";
import Link from "next/link";
import { useEffect, useState } from "react";
import { ApiProblem, api, unwrap } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Time } from "../../ui/time.tsx";
import { useLanguage } from "../../ui/words.tsx";
import type { BellCopy } from "./copy.ts";
import { type Notification, type NotificationPage, placeOf, sentenceOf } from "./notification.ts";

interface ListProps {
  /** Changes when something came, or was read in another window. */
  readonly version: string;
  readonly copy: BellCopy;
  /** Somebody goes to what one is about. */
  readonly onLeave?: () => void;
}

/** What the person was told, newest first. In the bell it is drawn while that is open. */
export function NotificationList({ version, copy, onLeave = stay }: ListProps) {
  const [page, setPage] = useState<NotificationPage>();
  const [tries, setTries] = useState(0);
  /** What the answer, or the lack of one, was for: a new attempt hides the failure of the last. */
  const wanted = `${version}/${tries}`;
  const [failure, setFailure] = useState<{ readonly wanted: string; readonly problem: ApiProblem }>();
  const [isLoading, setLoading] = useState(false);

  useEffect(() => {
    let isGone = false;
    async function refresh(): Promise<void> {
      try {
        const found = await read();
        if (!isGone) setPage((before) => merged(before, found));
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        if (!isGone) setFailure({ wanted, problem: error });
      }
    }
    void refresh();
    return () => {
      isGone = true;
    };
  }, [wanted]);

  async function more(cursor: string): Promise<void> {
    setLoading(true);
    try {
      const older = await read(cursor);
      setPage(
        (before) => older && { ...older, notifications: [...(before?.notifications ?? []), ...older.notifications] },
      );
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setFailure({ wanted, problem: error });
    } finally {
      setLoading(false);
    }
  }

  if (failure?.wanted === wanted) {
    return <Failed copy={copy} quote={failure.problem.requestId} onRetry={() => setTries(tries + 1)} />;
  }
  if (page === undefined) {
    return (
      <div className="p-4">
        <Skeleton lines={4} />
      </div>
    );
  }
  const { notifications, nextCursor } = page;
  return (
    <>
      {notifications.length === 0 ? (
        <div className="px-6 py-8 text-center">
          <BellOff size={20} aria-hidden="true" className="mx-auto text-ink-faint" />
          <p className="mt-3 text-14 font-medium text-ink">{copy.emptyTitle}</p>
          <p className="mt-1 text-13 text-ink-soft">{copy.empty}</p>
        </div>
      ) : (
        <ul className="divide-y divide-line">
          {notifications.map((one) => (
            <li key={one.id}>
              <Line notification={one} copy={copy} onLeave={onLeave} />
            </li>
          ))}
        </ul>
      )}
      {nextCursor !== null && (
        <div className="border-t border-line p-2 text-center">
          <Button
            size="small"
            look="quiet"
            pending={isLoading ? copy.loadingOlder : undefined}
            onClick={() => void more(nextCursor)}
          >
            {copy.older}
          </Button>
        </div>
      )}
    </>
  );
}

const stay = () => undefined;

interface LineProps {
  readonly notification: Notification;
  readonly copy: BellCopy;
  readonly onLeave: () => void;
}

function Line({ notification, copy, onLeave }: LineProps) {
  const language = useLanguage();
  const isUnread = notification.readAt === null;
  const href = placeOf(notification);
  const look =
    "flex min-h-14 w-full items-start gap-3 px-4 py-3 text-left transition-colors hover:bg-well focus-visible:-outline-offset-2";
  const content = (
    <>
      <span aria-hidden="true" className={`mt-1.5 size-2 shrink-0 rounded-full ${isUnread ? "bg-accent" : ""}`} />
      <span className="min-w-0 flex-1">
        {isUnread && <span className="sr-only">{copy.isUnread}: </span>}
        <span className={`block text-14 break-words ${isUnread ? "font-medium text-ink" : "text-ink-soft"}`}>
          {sentenceOf(notification, copy)}
        </span>
        <span className="block text-12 text-ink-faint">
          <Time at={notification.createdAt} language={language} />
        </span>
      </span>
    </>
  );
  function markRead(): void {
    const param = { notificationId: encodeURIComponent(notification.id) };
    // The stream tells what came of it, here and in every other window.
    if (isUnread) void api.v1.me.notifications[":notificationId"].read.$post({ param }).catch(() => undefined);
  }
  if (href === undefined) {
    return (
      <button type="button" className={look} onClick={markRead}>
        {content}
      </button>
    );
  }
  return (
    <Link
      href={href}
      className={look}
      onClick={() => {
        markRead();
        onLeave();
      }}
    >
      {content}
    </Link>
  );
}

interface FailedProps {
  readonly copy: BellCopy;
  readonly quote: string | undefined;
  readonly onRetry: () => void;
}

function Failed({ copy, quote, onRetry }: FailedProps) {
  return (
    <div role="alert" className="px-6 py-8 text-center">
      <p className="text-14 font-medium text-ink">{copy.failed}</p>
      <p className="mt-1 text-13 text-ink-soft">{copy.failedText}</p>
      {quote !== undefined && <p className="mt-2 font-mono text-12 text-ink-faint select-all">{quote}</p>}
      <Button size="small" className="mt-4" onClick={onRetry}>
        {copy.retry}
      </Button>
    </div>
  );
}

function read(cursor?: string): Promise<NotificationPage> {
  return unwrap(api.v1.me.notifications.$get({ query: cursor === undefined ? {} : { cursor } }));
}

/** Older ones that were asked for stay in sight when the first page is read anew. */
function merged(before: NotificationPage | undefined, first: NotificationPage): NotificationPage {
  const last = first.notifications.at(-1);
  const older = before?.notifications.filter(({ id }) => last !== undefined && id < last.id) ?? [];
  if (before === undefined || older.length === 0) return first;
  return { ...first, notifications: [...first.notifications, ...older], nextCursor: before.nextCursor };
}
