import { createServer } from "node:net";
import { expect, it } from "vitest";
import { serveMetrics } from "./worker-metrics.ts";

it("shows a worker's metrics to whoever has the token, and nothing else to anybody", async () => {
  const metrics = {
    admits: (authorization: string | undefined) => authorization === "Bearer right",
    scrape: async () => ({ body: "x 1\n", contentType: "text/plain" }),
  };
  const port = await freePort();
  const close = await serveMetrics(metrics, { host: "127.0.0.1", port });
  const ask = async (path: string, authorization: string, method = "GET") => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { authorization } });
    return [response.status, await response.text()];
  };
  expect(await ask("/metrics", "Bearer right")).toEqual([200, "x 1\n"]);
  expect(await ask("/metrics", "Bearer wrong")).toEqual([401, ""]);
  expect(await ask("/", "Bearer right")).toEqual([404, ""]);
  expect(await ask("/metrics", "Bearer right", "POST")).toEqual([404, ""]);
  await close();
  await expect(ask("/metrics", "Bearer right")).rejects.toThrow();
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
