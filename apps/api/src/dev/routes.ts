import { Hono } from "hono";
import { z } from "zod";
import { jsonOnly } from "../middleware/origin.ts";
import type { RequestVariables } from "../middleware/request.ts";
import { jsonBody } from "../routes/validation.ts";
import { DevelopmentError } from "./errors.ts";
import { type Emulators, MODES, STEPS } from "./emulators.ts";
import { thisMachineOnly } from "./guard.ts";
import { type ConsoleOptions, readState } from "./state.ts";

/**
 * What the development console reads and does. No part of the API's description: it exists on a person's own machine
 * only, and is asked by no program.
 */
export function createConsole(options: ConsoleOptions) {
  const { system, origin, emulators } = options;
  return new Hono<{ Variables: RequestVariables }>()
    .use(thisMachineOnly(origin), jsonOnly)
    .get("/state", async (c) => c.json(await readState(options, c.var.requestId), 200))
    .post("/vendors/:name", jsonBody(NewMode), async (c) => {
      await running(emulators).setMode(c.req.param("name") ?? "", c.req.valid("json").mode);
      return c.json(DONE, 200);
    })
    .post("/clock", jsonBody(NewTime), async (c) => {
      await running(emulators).move(c.req.valid("json"));
      return c.json(DONE, 200);
    })
    .post("/webhooks/:vendor/:id", async (c) => {
      const { vendor, id } = c.req.param();
      await running(emulators).replay(vendor, id);
      return c.json(DONE, 200);
    })
    .post("/flags", jsonBody(NewDecision), async (c) => {
      const { flag, workspaceId, value } = c.req.valid("json");
      const by = { flag, actor: CONSOLE, requestId: c.var.requestId };
      if (workspaceId === null) {
        // Of a share of nobody the value does not matter, as long as the flag may have it.
        const given = value ?? (await fallbackOf(flag));
        await system.safety.setRollout({ ...by, value: given, percent: value === null ? 0 : 100 });
      } else if (value === null) await system.safety.clearOverride({ ...by, workspaceId });
      else await system.safety.setOverride({ ...by, workspaceId, value });
      return c.json(DONE, 200);
    });

  async function fallbackOf(key: string) {
    const flags = await system.safety.listFlags();
    return flags.find((flag) => flag.key === key)?.fallback ?? false;
  }
}

/** Types the web app's client of it. */
export type DevelopmentType = ReturnType<typeof createConsole>;

/** @throws DevelopmentError where no emulators run. */
function running(emulators: Emulators | undefined): Emulators {
  if (emulators !== undefined) return emulators;
  throw new DevelopmentError("development.unavailable", "No emulators run here.");
}

/** Who decided it, for the record: nobody is signed in. */
const CONSOLE = "development-console";
const DONE = { done: true } as const;

const NewMode = z.strictObject({ mode: z.enum(MODES) });
const NewTime = z.union([z.strictObject({ advance: z.enum(STEPS) }), z.strictObject({ follow: z.literal(true) })]);
const NewDecision = z.strictObject({
  flag: z.string().max(100),
  /** Null: every workspace. */
  workspaceId: z.uuid().nullable(),
  /** Null: what the code says, or what the others get. */
  value: z.union([z.boolean(), z.number(), z.string().max(200)]).nullable(),
});
