import { expect, it } from "vitest";
import { onFatal, reportFatal } from "./fatal.ts";

it("tells whoever watches of what ends the process, and waits no longer than it may", async () => {
  await reportFatal(new Error("nobody listens yet"), 10);
  const told: unknown[] = [];
  onFatal(async (failure) => void told.push(failure));
  await reportFatal("one", 1_000);
  expect(told).toEqual(["one"]);
  onFatal(() => new Promise(() => undefined));
  await reportFatal("hangs", 10);
  onFatal(() => Promise.reject(new Error("down")));
  await reportFatal("fails", 1_000);
});
