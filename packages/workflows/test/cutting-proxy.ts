import { connect, createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

export interface CuttingProxy {
  /** The same database, by way of the proxy. */
  readonly url: string;
  /** Lets the next message that contains `words` through, and cuts the connection instead of bringing its answer back. */
  cutAnswerTo(words: string): void;
  /** How often it has cut. */
  cuts(): number;
  close(): Promise<void>;
}

/** A network between an engine and its database that loses an answer at the worst moment. */
export async function cuttingProxy(databaseUrl: string): Promise<CuttingProxy> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  let words: string | undefined;
  let cuts = 0;

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let doomed = false;
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from);
      from.on("error", () => to.destroy());
      from.on("close", () => to.destroy());
    }
    client.on("data", (bytes) => {
      if (words !== undefined && bytes.includes(words)) {
        doomed = true;
        words = undefined;
      }
      upstream.write(bytes);
    });
    upstream.on("data", (bytes) => {
      if (doomed) {
        cuts += 1;
        client.destroy();
      } else client.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);

  return {
    url: url.href,
    cutAnswerTo: (given) => void (words = given),
    cuts: () => cuts,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
