import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { refuse } from "../problem.ts";

const ONE_MEGABYTE = 1024 * 1024;
/** What a proxy in front of us lets through at most, and what it is worth to let a caller hear why it was refused. */
const HEARD_OUT = 10 * ONE_MEGABYTE;

/** Refuses a body over 1 MiB. */
export const bodySize = bodyLimit({
  maxSize: ONE_MEGABYTE,
  async onError(c) {
    await discard(c.req.raw.body);
    return refuse(c, "http.too_large");
  },
});

/**
 * Reads on to the end of what is refused: a connection that closes on somebody who is still sending looks broken to them, and a proxy
 * then answers 502 or 500 in place of our 413.
 */
async function discard(body: Context["req"]["raw"]["body"]): Promise<void> {
  if (body === null || body.locked) return;
  const reader = body.getReader();
  let seen = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    seen += value.byteLength;
    if (seen > HEARD_OUT) return reader.cancel();
  }
}
