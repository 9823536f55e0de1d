import { Hono } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import type { System } from "../compose.ts";
import { personContext, type SessionVariables, signedIn } from "../middleware/session.ts";
import { operation } from "./operation.ts";
import { NotificationState } from "./notification-shapes.ts";

/** Where a browser goes on by itself after a break, it waits so long: a restart must not bring all at one moment. */
const RETRY_MS = { least: 1_000, spread: 4_000 };

type Systems = Pick<System, "identity" | "notifications" | "telemetry">;

/**
 * News of a person's notifications as server-sent events. Each event is the whole state, and the first one comes at once:
 * whoever was away has missed nothing by it, so there is nothing to catch up on by an id.
 */
export function notificationStreamRoutes({ identity, notifications, telemetry }: Systems, heartbeatMs: number) {
  return new Hono<{ Variables: SessionVariables }>().get(
    "/me/notifications/stream",
    operation(streamNotifications),
    signedIn(identity),
    (c) => {
      // Nobody would read what is written, and it would wait for that for ever.
      if (c.req.method === "HEAD") return c.body(null, 200, { "Content-Type": "text/event-stream" });
      const context = personContext(c.var);
      const { headers } = c.req.raw;
      const { id: sessionId } = c.var.session;
      const watch = notifications.live.watch(context.userId);
      // Proxies of nginx's kind hold back what they could send in one piece.
      c.header("X-Accel-Buffering", "no");
      return streamSSE(c, async (stream) => {
        stream.onAbort(watch.end);
        try {
          await follow(stream, watch, {
            heartbeatMs,
            read: () => notifications.noticeState(context),
            isSignedIn: async () => (await identity.findSession(headers))?.id === sessionId,
          });
        } catch (error) {
          // Not thrown on: the helper would write its message to the browser, which comes back by itself.
          telemetry.captureError(error, { requestId: context.requestId, stream: "notifications" });
        } finally {
          watch.end();
        }
      });
    },
  );
}

interface Following {
  /** Also how late news may be that nobody hinted at, and how long a stream outlives its session. */
  readonly heartbeatMs: number;
  readonly read: () => Promise<{ readonly unread: number; readonly newest: string | null }>;
  readonly isSignedIn: () => Promise<boolean>;
}

async function follow(
  stream: SSEStreamingApi,
  watch: ReturnType<System["notifications"]["live"]["watch"]>,
  { heartbeatMs, read, isSignedIn }: Following,
): Promise<void> {
  await stream.write(`retry: ${Math.round(RETRY_MS.least + Math.random() * RETRY_MS.spread)}\n\n`);
  for (let told = ""; !stream.aborted;) {
    const state = JSON.stringify(await read());
    if (state === told) await stream.write(": still here\n\n");
    else await stream.writeSSE({ event: "state", data: state });
    told = state;
    if ((await watch.wait(heartbeatMs)) === "closed") return;
    // A session may end anywhere: nobody who is signed out is told anything.
    if (!(await isSignedIn())) return stream.writeSSE({ event: "signed-out", data: "" });
  }
}

const streamNotifications = {
  id: "streamNotifications",
  access: "self",
  tag: "notifications",
  summary: "How many are unread, now and whenever it changes, as server-sent events called `state`",
  cache: "stream",
  limit: "api",
  streams: true,
  answers: { 200: NotificationState },
  refuses: ["429 notifications.too_many_streams", "503 notifications.closing", "503 tenancy.database_unavailable"],
} as const;
