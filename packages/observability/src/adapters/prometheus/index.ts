import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Meter } from "../../meter.ts";
import type { Metric } from "../../port.ts";

/** From a health check's 5 ms to a report's 10 s, with the targets of the latency classes among them. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];
const BYTES = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8];
/** A name that somebody chose must not fill the memory: from here on, the rest is one series. */
const MOST_SERIES = 500;
const OTHER = "_other";

/** Counters and histograms in this process, for Prometheus or whatever reads its format. */
export function prometheusMeter(options: { readonly ofProcess?: boolean } = {}): Meter {
  const registry = new Registry();
  if (options.ofProcess ?? true) collectDefaultMetrics({ register: registry });
  const failures = new Counter({
    name: "ninefold_scrape_failures_total",
    help: "Levels that could not be read at a scrape.",
    labelNames: ["level"],
    registers: [registry],
  });
  const series = new Map<string, Series>();

  function seriesOf({ name, kind, unit, attributes = {} }: Metric): Series {
    const full = fullName({ name, kind, unit });
    const known = series.get(full);
    if (known !== undefined) return known;
    const labelNames = Object.keys(attributes);
    const shared = { name: full, help: `${name}, in ${unitOf(unit) || "number"}.`, labelNames, registers: [registry] };
    const made: Series = {
      labelNames,
      seen: new Set(),
      add:
        kind === "count"
          ? counting(new Counter(shared))
          : observing(new Histogram({ ...shared, buckets: unit === "bytes" ? BYTES : SECONDS })),
    };
    series.set(full, made);
    return made;
  }

  return {
    measure(metric) {
      const { add, labelNames, seen } = seriesOf(metric);
      const given = metric.attributes ?? {};
      const values = labelNames.map((name) => String(given[name] ?? ""));
      const key = values.join("\u0000");
      const isFull = !seen.has(key) && seen.size >= MOST_SERIES;
      if (!isFull) seen.add(key);
      add(
        Object.fromEntries(labelNames.map((name, index) => [name, isFull ? OTHER : (values[index] ?? "")])),
        metric.unit === "ms" ? metric.value / 1_000 : metric.value,
      );
    },

    level(name, help, read) {
      const gauge: Gauge = new Gauge({
        name: `ninefold_${name.replaceAll(/[^a-z0-9]+/g, "_")}`,
        help,
        labelNames: ["kind", "pool", "queue", "state", "task"],
        registers: [registry],
        async collect() {
          gauge.reset();
          try {
            for (const { value, attributes = {} } of await read()) gauge.set({ ...attributes }, value);
          } catch {
            failures.inc({ level: name });
          }
        },
      });
    },

    scrape: async () => ({ body: await registry.metrics(), contentType: registry.contentType }),
  };
}

interface Series {
  readonly labelNames: readonly string[];
  /** Combinations of values so far. */
  readonly seen: Set<string>;
  readonly add: (labels: Record<string, string>, value: number) => void;
}

const counting =
  (counter: Counter): Series["add"] =>
  (labels, value) =>
    counter.inc(labels, Math.max(0, value));
const observing =
  (histogram: Histogram): Series["add"] =>
  (labels, value) =>
    histogram.observe(labels, value);

/** `http.request_duration`, ms → `ninefold_http_request_duration_seconds` (prometheus.io, "Metric and label naming"). */
function fullName({ name, kind, unit }: Pick<Metric, "name" | "kind" | "unit">): string {
  const parts = ["ninefold", ...name.split(/[^a-z0-9]+/), unitOf(unit), kind === "count" ? "total" : ""];
  return parts.filter((part) => part !== "").join("_");
}

const unitOf = (unit: Metric["unit"]): string => ({ "1": "", ms: "seconds", bytes: "bytes" })[unit];
