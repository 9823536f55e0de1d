import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DeliveryStatus, OPEN, replaceableBy, STATUSES } from "./status.ts";

describe("replaceableBy", () => {
  it("lets an open delivery end in any way", () => {
    for (const end of ["accepted", "skipped", "failed"] as const) expect(replaceableBy(end)).toEqual(OPEN);
  });

  it("never goes back, in whatever order and however often writers come", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STATUSES)), (written) => {
        const seen = written.reduce<DeliveryStatus[]>((all, next) => [...all, apply(all.at(-1) ?? "queued", next)], []);
        const firstEnd = seen.findIndex((status) => !OPEN.includes(status));
        expect(new Set(firstEnd < 0 ? [] : seen.slice(firstEnd)).size).toBeLessThanOrEqual(1);
        expect(seen.lastIndexOf("queued") <= seen.indexOf("sending") || !seen.includes("sending")).toBe(true);
      }),
    );
  });
});

const apply = (now: DeliveryStatus, next: DeliveryStatus) => (replaceableBy(next).includes(now) ? next : now);
