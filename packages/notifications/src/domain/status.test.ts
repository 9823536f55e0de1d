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
        const ours = seen.filter((status) => !OPEN.includes(status) && !REPORTED.includes(status));
        expect(new Set(ours).size).toBeLessThanOrEqual(1);
        const places = seen.map((status) => PLACES.findIndex((place) => place.includes(status)));
        expect(places).toEqual(places.toSorted((one, other) => one - other));
      }),
    );
  });

  it("N-23: comes to the same, in whatever order the vendor's reports come", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...REPORTED)), fc.infiniteStream(fc.nat()), (reports, chance) => {
        const shuffled = reports.toSorted(() => ((chance.next().value ?? 0) % 2) - 0.5);
        expect(end(shuffled)).toBe(end(reports));
      }),
    );
  });
});

const REPORTED: readonly DeliveryStatus[] = ["delayed", "delivered", "bounced", "complained"];
const PLACES = [["queued"], ["sending"], ["accepted", "skipped", "failed"], ...REPORTED.map((one) => [one])];

const end = (all: readonly DeliveryStatus[]) => all.reduce<DeliveryStatus>(apply, "sending");
const apply = (now: DeliveryStatus, next: DeliveryStatus) => (replaceableBy(next).includes(now) ? next : now);
