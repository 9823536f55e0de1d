import type { System } from "../compose.ts";
import { type Env, isShared } from "../env.ts";

/**
 * The routes of the development console, on a person's own machine alone. Anywhere else there are none, and the file
 * that has them is not even loaded; `NODE_ENV` has no say in it.
 */
export async function developmentRoutes(env: Env, system: System) {
  if (isShared(env.NINEFOLD_STAGE)) return undefined;
  const [{ createConsole }, { emulatorsAt }] = await Promise.all([import("./routes.ts"), import("./emulators.ts")]);
  const { EMULATOR_CONTROL_URL: controlUrl } = env;
  return createConsole({
    system,
    origin: env.APP_URL,
    stage: env.NINEFOLD_STAGE,
    emulators: controlUrl === undefined ? undefined : emulatorsAt(controlUrl, settingsOf(env)),
  });
}

export type DevelopmentRoutes = NonNullable<Awaited<ReturnType<typeof developmentRoutes>>>;

/** What the product was told, to see which emulators it uses. */
const settingsOf = (env: Env) =>
  Object.entries(env).flatMap(([name, value]) =>
    typeof value === "string" && name !== "EMULATOR_CONTROL_URL" ? [value] : [],
  );
