import { connect, createServer } from "node:net";
import { parentPort, workerData } from "node:worker_threads";

/** A wire that is `delayMs` long each way, in a thread of its own so that it takes no time from what is measured. */
const { port, delayMs } = workerData as { readonly port: number; readonly delayMs: number };

const server = createServer((client) => {
  const upstream = connect(port, "127.0.0.1");
  for (const socket of [client, upstream]) socket.setNoDelay(true);
  client.on("data", (chunk) => setTimeout(() => upstream.write(chunk), delayMs));
  upstream.on("data", (chunk) => setTimeout(() => client.write(chunk), delayMs));
  for (const [one, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    one.on("close", () => other.destroy());
    one.on("error", () => other.destroy());
  }
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin; that is for windows
  parentPort?.postMessage(typeof address === "object" && address !== null ? address.port : 0);
});
