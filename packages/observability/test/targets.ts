import type { Target } from "@ninefold/testing/conformance-kit";
import { createTelemetry } from "@ninefold/observability";
import { logTelemetry } from "@ninefold/observability/log";
import { memoryTelemetry } from "@ninefold/observability/memory";
import type { TelemetrySubject, Written } from "./conformance.ts";

export const targets = {
  log: { make: makeLog, capabilities: {} },
  memory: { make: makeMemory, capabilities: {} },
} satisfies Record<string, Target<TelemetrySubject>>;

function makeLog(): TelemetrySubject {
  const lines: string[] = [];
  const bare = logTelemetry({ write: (line) => void lines.push(line), level: "debug" });
  const written = () => lines.map((line): Written => JSON.parse(line));
  return { telemetry: createTelemetry(bare), bare, written };
}

function makeMemory(): TelemetrySubject {
  const bare = memoryTelemetry();
  return { telemetry: createTelemetry(bare), bare, written: () => bare.records() };
}
