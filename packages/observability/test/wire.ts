import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";

/** What a fault on the wire does to a call and to its answer. */
export interface WireFault {
  readonly toRequest?: (body: string) => string;
  readonly toStatus?: (status: number) => number;
}

/** A relay between our adapter and its vendor that breaks what passes, in one way per route through it. */
export interface Wire {
  /** The address to give to the SDK: the vendor's, through the fault of that name. */
  through(fault: string, vendorUrl: string): string;
  close(): Promise<void>;
}

export async function openWire(faults: Readonly<Record<string, WireFault>>): Promise<Wire> {
  const server = createServer((request, response) => {
    relay(faults, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    through: (fault, vendorUrl) =>
      `http://127.0.0.1:${portOf(server)}/${[fault, vendorUrl].map((part) => encodeURIComponent(part)).join("/")}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function relay(
  faults: Readonly<Record<string, WireFault>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, name = "", vendor = "", ...path] = (request.url ?? "").split("/");
  const { toRequest = same, toStatus = same } = faults[decodeURIComponent(name)] ?? {};
  const packed = request.headers["content-encoding"] === "gzip";
  const sent = await read(request);
  const answer = await fetch(`${decodeURIComponent(vendor)}/${path.join("/")}`, {
    method: request.method ?? "POST",
    headers: { "user-agent": request.headers["user-agent"] ?? "" },
    body: toRequest((packed ? gunzipSync(sent) : sent).toString("utf8")),
  });
  const body = await answer.text();
  response.writeHead(toStatus(answer.status), { "content-type": "application/json" }).end(body);
}

const same = <Anything>(anything: Anything) => anything;

function portOf(server: Server): number {
  // A server that listens on a port has such an address.
  return (server.address() as AddressInfo).port;
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
