import { createHmac } from "node:crypto";
import { TERMS_VERSION } from "@ninefold/identity/terms";
import { tenantIdOf, userIdOf } from "@ninefold/identity/tenancy";
import { compose, type System } from "./compose.ts";
import { grantOperator } from "./database/operators.ts";
import { type Env, EnvError, isShared, readEnv } from "./env.ts";
import { describe } from "./program.ts";

const DEMO = { name: "Demo Person", email: "demo@ninefold.localhost", secretOf: "demo sign-in" };
const OPERATOR = { name: "Demo Operator", email: "operator@ninefold.localhost", secretOf: "operator sign-in" };
const PROJECTS: Readonly<Record<string, readonly string[]>> = {
  "Read the tour": ["Open the docs", "See what each system runs on", "Change a word and run one test"],
  "Invite a colleague": ["Send an invitation", "Give them a task"],
  "Make it yours": [],
};

type Made = typeof DEMO;
type Credentials = Pick<Made, "name" | "email"> & { readonly password: string };

try {
  await seed(readEnv());
} catch (error) {
  process.stderr.write(`seed: ${describe(error)}\n`);
  process.exitCode = 1;
}

/**
 * Somebody with a workspace to look around with, and somebody who runs the platform, on a person's own machine and
 * nowhere else. Safe to repeat: prints the same sign-ins.
 */
async function seed(env: Env): Promise<void> {
  if (isShared(env.NINEFOLD_STAGE)) throw new EnvError(["NINEFOLD_STAGE: demo data is for the stages local and test"]);
  const system = await compose(env);
  try {
    // Without passwords there is nobody to sign in as: the one owner is let in as they are.
    if (!system.identity.capabilities.password) return;
    const entry = entryTo(system.identity, env.APP_URL);
    const demo = credentialsOf(DEMO, env);
    const workspace = await demoWorkspace(system, await entry.enter(demo));
    const operator = await demoOperator(entry, env);
    const workspaceUrl = `${env.APP_URL}/w/${workspace.slug}`;
    const { email, password } = demo;
    process.stdout.write(`${JSON.stringify({ email, password, workspaceUrl, ...(operator && { operator }) })}\n`);
  } finally {
    await system.close();
  }
}

/** The password is derived from this clone's secret, so that no two machines share one and none is stored. */
function credentialsOf({ name, email, secretOf }: Made, env: Env): Credentials {
  const secret = createHmac("sha256", env.BETTER_AUTH_SECRET ?? "").update(secretOf);
  return { name, email, password: secret.digest("base64url").slice(0, 16) };
}

/** Only the owner of the database makes an operator: without its address, there is none. */
async function demoOperator(entry: ReturnType<typeof entryTo>, env: Env) {
  if (env.DATABASE_URL === undefined) return undefined;
  const operator = credentialsOf(OPERATOR, env);
  const { email, password } = operator;
  await entry.enter(operator);
  await grantOperator({ ownerUrl: env.DATABASE_URL, email, command: "seed" });
  return { email, password };
}

async function demoWorkspace({ identity, projects, tasks, audit }: System, session: Session) {
  const [membership] = await identity.listMemberships(session);
  if (membership !== undefined) return membership.workspace;
  const id = identity.newId();
  const announced = {
    tenantId: tenantIdOf(id),
    actor: { type: "person", id: userIdOf(session.person.id) },
    requestId: "seed",
  } as const;
  const intent = { action: "identity.workspace_created", subjectId: id };
  const { workspace } = await audit.announce(announced, intent, () =>
    identity.createWorkspace(session, { id, name: "Demo workspace", slug: "demo" }),
  );
  const { context } = await identity.enter(session, { id: workspace.id }, "seed");
  for (const [name, titles] of Object.entries(PROJECTS)) {
    const { id: projectId } = await projects.create(context, { name });
    for (const title of titles) await tasks.create(context, { projectId, title });
  }
  return workspace;
}

type Session = Parameters<System["identity"]["listMemberships"]>[0];

/** By the doors that everybody comes in by, so that a seeded account is like any other. */
function entryTo(identity: System["identity"], origin: string) {
  return {
    /** Signs up whoever is not there yet, confirms their address, signs them in. */
    async enter(person: Credentials): Promise<Session> {
      const { email, password } = person;
      const known = await identity.findPersonByAddress(email);
      if (known === undefined) await post("sign-up/email", { ...person, locale: "en", termsVersion: TERMS_VERSION });
      const cookie = known?.verified ? await post("sign-in/email", { email, password }) : await confirm(person);
      const session = await identity.findSession(new Headers({ cookie: cookie ?? "" }));
      if (session === undefined) throw new Error("the demo person could not sign in");
      return session;
    },
  };

  /** What the person would do: open the mail, follow its link and give the password. */
  async function confirm({ email, password }: Credentials): Promise<string | undefined> {
    const found = await identity.findPersonByAddress(email);
    const mail = found && (await identity.verificationMail(found.person.id));
    const token = mail && new URLSearchParams(new URL(mail.url).hash.slice(1)).get("token");
    return token ? post("verify-email", { token, password }) : undefined;
  }

  /** The session cookie, or `undefined` when the provider gives none. */
  async function post(endpoint: string, body: Readonly<Record<string, string>>): Promise<string | undefined> {
    const response = await identity.handle(
      new Request(`${origin}/api/auth/${endpoint}`, {
        method: "POST",
        headers: { "content-type": "application/json", origin },
        body: JSON.stringify(body),
      }),
    );
    const cookies = response.headers.getSetCookie().map((one) => one.split(";")[0]);
    return response.ok ? cookies.join("; ") : undefined;
  }
}
