import { describe, expect, it } from "vitest";
import { createTelemetry, type Telemetry } from "@ninefold/observability";
import { memoryTelemetry } from "@ninefold/observability/memory";

describe("createTelemetry", () => {
  it("keeps an adapter's failures from the caller, and counts them", async () => {
    const telemetry = createTelemetry(broken(async () => ({ lost: 2 })));
    telemetry.log("info", "seen");
    telemetry.captureError(new Error("seen"));
    telemetry.measure({ name: "x.y", kind: "count", value: 1, unit: "1" });
    telemetry.track({ name: "x.y", actorId: "a", tenantId: null });
    expect(await telemetry.flush()).toEqual({ lost: 6 });
  });

  it("bears a flush that fails, or throws before it begins", async () => {
    for (const flush of [() => Promise.reject(new Error("down")), fail]) {
      expect(await createTelemetry(broken(flush)).flush()).toEqual({ lost: 0 });
    }
  });

  it("ends a flush at its signal though the adapter never answers", async () => {
    const shutdown = new AbortController();
    const flushed = createTelemetry(broken(() => new Promise(() => {}))).flush({ signal: shutdown.signal });
    shutdown.abort();
    expect(await flushed).toEqual({ lost: 0 });
  });
});

describe("memoryTelemetry", () => {
  it("keeps the newest records, so that a long run does not fill the memory", () => {
    const telemetry = memoryTelemetry({ keep: 2 });
    for (const message of ["one", "two", "three"]) telemetry.log("info", message);
    expect(telemetry.records()).toMatchObject([{ message: "two" }, { message: "three" }]);
  });

  it("refuses to keep less than one record", () => {
    for (const keep of [0, -1, 1.5, Number.NaN]) {
      expect(() => memoryTelemetry({ keep })).toThrow(
        expect.objectContaining({ code: "observability.invalid_option" }),
      );
    }
  });
});

function fail(): never {
  throw new Error("the adapter broke");
}

function broken(flush: Telemetry["flush"]): Telemetry {
  const capabilities = { hasConsole: false, countsOnce: false };
  const trackOnce = async () => fail();
  return { capabilities, log: fail, captureError: fail, measure: fail, track: fail, trackOnce, flush };
}
