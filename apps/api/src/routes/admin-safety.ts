import { Hono } from "hono";
import type { System } from "../compose.ts";
import { by, operator, signedIn, type SessionVariables } from "../middleware/session.ts";
import {
  FlagList,
  NewOverride,
  NewRollout,
  NewSwitch,
  OverrideName,
  ProcessList,
  RunbookList,
  SwitchList,
  SwitchName,
  SwitchShape,
} from "./admin-shapes.ts";
import { operation } from "./operation.ts";
import { Done, DONE } from "./shapes.ts";
import { jsonBody } from "./validation.ts";

/** What operators see of dependencies and flags, and decide about them. */
export function adminSafetyRoutes({ identity, safety, runbooks }: Pick<System, "identity" | "safety" | "runbooks">) {
  const person = signedIn(identity);
  const runsIt = operator(identity);
  return new Hono<{ Variables: SessionVariables }>()
    .get("/admin/switches", operation(listSwitches), person, runsIt, async (c) => {
      const known = (await runbooks()).flatMap(({ dependencies }) => dependencies);
      const dependencies = [...new Set(known)].toSorted();
      return c.json(
        { switches: await safety.listSwitches(), dependencies, canDecide: safety.capabilities.switches },
        200,
      );
    })
    .post("/admin/switches", operation(activateSwitch), person, runsIt, jsonBody(NewSwitch), async (c) => {
      const { dependency, reason, expiresAt } = c.req.valid("json");
      const request = { dependency, reason, expiresAt: new Date(expiresAt) };
      return c.json(await safety.activateSwitch({ ...request, ...by(c.var) }), 201);
    })
    .post("/admin/switches/clear", operation(clearSwitch), person, runsIt, jsonBody(SwitchName), async (c) => {
      await safety.clearSwitch({ ...c.req.valid("json"), ...by(c.var) });
      return c.json(DONE, 200);
    })
    .get("/admin/dependencies", operation(listDependencies), person, runsIt, async (c) =>
      c.json({ processes: await safety.listProcesses() }, 200),
    )
    .get("/admin/flags", operation(listFlags), person, runsIt, async (c) => {
      const flags = await safety.listFlags();
      return c.json(
        {
          flags: flags.map(({ rollout = null, ...flag }) => ({ ...flag, rollout })),
          canDecide: safety.capabilities.switches,
        },
        200,
      );
    })
    .post("/admin/flags/rollout", operation(setRollout), person, runsIt, jsonBody(NewRollout), async (c) => {
      await safety.setRollout({ ...c.req.valid("json"), ...by(c.var) });
      return c.json(DONE, 200);
    })
    .post("/admin/flags/override", operation(setOverride), person, runsIt, jsonBody(NewOverride), async (c) => {
      await safety.setOverride({ ...c.req.valid("json"), ...by(c.var) });
      return c.json(DONE, 200);
    })
    .post(
      "/admin/flags/override/clear",
      operation(clearOverride),
      person,
      runsIt,
      jsonBody(OverrideName),
      async (c) => {
        await safety.clearOverride({ ...c.req.valid("json"), ...by(c.var) });
        return c.json(DONE, 200);
      },
    )
    .get("/admin/runbooks", operation(listRunbooks), person, runsIt, async (c) =>
      c.json({ runbooks: [...(await runbooks())] }, 200),
    );
}

const shared = { tag: "ops-safety", cache: "no-store", limit: "api" } as const;
const read = { ...shared, refuses: ["503 ops_safety.unavailable"] } as const;
const decided = ["503 ops_safety.disabled", "503 ops_safety.unavailable"] as const;
const aboutFlags = ["404 ops_safety.unknown_flag", "422 ops_safety.invalid_flag", ...decided] as const;

const listSwitches = {
  ...read,
  id: "listSwitches",
  access: "operator",
  summary: "What is switched off, and what can be",
  answers: { 200: SwitchList },
} as const;

const activateSwitch = {
  ...shared,
  id: "activateSwitch",
  access: "operator",
  summary: "Switch a dependency off until a time",
  answers: { 201: SwitchShape },
  refuses: ["422 ops_safety.invalid_switch", ...decided],
} as const;

const clearSwitch = {
  ...activateSwitch,
  id: "clearSwitch",
  access: "operator",
  summary: "Switch a dependency on again",
  answers: { 200: Done },
} as const;

const listDependencies = {
  ...read,
  id: "listDependencies",
  access: "operator",
  summary: "How each process sees the dependencies that it calls",
  answers: { 200: ProcessList },
} as const;

const listFlags = {
  ...read,
  id: "listFlags",
  access: "operator",
  summary: "Every flag, and what was decided about it",
  answers: { 200: FlagList },
} as const;

const setRollout = {
  ...shared,
  id: "setRollout",
  access: "operator",
  summary: "Give a share of all workspaces a value",
  answers: { 200: Done },
  refuses: aboutFlags,
} as const;

const setOverride = {
  ...setRollout,
  id: "setOverride",
  access: "operator",
  summary: "Give one workspace a value",
} as const;

const clearOverride = {
  ...setRollout,
  id: "clearOverride",
  access: "operator",
  summary: "Have one workspace follow the rollout again",
} as const;

const listRunbooks = {
  ...shared,
  id: "listRunbooks",
  access: "operator",
  summary: "What to do when something is wrong",
  answers: { 200: RunbookList },
} as const;
