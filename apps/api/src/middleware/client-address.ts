import { BlockList, isIP } from "node:net";
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
 * Leaves one address in `X-Forwarded-For`: the client's. Everything behind reads that header, so what counts is decided
 * here alone, and a client can't choose the address that its attempts are counted under.
 */
export function clientAddress(proxies: readonly string[]) {
  const findClient = createFinder(proxies);
  return createMiddleware<{ Variables: RequestVariables; Bindings: Partial<HttpBindings> }>(async (c, next) => {
    const { headers } = c.req.raw;
    const client = findClient(headers.get("x-forwarded-for"), c.env?.incoming?.socket.remoteAddress);
    if (client === undefined) headers.delete("x-forwarded-for");
    else headers.set("x-forwarded-for", client);
    await next();
  });
}

/**
 * Each proxy appends the address that it was called from, so only the end of the chain is known: walk it from there past
 * the proxies that are listed. When all are, as on one machine, the first is the client.
 */
export function createFinder(proxies: readonly string[]) {
  const trusted = new BlockList();
  for (const proxy of proxies) {
    const [address = "", bits] = proxy.split("/");
    if (bits === undefined) trusted.addAddress(address, family(address));
    else trusted.addSubnet(address, Number(bits), family(address));
  }
  return (forwardedFor: string | null, peer: string | undefined): string | undefined => {
    const chain = [...(forwardedFor ?? "").split(","), peer ?? ""].map(plain).filter((one) => isIP(one) !== 0);
    return chain.findLast((address) => !trusted.check(address, family(address))) ?? chain[0];
  };
}

const family = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");

/** A server that listens on both families writes an IPv4 address as IPv6. */
const plain = (address: string) => address.trim().replace(/^::ffff:(?=\d+\.)/i, "");
