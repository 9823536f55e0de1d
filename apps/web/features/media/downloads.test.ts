import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { isReachable } from "./downloads.ts";

test("an address that answers is reachable, whatever it answers; one that nobody listens at is not", async () => {
  const server = createServer((_, response) => response.writeHead(500).end());
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`;
  expect(await isReachable(url)).toBe(true);
  await new Promise((resolve) => void server.close(resolve));
  expect(await isReachable(url)).toBe(false);
});
