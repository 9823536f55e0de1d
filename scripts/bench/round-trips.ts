import { connect, createServer, type AddressInfo } from "node:net";

export interface CountedWire {
  readonly port: number;
  /** How often the server was waited for since this was last asked. */
  take(): number;
  stop(): void;
}

/** Passes on what goes to a Postgres, and counts how often it says that it is ready for the next thing. */
export async function countedWire(port: number): Promise<CountedWire> {
  let count = 0;
  const server = createServer((client) => {
    const upstream = connect(port, "127.0.0.1");
    const readies = countReadies(() => (count += 1));
    client.pipe(upstream);
    upstream.on("data", (chunk: Buffer) => {
      readies(chunk);
      client.write(chunk);
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on("close", () => other.destroy());
      one.on("error", () => other.destroy());
    }
  });
  await new Promise<void>((listening) => void server.listen(0, "127.0.0.1", listening));
  return {
    port: (server.address() as AddressInfo).port,
    take() {
      const taken = count;
      count = 0;
      return taken;
    },
    stop: () => void server.close(),
  };
}

const READY_FOR_QUERY = "Z".codePointAt(0);

/** A message of Postgres' protocol is a letter, its length in four bytes (with them), and its text. */
function countReadies(onReady: () => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 5) {
      const end = 1 + rest.readInt32BE(1);
      if (rest.length < end) return;
      if (rest[0] === READY_FOR_QUERY) onReady();
      rest = rest.subarray(end);
    }
  };
}
