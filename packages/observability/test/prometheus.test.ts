import { describe, expect, it } from "vitest";
import { createTelemetry } from "@ninefold/observability";
import { memoryTelemetry } from "@ninefold/observability/memory";
import { prometheusMeter } from "@ninefold/observability/prometheus";

describe("prometheusMeter", () => {
  it("adds counts up and sorts durations into seconds, by their attributes", async () => {
    const { telemetry, scrape } = setUp();
    const attributes = { route: "/api/v1/me", status: 200 };
    for (const value of [4, 180]) {
      telemetry.measure({ name: "http.request_duration", kind: "distribution", value, unit: "ms", attributes });
    }
    telemetry.measure({
      name: "tenancy.system_use",
      kind: "count",
      value: 2,
      unit: "1",
      attributes: { reason: "relay" },
    });
    const text = await scrape();
    expect(text).toContain('ninefold_tenancy_system_use_total{reason="relay"} 2');
    expect(text).toContain(
      'ninefold_http_request_duration_seconds_bucket{le="0.005",route="/api/v1/me",status="200"} 1',
    );
    expect(text).toContain('ninefold_http_request_duration_seconds_bucket{le="0.2",route="/api/v1/me",status="200"} 2');
    expect(text).toContain('ninefold_http_request_duration_seconds_sum{route="/api/v1/me",status="200"} 0.184');
  });

  it("O-26: keeps the number of series bounded, whatever values come", async () => {
    const { telemetry, scrape } = setUp();
    for (let index = 0; index < 2_000; index++) {
      telemetry.measure({ name: "x.y", kind: "count", value: 1, unit: "1", attributes: { path: `/${index}` } });
    }
    const lines = (await scrape()).split("\n").filter((line) => line.startsWith("ninefold_x_y_total{"));
    expect(lines).toHaveLength(501);
    expect(lines).toContain('ninefold_x_y_total{path="_other"} 1500');
  });

  it("takes a metric that lacks an attribute, or has one more, into the series that it knows", async () => {
    const { telemetry, scrape } = setUp();
    for (const attributes of [{ a: "1" }, {}, { a: "1", b: "2" }]) {
      telemetry.measure({ name: "x.y", kind: "count", value: 1, unit: "1", attributes });
    }
    const text = await scrape();
    expect(text).toContain('ninefold_x_y_total{a="1"} 2');
    expect(text).toContain('ninefold_x_y_total{a=""} 1');
    expect((await telemetry.flush()).lost).toBe(0);
  });

  it("asks for levels at each scrape, and goes without one that can not be read, which the next one tells", async () => {
    const { meter, scrape } = setUp();
    let waiting = 3;
    meter.level("workflows.outbox_rows", "Rows", async () => [{ value: waiting, attributes: { kind: "event" } }]);
    meter.level("database.broken", "Broken", () => Promise.reject(new Error("down")));
    expect(await scrape()).toContain('ninefold_workflows_outbox_rows{kind="event"} 3');
    waiting = 0;
    const text = await scrape();
    expect(text).toContain('ninefold_workflows_outbox_rows{kind="event"} 0');
    expect(text).toContain('ninefold_scrape_failures_total{level="database.broken"} 1');
    expect(text).not.toMatch(/^ninefold_database_broken[ {]/m);
  });
});

function setUp() {
  const meter = prometheusMeter({ ofProcess: false });
  const telemetry = createTelemetry(memoryTelemetry(), { meter });
  return { meter, telemetry, scrape: async () => (await meter.scrape()).body };
}
