import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { watchClocks } from "./clock.ts";
import { clockCheck } from "./surroundings.ts";

describe("the clock", () => {
  it("of whoever answers a request is read from the answer", async () => {
    const server = createServer((_request, response) => {
      response.setHeader("date", new Date(Date.now() - 120_000).toUTCString()).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
    const { port } = server.address() as AddressInfo;
    const clocks = watchClocks();
    await (await fetch(`http://127.0.0.1:${port}/`)).arrayBuffer();
    const reading = clocks.stop().find(({ whose }) => whose === `127.0.0.1:${port}`);
    server.close();
    expect(reading?.aheadMs).toBeLessThan(-118_000);
    expect(reading?.aheadMs).toBeGreaterThan(-122_000);
  });

  it.each([
    [0, "ok"],
    [-4_900, "ok"],
    [6_000, "warning"],
    [-61_000, "wrong"],
  ])("that is %i ms off is %s", (aheadMs, status) => {
    const others = [{ whose: "the database", aheadMs: 100 }];
    expect(clockCheck([...others, { whose: "vendor", aheadMs }]).status).toBe(status);
  });

  it("that is far off is named, with which way", () => {
    expect(clockCheck([{ whose: "the database", aheadMs: 90_000 }])).toMatchObject({
      detail: "the database is 90.0 s ahead of this machine",
    });
  });

  it("that nobody told is not called right", () => {
    expect(clockCheck([]).status).toBe("skipped");
  });
});
