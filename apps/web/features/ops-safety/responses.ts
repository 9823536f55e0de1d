import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";

/** What Next tells about itself. The first names the API's address inside the network. */
const HIDDEN_HEADERS = ["x-middleware-rewrite", "x-powered-by"];

/** Under a name of the process, since a page and the server's start are bundled apart and would each have their own. */
const NAME = Symbol.for("ninefold.web.responses");

/**
 * Keeps the response of each request within reach of what makes the page, through the channel on which Node announces
 * requests: Next gives a page no other way to set a status such as 503, and leaves headers on that it has no setting for.
 */
export function watchResponses(): void {
  const responses = store();
  subscribe("http.server.request.start", (message) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what Node documents for this channel
    const { request, response } = message as { readonly request: IncomingMessage; readonly response: ServerResponse };
    mendHead(request, response);
    responses.enterWith(response);
  });
}

/**
 * The status of the page that is being made, instead of 200. Does nothing once its head was sent, as when a part of it is
 * streamed, and where no server was started, as in a build.
 */
export function answerWith(status: 403 | 404 | 503): void {
  const response = store().getStore();
  if (response !== undefined && !response.headersSent) response.statusCode = status;
}

/**
 * Next answers its own client under the address of the document, with the document's cache header and at times without
 * `Vary`; a shared cache would hand that to everybody. It keeps the header on refusals too.
 */
export function maySharedCacheKeep({ method, headers }: Asked, status: number): boolean {
  return (method === "GET" || method === "HEAD") && headers["rsc"] === undefined && [200, 304].includes(status);
}

type Asked = Pick<IncomingMessage, "method" | "headers">;

function mendHead(request: IncomingMessage, response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response);
  // Read now: Next takes headers of its own client off the request.
  const asked = { method: request.method, headers: { ...request.headers } };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it has overloads, and one way through
  response.writeHead = ((...head: Parameters<typeof writeHead>) => {
    for (const name of HIDDEN_HEADERS) response.removeHeader(name);
    const isPublic = String(response.getHeader("cache-control")).includes("public");
    if (isPublic && !maySharedCacheKeep(asked, head[0])) response.setHeader("cache-control", "private, no-store");
    return writeHead(...head);
  }) as typeof response.writeHead;
}

function store(): AsyncLocalStorage<ServerResponse> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nobody else uses this symbol
  const shared = globalThis as { [NAME]?: AsyncLocalStorage<ServerResponse> };
  shared[NAME] ??= new AsyncLocalStorage();
  return shared[NAME];
}
