import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { gunzipSync } from "node:zlib";

/** What a fault on the wire does to a call and to its answer. */
export interface WireFault {
  readonly toRequest?: (request: WireMessage) => WireMessage;
  readonly toAnswer?: (answer: WireMessage & { readonly status: number }) => WireMessage & { readonly status: number };
}

export interface WireMessage {
  readonly headers: Readonly<Record<string, string>>;
  /** Unpacked, where it came as gzip. */
  readonly body: string;
}

/** A relay between our adapter and its vendor that breaks what passes, in one way per route through it. */
export interface Wire {
  /** The base URL to give to the SDK: the vendor's, through the fault of that name. */
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
  const { toRequest = same, toAnswer = same } = faults[decodeURIComponent(name)] ?? {};
  const headers = Object.fromEntries(
    Object.entries(request.headers).flatMap(([key, value]) =>
      typeof value === "string" && !HOP.has(key) ? [[key, value]] : [],
    ),
  );
  const asked = toRequest({ headers, body: await read(request) });
  const answer = await fetch(`${decodeURIComponent(vendor)}/${path.join("/")}`, {
    method: request.method ?? "POST",
    headers: asked.headers,
    // A GET has none, and would not be sent with an empty one.
    body: asked.body === "" ? null : asked.body,
  });
  const told = toAnswer({ status: answer.status, headers: {}, body: await answer.text() });
  response.writeHead(told.status, { "content-type": "application/json", ...told.headers }).end(told.body);
}

const HOP = new Set(["host", "connection", "content-length", "content-encoding", "transfer-encoding"]);

const same = <Anything>(anything: Anything) => anything;

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks);
  return (request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body).toString("utf8");
}
