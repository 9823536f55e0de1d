import { BlockList, isIPv6 } from "node:net";
import type { HttpBindings } from "@hono/node-server";
import { createMiddleware } from "hono/factory";
import type { RequestVariables } from "./request.ts";

/** Addresses and CIDR ranges, separated by commas. */
export function parseProxies(list: string): readonly string[] {
  return list
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

/**
 * Believes `X-Forwarded-For` only when it comes from a proxy that is listed. From anybody else it is replaced by the
 * address that the connection has: a client must not choose the one that its attempts are counted under.
 */
export function clientAddress(proxies: readonly string[]) {
  const trusted = trustedList(proxies);
  return createMiddleware<{ Variables: RequestVariables; Bindings: Partial<HttpBindings> }>(async (c, next) => {
    const peer = c.env?.incoming?.socket.remoteAddress;
    if (peer !== undefined && !trusted(peer)) c.req.raw.headers.set("x-forwarded-for", peer);
    await next();
  });
}

function trustedList(proxies: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const proxy of proxies) {
    const [address = "", bits] = proxy.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => list.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
