"use client";

import { useEffect, useRef, useState } from "react";
import { unwrap } from "../../api.ts";
import { type ConsoleState, development } from "./api.ts";

const EVERY_MS = 2_000;

export type Liveness = "live" | "paused" | "silent";

/** Asks every two seconds while somebody can see it, and at once when they come back to it. */
export function useConsole(initial: ConsoleState) {
  const [state, setState] = useState(initial);
  const [liveness, setLiveness] = useState<Liveness>("live");
  const look = useRef<() => void>(() => undefined);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let current = 0;
    const ending = new AbortController();

    async function ask(): Promise<void> {
      clearTimeout(timer);
      current += 1;
      const mine = current;
      const found = await unwrap(development.state.$get({}, { init: { signal: ending.signal } })).catch(
        () => undefined,
      );
      // A later question was asked meanwhile, or nobody looks any more.
      if (mine !== current || ending.signal.aborted) return;
      if (found !== undefined) setState(found);
      if (document.hidden) return setLiveness("paused");
      setLiveness(found === undefined ? "silent" : "live");
      timer = setTimeout(() => void ask(), EVERY_MS);
    }

    function onVisibility(): void {
      if (!document.hidden) return void ask();
      clearTimeout(timer);
      setLiveness("paused");
    }

    look.current = () => void ask();
    document.addEventListener("visibilitychange", onVisibility);
    timer = setTimeout(() => void ask(), EVERY_MS);
    return () => {
      ending.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisibility);
    };
  }, []);

  return { state, liveness, look: () => look.current() };
}
