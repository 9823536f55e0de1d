import { api } from "../../api.ts";

/** What came meanwhile stays unread: it is not `newest` yet, and nobody has seen it. */
export function readAll(newest: string): void {
  // The stream tells how it is; a person who sees that nothing changed presses again.
  void api.v1.me.notifications.read.$post({ json: { upTo: newest } }).catch(() => undefined);
}
