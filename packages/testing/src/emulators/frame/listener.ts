import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { EmulatorError } from "../errors.ts";

/** A port of this machine that can be closed and opened again, as a vendor that goes down and comes back. */
export interface Listener {
  readonly url: string;
  readonly listening: boolean;
  /** Repeated, it resolves. @throws EmulatorError `emulator.port_taken` when somebody else took the port meanwhile. */
  start(): Promise<void>;
  /** Refuses every connection from now on and cuts the ones that are open. Repeated, it resolves. */
  stop(): Promise<void>;
}

type Fetch = Parameters<typeof getRequestListener>[0];

interface ListenerOptions {
  /** 0 for any free one; it stays the same over `stop` and `start`. */
  readonly port: number;
  /** Paths that pages of other sites may post to. */
  readonly crossOrigin?: readonly string[] | undefined;
}

/** Opens a port on the loopback address, and never on another one. */
export async function openListener(fetch: Fetch, { port, crossOrigin = [] }: ListenerOptions): Promise<Listener> {
  const listen = (wanted: number) => listenOn(guarded(fetch, crossOrigin), wanted);
  let server: Server | undefined = await listen(port);
  const own = portOf(server);
  return {
    url: `http://127.0.0.1:${own}`,
    get listening() {
      return server !== undefined;
    },
    async start() {
      server ??= await listen(own);
    },
    async stop() {
      const closing = server;
      server = undefined;
      if (closing === undefined) return;
      const closed = new Promise<void>((resolve) => closing.close(() => resolve()));
      closing.closeAllConnections();
      await closed;
    },
  };
}

function listenOn(fetch: Fetch, port: number): Promise<Server> {
  const answer = getRequestListener(fetch, { overrideGlobalObjects: false });
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  return new Promise((resolve, reject) => {
    server.once("error", (cause) =>
      reject(new EmulatorError("emulator.port_taken", `port ${port} of this machine can not be used`, { cause })),
    );
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

const OWN_NAMES = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * The inbox holds links that sign people in. A page of some other site, open in the same browser, can point a name of
 * its own at this machine (DNS rebinding) or post to it: neither gets in.
 */
function guarded(fetch: Fetch, crossOrigin: readonly string[]): Fetch {
  return (request, env) => {
    const { hostname, origin, pathname } = new URL(request.url);
    const caller = request.headers.get("origin");
    const isShared = request.method === "GET" || crossOrigin.includes(pathname);
    const isOurs = OWN_NAMES.has(hostname) && (caller === null || caller === origin || isShared);
    if (isOurs) return fetch(request, env);
    return new Response("This is a local emulator: it answers to localhost alone.\n", { status: 403 });
  };
}
