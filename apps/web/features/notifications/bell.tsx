"use client";

import { Bell as BellIcon, Inbox, Settings2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { fillCount } from "../../languages.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Popover } from "../../ui/popover.tsx";
import { useLanguage } from "../../ui/words.tsx";
import type { BellCopy } from "./copy.ts";
import { NotificationList } from "./notification-list.tsx";
import { readAll } from "./read-all.ts";
import { useNews } from "./use-news.ts";

interface BellProps {
  readonly personId: string;
  readonly copy: BellCopy;
}

const WAY =
  "flex min-h-11 items-center justify-center gap-2 px-3 text-13 text-ink-soft transition-colors hover:bg-well hover:text-ink focus-visible:-outline-offset-2";

/** From here on the API counts no further. */
const MANY = 100;

/** How much is unread, as it comes; and the list, when it is pressed. */
export function Bell({ personId, copy }: BellProps) {
  const { unread, newest, arrived } = useNews(personId);
  const language = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const leave = () => setOpen(false);

  return (
    <>
      <Popover
        open={isOpen}
        onOpenChange={setOpen}
        title={copy.title}
        trigger={<IconButton label={nameOf(unread)} icon={<Icon unread={unread} />} />}
        {...(newest !== null &&
          unread > 0 && {
            action: (
              <Button size="small" look="quiet" onClick={() => readAll(newest)}>
                {copy.readAll}
              </Button>
            ),
          })}
      >
        <NotificationList version={`${newest}/${unread}`} copy={copy} onLeave={leave} />
        <div className="grid grid-cols-2 border-t border-line">
          <Link href="/inbox" onClick={leave} className={WAY}>
            <Inbox size={16} aria-hidden="true" className="shrink-0" />
            {copy.inbox}
          </Link>
          <Link href="/account/notifications" onClick={leave} className={WAY}>
            <Settings2 size={16} aria-hidden="true" className="shrink-0" />
            {copy.settings}
          </Link>
        </div>
      </Popover>
      <output className="sr-only">{arrived > 0 && unread > 0 && fillCount(language, copy.arrived, unread)}</output>
    </>
  );

  function nameOf(count: number): string {
    if (count === 0) return copy.title;
    return count >= MANY ? copy.many : fillCount(language, copy.unread, count);
  }
}

function Icon({ unread }: { readonly unread: number }) {
  return (
    <span className="relative">
      <BellIcon size={16} aria-hidden="true" />
      {unread > 0 && (
        <span
          aria-hidden="true"
          className="absolute -top-2 left-2 grid h-4 min-w-4 place-items-center rounded-full bg-accent px-1 text-[0.625rem] leading-none font-semibold text-on-accent tabular-nums"
        >
          {unread > 99 ? "99+" : unread}
        </span>
      )}
    </span>
  );
}
