import { type Context, Hono } from "hono";
import { z } from "zod";
import { EmulatorError } from "./errors.ts";
import { FaultRule } from "./frame/faults.ts";
import type { Emulator } from "./frame/run.ts";

const Clock = z.union([
  z.strictObject({ set: z.iso.datetime() }),
  z.strictObject({ advanceMs: z.number().min(0) }),
  z.strictObject({ follow: z.literal(true) }),
]);

const Newest = z.coerce.number().int().min(1).max(1_000).optional();

/**
 * What a test does from outside to vendors in another process, as JSON. `:name` is an emulator's:
 *
 *     GET    /health                        everything listens
 *     GET    /emulators                     name, url, listening, isTimed, requests, unknownRequests of each
 *     GET    /emulators/:name/state         every record that it holds, or of each kind the ?newest=20
 *     GET    /emulators/:name/requests      ?unknown=true for those that it could not answer
 *     POST   /emulators/:name/replay/:id    tells a webhook again, by the id of its delivery
 *     POST   /emulators/:name/reset         begins anew
 *     POST   /emulators/:name/stop          connections are refused …
 *     POST   /emulators/:name/start         … and taken again, on the same port
 *     GET    /emulators/:name/clock         and POST { set } | { advanceMs } | { follow: true }
 *     GET    /emulators/:name/faults        and POST a rule, answered with { id }
 *     DELETE /emulators/:name/faults        all of them; /faults/:id one
 */
export function createControl(emulators: Readonly<Record<string, Emulator>>): Hono {
  function named(c: Context): Emulator {
    const name = c.req.param("name") ?? "";
    const emulator = Object.hasOwn(emulators, name) ? emulators[name] : undefined;
    if (emulator === undefined) throw new EmulatorError("emulator.unknown", `no emulator is called "${name}"`);
    return emulator;
  }

  const control = new Hono()
    .get("/health", (c) => c.json({ status: "ok" }))
    .get("/emulators", (c) => c.json({ emulators: Object.values(emulators).map(describe) }))
    .get("/emulators/:name/state", (c) => {
      const state = named(c).state();
      const newest = Newest.parse(c.req.query("newest"));
      if (newest === undefined) return c.json(state);
      return c.json(Object.fromEntries(Object.entries(state).map(([kind, all]) => [kind, all.slice(-newest)])));
    })
    .get("/emulators/:name/requests", (c) => {
      const emulator = named(c);
      const unknown = c.req.query("unknown") === "true";
      return c.json({ requests: unknown ? emulator.unknownRequests() : emulator.requests() });
    })
    .post("/emulators/:name/replay/:id", (c) => {
      if (named(c).tellAgain(c.req.param("id"))) return c.body(null, 204);
      throw new EmulatorError("emulator.unknown", "no webhook of this emulator was delivered under this id");
    })
    .post("/emulators/:name/reset", async (c) => done(c, named(c).reset()))
    .post("/emulators/:name/stop", async (c) => done(c, named(c).stop()))
    .post("/emulators/:name/start", async (c) => done(c, named(c).start()))
    .get("/emulators/:name/clock", (c) => c.json(named(c).clock.describe()))
    .post("/emulators/:name/clock", async (c) => {
      const { clock } = named(c);
      const wish = Clock.parse(await c.req.json());
      if ("set" in wish) await clock.set(new Date(wish.set));
      else if ("advanceMs" in wish) await clock.advance(wish.advanceMs);
      else await clock.follow();
      return c.json(clock.describe());
    })
    .get("/emulators/:name/faults", (c) => c.json({ faults: named(c).faults.list() }))
    .post("/emulators/:name/faults", async (c) => {
      const id = named(c).faults.add(FaultRule.parse(await c.req.json()));
      return c.json({ id }, 201);
    })
    .delete("/emulators/:name/faults", async (c) => done(c, named(c).faults.clear()))
    .delete("/emulators/:name/faults/:id", async (c) => done(c, named(c).faults.remove(c.req.param("id"))));

  control.onError((error, c) => {
    if (error instanceof EmulatorError) {
      const status = { not_found: 404, invalid: 422, conflict: 409 } as const;
      return c.json({ code: error.code, message: error.message }, status[error.kind]);
    }
    if (error instanceof z.ZodError || error instanceof SyntaxError) {
      const message = error instanceof z.ZodError ? z.prettifyError(error) : "The body is not JSON.";
      return c.json({ code: "emulator.invalid", message }, 422);
    }
    throw error;
  });
  return control;
}

function describe(emulator: Emulator) {
  const { name, url, listening, isTimed } = emulator;
  const counts = { requests: emulator.requests().length, unknownRequests: emulator.unknownRequests().length };
  return { name, url, listening, isTimed, ...counts };
}

async function done(c: Context, work: Promise<void> | void): Promise<Response> {
  await work;
  return c.body(null, 204);
}
