import type { Metric } from "./port.ts";

/** One number that is true at the moment of a scrape. */
export interface Level {
  readonly value: number;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Adds metrics up in this process, and shows them to whoever scrapes. */
export interface Meter {
  /** Adds up what `Telemetry.measure` is told. */
  measure(metric: Metric): void;
  /**
   * Asks at each scrape. What rejects is left out of that scrape, and `ninefold_scrape_failures_total` counts it.
   * @param name `system.thing_measured`, as metrics are named.
   */
  level(name: string, help: string, read: () => Promise<readonly Level[]>): void;
  /** Everything, as Prometheus reads it. */
  scrape(): Promise<{ readonly body: string; readonly contentType: string }>;
}
