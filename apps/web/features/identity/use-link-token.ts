"use client";

import { useCallback, useEffect, useRef, useState } from "react";

interface LinkToken {
  /** How many links led here: a second one can be opened in the same tab. Unknown until the page's script runs. */
  readonly links: number | undefined;
  /** The token of the newest one. */
  readonly take: () => string | undefined;
}

/**
 * The token of the link that led here. It travels in the fragment, which a browser sends to no server, and is taken out
 * of the address bar as soon as it is read: no screenshot, history or shared address keeps it.
 */
export function useLinkToken(): LinkToken {
  const kept = useRef({ links: 0, token: "" });
  const [links, setLinks] = useState<number>();

  const take = useCallback(() => {
    const token = tokenIn(window.location.hash);
    if (token !== undefined) {
      kept.current = { links: kept.current.links + 1, token };
      // Without a state of its own, so that the router takes the address over and does not bring the fragment back.
      window.history.replaceState(undefined, "", window.location.pathname);
    }
    return kept.current.token || undefined;
  }, []);

  useEffect(() => {
    const look = () => {
      take();
      setLinks(kept.current.links);
    };
    look();
    window.addEventListener("hashchange", look);
    return () => window.removeEventListener("hashchange", look);
  }, [take]);

  return { links, take };
}

export function tokenIn(fragment: string): string | undefined {
  return new URLSearchParams(fragment.replace(/^#/, "")).get("token") || undefined;
}
