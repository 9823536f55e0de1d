"use client";

import { useEffect, useState } from "react";

/** Seconds left of a wait, counted by the clock and not by ticks: a tab in the background gets few of those. */
export function useWait(seconds: number, isWaitingAtFirst: boolean): readonly [number, () => void] {
  const endsAtMs = () => Date.now() + seconds * 1_000;
  const [wait, setWait] = useState(() => (isWaitingAtFirst ? { endsAtMs: endsAtMs(), left: seconds } : OVER));
  const isWaiting = wait.left > 0;

  useEffect(() => {
    const look = () => setWait((now) => ({ ...now, left: secondsLeft(now.endsAtMs, Date.now()) }));
    const timer = isWaiting ? setInterval(look, LOOK_EVERY_MS) : undefined;
    return () => clearInterval(timer);
  }, [isWaiting]);

  return [wait.left, () => setWait({ endsAtMs: endsAtMs(), left: seconds })];
}

const OVER = { endsAtMs: 0, left: 0 };
const LOOK_EVERY_MS = 250;

/** Whole seconds, the last of which is shown until it is over. */
export function secondsLeft(endsAtMs: number, nowMs: number): number {
  return Math.max(0, Math.ceil((endsAtMs - nowMs) / 1_000));
}
