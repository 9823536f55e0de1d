"use client";

import { useEffect, useState } from "react";
import { api, unwrap } from "../../api.ts";
import { Notice } from "../../ui/notice.tsx";
import type { LateMailCopy } from "./copy/mail.ts";

/** The mail that was just asked for has been tried by then. */
const FIRST_LOOK_MS = 3_000;
const LOOK_EVERY_MS = 5_000;

type Seen = "on_time" | "late" | "again";

/** Where somebody waits for a mail: says when ours go out late, and when they do again. Else nothing. */
export function LateMail({ copy }: { readonly copy: LateMailCopy }) {
  const [seen, setSeen] = useState<Seen>("on_time");

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const lookAfter = (ms: number) => {
      timer = setTimeout(() => void look(), ms);
    };
    async function look(): Promise<void> {
      // Who can not be asked knows nothing of mail: what was seen before stays.
      const status = document.hidden ? undefined : await unwrap(api.v1.status.$get()).catch(() => undefined);
      if (timer === undefined) return;
      if (status !== undefined) setSeen((before) => next(before, status.mail));
      lookAfter(LOOK_EVERY_MS);
    }
    lookAfter(FIRST_LOOK_MS);
    return () => {
      clearTimeout(timer);
      timer = undefined;
    };
  }, []);

  if (seen === "on_time") return undefined;
  return <Notice tone={seen === "late" ? "warn" : "good"}>{seen === "late" ? copy.late : copy.again}</Notice>;
}

function next(before: Seen, mail: "on_time" | "late"): Seen {
  if (mail === "late") return "late";
  return before === "on_time" ? "on_time" : "again";
}
