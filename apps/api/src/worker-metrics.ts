import { createServer } from "node:http";
import type { Metrics } from "./metrics.ts";

/**
 * A worker answers no requests but this one: its own counters, under the same token as the API's. Most calls to vendors
 * are made here. Answers how to close it.
 */
export async function serveMetrics(metrics: Metrics, at: { host: string; port: number }): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    const asked = request.method === "GET" && request.url === "/metrics";
    if (!asked) return void response.writeHead(404).end();
    if (!metrics.admits(request.headers.authorization)) return void response.writeHead(401).end();
    metrics.scrape().then(
      ({ body, contentType }) => response.writeHead(200, { "content-type": contentType }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(at.port, at.host, resolve);
  });
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
}
