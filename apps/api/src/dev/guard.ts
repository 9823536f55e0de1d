import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { RequestVariables } from "../middleware/request.ts";
import { refuse } from "../problem.ts";
import { described } from "../routes/operation.ts";

const READS = new Set(["GET", "HEAD"]);
const THIS_MACHINE = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Nobody signs in here, so who asks is decided by where they are. A page of some other site, open in the same browser,
 * may point a name of its own at this machine (DNS rebinding) or post to it: the first gives itself away by the host
 * that it asks for, the second by its origin, and neither can be written by a script.
 */
export const thisMachineOnly = (origin: string) =>
  described(
    createMiddleware<{ Variables: RequestVariables }>(async (c, next) => {
      if (!hostsOf(c).every(isThisMachine)) return refuse(c, "http.no_route");
      const isForeign = !READS.has(c.req.method) && c.req.header("origin") !== origin;
      return isForeign ? refuse(c, "http.foreign_origin") : next();
    }),
    // Programs have no business here.
    { hide: true },
  );

/** The one that was asked, and every one that a proxy says was asked before it. */
function hostsOf(c: Context): readonly string[] {
  const forwarded = c.req.header("x-forwarded-host");
  return [new URL(c.req.url).host, ...(forwarded === undefined ? [] : forwarded.split(","))];
}

function isThisMachine(host: string): boolean {
  const address = `http://${host.trim()}`;
  return URL.canParse(address) && THIS_MACHINE.has(new URL(address).hostname);
}
