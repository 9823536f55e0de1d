import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/**
 * Writes who called into each request before Next reads it. Next fills `X-Forwarded-For` in only where it is absent, so
 * that a caller who sends one would choose the address that their attempts are counted under.
 */
export function watchCallers(): void {
  subscribe("http.server.request.start", (message) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what Node documents for this channel
    appendCaller((message as { readonly request: IncomingMessage }).request);
  });
}

/** As any proxy does: the end of the list is what was seen, the rest is hearsay that the API judges. */
export function appendCaller({ headers, socket }: Pick<IncomingMessage, "headers"> & { socket: Peer }): void {
  const given = headers["x-forwarded-for"];
  const told = Array.isArray(given) ? given : [given];
  headers["x-forwarded-for"] = [...told, socket.remoteAddress]
    .filter((one) => one !== undefined && one !== "")
    .join(", ");
}

type Peer = Pick<IncomingMessage["socket"], "remoteAddress">;
