import type { System } from "../../apps/api/src/compose.ts";
import type { Env } from "../../apps/api/src/env.ts";

export type Ports = System["ports"];
export interface Opened {
  readonly ports: Ports;
  readonly close: () => Promise<void>;
}

/**
 * The very adapters that the apps run on, put together by the same file. Nothing is begun, no line is logged, and nobody
 * connects before something is asked. Loaded late: most commands that go wrong need none of it.
 */
export async function openPorts(env: Env): Promise<Opened> {
  const { compose } = await import("../../apps/api/src/compose.ts");
  const system = await compose(env, { looksOnly: true, writeLine: () => undefined });
  return {
    ports: system.ports,
    close: async () => {
      // Opened by what the queue was asked for.
      await system.ports.workflows.stop({ graceMs: 0 });
      await system.close();
    },
  };
}

/** Marketing is put together by the web app's build, and testing by whoever runs a journey. */
export async function capabilitiesOf(system: string, adapter: string, ports: Ports | undefined): Promise<Capabilities> {
  if (system === "marketing") return { hasContent: adapter !== "none" };
  if (system === "testing") return {};
  const port = Object.entries(ports ?? {}).find(([name]) => name === system)?.[1];
  return port === undefined ? null : { ...port.capabilities };
}
type Capabilities = Readonly<Record<string, unknown>> | null;
