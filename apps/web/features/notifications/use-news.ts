"use client";

import { useCallback, useSyncExternalStore } from "react";
import { createNews, type News, NO_NEWS, type Source } from "./news.ts";

const STREAM = "/api/v1/me/notifications/stream";

/** Made when the first bell is drawn in a browser: one for the whole tab. */
let news: ReturnType<typeof createNews> | undefined;

/** What is new for the person, as it comes. */
export function useNews(personId: string): News {
  const subscribe = useCallback(
    (listener: () => void) => {
      news ??= createNews({
        open: openSource,
        isVisible: () => document.visibilityState === "visible",
        onVisibility: (onChange) => document.addEventListener("visibilitychange", onChange),
        after(ms, work) {
          const timer = setTimeout(work, ms);
          return () => clearTimeout(timer);
        },
      });
      return news.subscribe(personId, listener);
    },
    [personId],
  );
  return useSyncExternalStore(
    subscribe,
    () => news?.read() ?? NO_NEWS,
    () => NO_NEWS,
  );
}

function openSource(): Source {
  const source = new EventSource(STREAM);
  return {
    onState: (listener) => source.addEventListener("state", ({ data }: MessageEvent<string>) => listener(data)),
    onSignedOut: (listener) => source.addEventListener("signed-out", listener),
    onError: (listener) => source.addEventListener("error", () => listener(source.readyState === EventSource.CLOSED)),
    close: () => source.close(),
  };
}
