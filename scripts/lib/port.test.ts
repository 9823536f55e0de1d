import { createServer, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { portFault, portFrom, portRefusal } from "./port.mjs";

let server: Server | undefined;
afterEach(() => server?.close());

function listen(host: string): Promise<number> {
  const listening = createServer();
  server = listening;
  return new Promise((resolve) => {
    listening.listen(0, host, () => {
      const address = listening.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}

describe("a port", () => {
  it.each(["127.0.0.1", "0.0.0.0"])(
    "that somebody listens on at %s is taken, and the line names it and a way out",
    async (host) => {
      const port = await listen(host);
      expect(await portFault(port)).toBe("taken");
      expect(await portRefusal(port)).toMatch(new RegExp(`^Port ${port} is taken.*PORT=`));
    },
  );

  it("that nobody listens on is free", async () => {
    const port = await listen("127.0.0.1");
    await new Promise((resolve) => server?.close(resolve));
    expect(await portFault(port)).toBeUndefined();
  });

  it("is 3000 unless PORT names one", () => {
    expect([undefined, "", "8080"].map(portFrom)).toEqual([3000, 3000, 8080]);
    expect(["web", "0", "65536", "80.5"].map(portFrom)).toEqual([undefined, undefined, undefined, undefined]);
  });
});
