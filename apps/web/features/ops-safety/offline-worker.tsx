"use client";

import { useEffect } from "react";

/**
 * Has this browser show /offline in place of a page of ours that it can not reach. In the app alone: who only looks at
 * public pages gets no worker. Not without TLS: on a developer's machine it would stay, and answer for whatever else
 * listens on that port later.
 */
export function OfflineWorker() {
  useEffect(() => {
    if (location.protocol !== "https:" || !("serviceWorker" in navigator)) return;
    // Refused in a private window, for example: then the browser says by itself that there is no connection.
    navigator.serviceWorker.register("/sw.js").catch(() => undefined);
  }, []);
  return null;
}
