import { createServer, type IncomingMessage } from "node:http";
import type { Metrics } from "./metrics.ts";

/**
 * A worker answers no requests but this one: its own counters, under the same token as the API's. Most calls to vendors
 * are made here. Answers how to close it.
 */
export async function serveMetrics(metrics: Metrics, at: { host: string; port: number }): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    answer(request, metrics).then(
      ({ status, body = "", headers = {} }) => response.writeHead(status, headers).end(body),
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

interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function answer({ method, url, headers }: IncomingMessage, metrics: Metrics): Promise<Answer> {
  if (method !== "GET" || url !== "/metrics") return { status: 404 };
  if (!metrics.admits(headers.authorization)) return { status: 401 };
  const { body, contentType } = await metrics.scrape();
  return { status: 200, body, headers: { "content-type": contentType } };
}
