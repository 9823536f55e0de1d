import { createHmac } from "node:crypto";
import { compose, type System } from "./compose.ts";
import { type Env, isShared, readEnv } from "./env.ts";
import { describe } from "./program.ts";

const EMAIL = "demo@ninefold.localhost";
const PROJECTS = ["Read the tour", "Invite a colleague", "Make it yours"];

try {
  await seed(readEnv());
} catch (error) {
  process.stderr.write(`seed: ${describe(error)}\n`);
  process.exitCode = 1;
}

/**
 * A person and a workspace to look around with, on a person's own machine. Safe to repeat: prints the same sign-in.
 * The password is derived from this clone's secret, so that no two machines share one and none is stored.
 */
async function seed(env: Env): Promise<void> {
  if (isShared(env.NINEFOLD_STAGE)) throw new Error("NINEFOLD_STAGE: demo data is for the local and test stages");
  const system = await compose(env);
  try {
    // Without passwords there is nobody to sign in as: the one owner is let in as they are.
    if (!system.identity.capabilities.password) return;
    const secret = createHmac("sha256", env.BETTER_AUTH_SECRET ?? "").update("demo sign-in");
    const password = secret.digest("base64url").slice(0, 16);
    const workspace = await demoWorkspace(system, env.APP_URL, password);
    process.stdout.write(
      `${JSON.stringify({ email: EMAIL, password, workspaceUrl: `${env.APP_URL}/w/${workspace.slug}` })}\n`,
    );
  } finally {
    await system.close();
  }
}

async function demoWorkspace({ identity, projects }: System, origin: string, password: string) {
  const credentials = { email: EMAIL, password };
  const cookie =
    (await post("sign-in", credentials)) ?? (await post("sign-up", { name: "Demo Person", ...credentials }));
  const session = await identity.findSession(new Headers({ cookie: cookie ?? "" }));
  if (session === undefined) throw new Error("the demo person could not sign in");

  const [membership] = await identity.listMemberships(session);
  if (membership !== undefined) return membership.workspace;
  const { workspace } = await identity.createWorkspace(session, { name: "Demo workspace", slug: "demo" });
  const { context } = await identity.enter(session, { id: workspace.id }, "seed");
  for (const name of PROJECTS) await projects.create(context, { name });
  return workspace;

  /** The session cookie, or `undefined` when the provider refuses. */
  async function post(action: "sign-in" | "sign-up", body: Record<string, string>): Promise<string | undefined> {
    const response = await identity.handle(
      new Request(`${origin}/api/auth/${action}/email`, {
        method: "POST",
        headers: { "content-type": "application/json", origin },
        body: JSON.stringify(body),
      }),
    );
    const cookies = response.headers.getSetCookie().map((one) => one.split(";")[0]);
    return response.ok ? cookies.join("; ") : undefined;
  }
}
