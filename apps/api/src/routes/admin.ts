import { Hono } from "hono";
import type { System } from "../compose.ts";
import { operator, signedIn, type SessionVariables } from "../middleware/session.ts";
import { operation } from "./operation.ts";
import { SystemStatus } from "./ops-safety-shapes.ts";

/** For operators of the platform. Others find nothing here. */
export function adminRoutes(system: System) {
  const { identity } = system;
  return new Hono<{ Variables: SessionVariables }>().get(
    "/admin/system",
    operation(readSystem),
    signedIn(identity),
    operator(identity),
    async (c) => c.json({ health: await system.health(), systems: listSystems(system) }, 200),
  );
}

const readSystem = {
  id: "readSystem",
  access: "operator",
  tag: "ops-safety",
  summary: "How the deployment is, which adapter each system runs on, and what that one can do",
  cache: "no-store",
  limit: "api",
  answers: { 200: SystemStatus },
} as const;

function listSystems(system: System) {
  const capabilities: Readonly<Record<string, object>> = {
    identity: system.identity.capabilities,
    billing: system.billing.capabilities,
    notifications: system.notifications.capabilities,
    workflows: system.workflows.capabilities,
    observability: system.telemetry.capabilities,
    media: system.media.capabilities,
    "ops-safety": system.safety.capabilities,
  };
  return system.adapters.map((one) => ({ ...one, capabilities: capabilities[one.system] ?? {} }));
}
