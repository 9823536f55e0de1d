"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { Notice } from "../../ui/notice.tsx";
import type { ConfirmingCopy } from "./copy.ts";

const ASK_EVERY_MS = 2_000;
/** The vendor's word comes within seconds, or it has got lost: then our own asking finds out, within minutes. */
const PATIENCE_MS = 60_000;
const ASK_LATE_EVERY_MS = 10_000;

/** Back from the payment page, which proves nothing: waits until the plan has changed, and then is no more. */
export function Confirming({ copy }: { readonly copy: ConfirmingCopy }) {
  const router = useRouter();
  const [isLate, setLate] = useState(false);
  const [isAsking, startAsking] = useTransition();

  useEffect(() => {
    const giveUp = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(giveUp);
  }, []);

  // Ever on, as the page says that it changes by itself; and one after the other, however long an answer takes.
  useEffect(() => {
    if (isAsking) return undefined;
    const ask = () => startAsking(() => router.refresh());
    const next = setTimeout(ask, isLate ? ASK_LATE_EVERY_MS : ASK_EVERY_MS);
    return () => clearTimeout(next);
  }, [router, isLate, isAsking]);

  return <Notice tone={isLate ? "warn" : "info"}>{isLate ? copy.late : copy.waiting}</Notice>;
}
