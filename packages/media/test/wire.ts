import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a fault on the wire does to a call and to its answer. */
export interface WireFault {
  readonly toRequest?: (request: WireRequest) => WireRequest;
  readonly toAnswer?: (answer: WireAnswer) => WireAnswer;
}

interface WireRequest {
  readonly path: string;
  readonly body: Buffer;
}
interface WireAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/** A relay between our adapter, browsers and the vendor that breaks what passes, in one way per route through it. */
export interface Wire {
  /** The base URL to give to the SDK: the vendor's, through the fault of that name. */
  through(fault: string, vendorUrl: string): string;
  close(): Promise<void>;
}

export async function openWire(faults: Readonly<Record<string, WireFault>>): Promise<Wire> {
  const routes = new Map<string, { readonly fault: WireFault; readonly vendorUrl: string }>();
  const server = createServer((request, response) => {
    relay(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  async function relay(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, number = "", ...rest] = (request.url ?? "").split("/");
    const { fault, vendorUrl } = routes.get(number) ?? { fault: {}, vendorUrl: "" };
    const { toRequest = same, toAnswer = same } = fault;
    const headers = Object.fromEntries(
      Object.entries(request.headers).flatMap(([key, value]) =>
        typeof value === "string" && !HOP.has(key) ? [[key, value]] : [],
      ),
    );
    const asked = toRequest({ path: `/${rest.join("/")}`, body: await read(request) });
    const method = request.method ?? "GET";
    const answer = await fetch(`${vendorUrl}${asked.path}`, {
      method,
      headers,
      ...(method !== "GET" && { body: new Uint8Array(asked.body) }),
    });
    const told = toAnswer({ status: answer.status, body: Buffer.from(await answer.arrayBuffer()) });
    const type = answer.headers.get("content-type") ?? "application/json";
    const disposition = answer.headers.get("content-disposition");
    response.writeHead(told.status, {
      "content-type": type,
      ...(disposition && { "content-disposition": disposition }),
    });
    response.end(BODYLESS.has(told.status) ? undefined : told.body);
  }

  return {
    through(fault, vendorUrl) {
      const number = String(routes.size + 1);
      routes.set(number, { fault: faults[fault] ?? {}, vendorUrl });
      return `http://127.0.0.1:${portOf(server)}/${number}`;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const HOP = new Set(["host", "connection", "content-length", "transfer-encoding"]);
const BODYLESS = new Set([204, 304]);

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
