import { Server } from "node:http";
import type { ServerType } from "@hono/node-server";

/**
 * What ends a server well: nobody new gets in, whoever is being answered gets the whole answer, and then every connection
 * goes, also one that never asked or stopped in the middle of its question: Node alone would wait for it.
 */
export function drainable(server: ServerType): () => Promise<void> {
  let answering = 0;
  const quiet = Promise.withResolvers<void>();
  let closing = false;
  const settle = () => {
    if (closing && answering === 0) quiet.resolve();
  };
  server.prependListener("request", (_request: unknown, response: NodeJS.EventEmitter) => {
    answering += 1;
    response.once("close", () => {
      answering -= 1;
      settle();
    });
  });

  return async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    closing = true;
    settle();
    await quiet.promise;
    if (server instanceof Server) server.closeAllConnections();
    await closed;
  };
}
