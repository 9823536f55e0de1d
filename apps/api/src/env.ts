import { billingConfig, billingFaults } from "@ninefold/billing";
import { identityConfig, identityFaults, oidcFaults, socialAddresses, socialFaults } from "@ninefold/identity";
import { marketingConfig } from "@ninefold/marketing";
import { mediaConfig, mediaFaults } from "@ninefold/media";
import { notificationsConfig, notificationsFaults } from "@ninefold/notifications";
import { observabilityConfig, observabilityFaults } from "@ninefold/observability";
import { opsSafetyConfig } from "@ninefold/ops-safety";
import { defaultWorkflows, workflowsConfig, type WorkflowsConfig, workflowsFaults } from "@ninefold/workflows";
import { z } from "zod";

/** `local` and `test` are a person's machine; from `preview` on, others use it. */
export const STAGES = ["local", "test", "preview", "staging", "production"] as const;
export type Stage = (typeof STAGES)[number];

const postgresUrl = () =>
  z.url({ protocol: /^postgres(ql)?$/, error: "expected postgres://login:password@host:port/database" });
const origin = () =>
  z
    .url({ protocol: /^https?$/, error: "expected an origin such as https://app.example.com", abort: true })
    .refine((value) => new URL(value).origin === value, "expected an origin without a path or a trailing slash")
    .refine((value) => !value.includes("*"), "expected an origin, and not all those below a domain");

/** What the two apps need beside the systems. Descriptions are printed in `.env.example`. */
export const appConfig = {
  NINEFOLD_STAGE: z
    .enum(STAGES)
    .default("production")
    .describe(
      "Where this runs. Decides what is allowed: without it, the rules of production hold. `npm start` sets `local`.",
    ),
  APP_URL: origin()
    .meta({ from: "you: where people will find the product" })
    .describe("Public origin of the web app. The API is served under it at `/api`. `npm start` sets it."),
  API_HOST: z.string().default("127.0.0.1").describe("Address the API listens on. In a container: `0.0.0.0`."),
  API_PORT: z.coerce.number().int().min(1).max(65_535).default(4000).describe("Port the API listens on."),
  API_SHUTDOWN_DELAY_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(10_000)
    .default(0)
    .describe(
      "How long the API goes on answering after SIGTERM while `/api/health/ready` says 503. Behind a balancer: a little more than its check interval, so that it sends nothing to a door that closes.",
    ),
  WORKER_METRICS_PORT: z.coerce
    .number()
    .int()
    .min(1)
    .max(65_535)
    .optional()
    .describe(
      "Port on which a worker shows its metrics at `/metrics`, on the address of `API_HOST`. Needs `OBSERVABILITY_METRICS_TOKEN`.",
    ),
  TRUSTED_PROXIES: z
    .string()
    .optional()
    .meta({ from: "your host: the addresses that its proxy asks from" })
    .describe(
      "Addresses or CIDR ranges, separated by commas, whose `X-Forwarded-For` is believed. List your proxies only. Unset, it is this machine; from stage `preview` on it has to be set, since behind a proxy that is not listed everybody shares one limit.",
    ),
  EMULATOR_CONTROL_URL: z
    .url({
      protocol: /^http$/,
      hostname: /^(localhost|127[.]0[.]0[.]1)$/,
      error: "expected an address of this machine, such as http://127.0.0.1:4800",
    })
    .optional()
    .describe(
      "Where the vendors' emulators are looked at and switched, for the development console. `npm start` sets it; refused from preview on.",
    ),
  DATABASE_APP_URL: postgresUrl()
    .meta({ secret: true, from: "`npm run db:provision`, with DATABASE_URL naming the database's owner" })
    .describe("Login of requests: sees one tenant at a time."),
  DATABASE_IDENTITY_URL: postgresUrl()
    .meta({ secret: true, from: "`npm run db:provision`, with DATABASE_URL naming the database's owner" })
    .describe("Login of the auth library."),
  DATABASE_SYSTEM_URL: postgresUrl()
    .meta({ secret: true, from: "`npm run db:provision`, with DATABASE_URL naming the database's owner" })
    .describe("Login of cross-tenant work."),
  DATABASE_QUEUE_URL: postgresUrl()
    .meta({ secret: true, from: "`npm run db:provision`, with DATABASE_URL naming the database's owner" })
    .describe("Login of the job queue."),
  DATABASE_URL: postgresUrl()
    .optional()
    .meta({ secret: true })
    .describe(
      "Owner of the database, for `db:provision` and `db:migrate` only; never for run time. Unset, `npm start` brings its own Postgres.",
    ),
  DATABASE_NEWER_SCHEMA: z
    .enum(["refuse", "accept"])
    .default("refuse")
    .describe("`accept` lets this release start on a schema that a later one has extended, to roll back on purpose."),
  DATABASE_PREPARED_STATEMENTS: z
    .enum(["on", "off"])
    .default("on")
    .describe("`off` behind a pooler that can't keep prepared statements (PgBouncer before 1.21)."),
};

const shape = z.object({
  ...appConfig,
  ...identityConfig,
  ...billingConfig,
  ...notificationsConfig,
  ...workflowsConfig,
  ...observabilityConfig,
  ...marketingConfig,
  ...mediaConfig,
  ...opsSafetyConfig,
});
export type Env = z.infer<typeof shape> & WorkflowsConfig & { readonly TRUSTED_PROXIES: string };
export type EnvSource = Readonly<Record<string, string | undefined>>;

/** Every fault of the configuration at once, a line each. Names variables, never shows a value. */
export class EnvError extends Error {
  override readonly name = "EnvError";
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The configuration is not complete. Nothing was started.\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
    this.faults = faults;
  }
}

/**
 * Reads the environment once. An empty string counts as unset.
 * @throws EnvError naming each variable that is missing, malformed, a placeholder, or not allowed at this stage.
 */
export function readEnv(source: EnvSource = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = shape.transform(withDefaults).safeParse(given);
  const faults = parsed.success
    ? stageFaults(parsed.data, given)
    : parsed.error.issues.map((issue) => issueFault(issue, given));
  const placeholders = Object.entries(given)
    .filter(([name, value]) => name in shape.shape && isPlaceholder(value))
    .map(([name]) => `${name}: still a placeholder`);
  const all = [...new Set([...faults, ...placeholders])];
  if (!parsed.success || all.length > 0) throw new EnvError(all);
  return parsed.data;
}

/** What depends on the stage: everything else has its default in its shape. */
function withDefaults(env: z.infer<typeof shape>): Env {
  const { TRUSTED_PROXIES = "127.0.0.1,::1" } = env;
  const { WORKFLOWS_PROVIDER = defaultWorkflows(isShared(env.NINEFOLD_STAGE)) } = env;
  return { ...env, WORKFLOWS_PROVIDER, TRUSTED_PROXIES };
}

function issueFault(
  issue: { readonly path: readonly PropertyKey[]; readonly message: string },
  given: EnvSource,
): string {
  const name = String(issue.path[0]);
  return `${name}: ${given[name] === undefined ? "missing" : issue.message}`;
}

/** @throws EnvError unless `DATABASE_URL` names a Postgres. */
export function readOwnerUrl(source: EnvSource = process.env): string {
  const parsed = appConfig.DATABASE_URL.safeParse(source["DATABASE_URL"] || undefined);
  if (!parsed.success || parsed.data === undefined) {
    throw new EnvError([`DATABASE_URL: ${parsed.error?.issues[0]?.message ?? "missing"}`]);
  }
  return parsed.data;
}

export const isShared = (stage: Stage) => stage !== "local" && stage !== "test";

const PLACEHOLDER = /change[-_ ]?me|placeholder|your[-_]|example\.(com|org)|^x{4,}$|^<.*>$/i;
const isPlaceholder = (value: string | undefined) => value !== undefined && PLACEHOLDER.test(value);

function stageFaults(env: Env, given: EnvSource): readonly string[] {
  const faults: string[] = [
    ...identityFaults(env),
    ...notificationsFaults(env),
    ...billingFaults(env),
    ...mediaFaults(env),
    ...observabilityFaults(env),
    ...workflowsFaults(env),
    ...socialFaults(env),
    ...oidcFaults(env),
  ];
  if (env.IDENTITY_PROVIDER === "better-auth" && env.BETTER_AUTH_SECRET === undefined) {
    faults.push("BETTER_AUTH_SECRET: missing, and IDENTITY_PROVIDER=better-auth needs it (openssl rand -base64 32)");
  }
  if (!isShared(env.NINEFOLD_STAGE)) return faults;

  const stage = env.NINEFOLD_STAGE;
  if (given["TRUSTED_PROXIES"] === undefined)
    faults.push(
      `TRUSTED_PROXIES: missing, and stage ${stage} has a proxy in front of it (127.0.0.1,::1 for one beside it)`,
    );
  if (env.IDENTITY_PROVIDER === "oidc") {
    if (isEmulator(env.OIDC_ISSUER ?? "")) faults.push(`OIDC_ISSUER: is an emulator, refused at stage ${stage}`);
  } else if (env.IDENTITY_PROVIDER !== "better-auth") {
    faults.push(`IDENTITY_PROVIDER: "${env.IDENTITY_PROVIDER}" has no real sign-in, and stage ${stage} needs one`);
  }
  for (const [name, value] of Object.entries(env)) {
    if (name.endsWith("_PROVIDER") && value === "memory")
      faults.push(`${name}: "memory" forgets everything at a restart, and stage ${stage} has things to keep`);
  }
  if (env.OPS_SAFETY_ENCRYPTION_KEY === undefined)
    faults.push(`OPS_SAFETY_ENCRYPTION_KEY: missing, and stage ${stage} keeps answers and exports sealed with it`);
  if (stage === "production" && env.OPS_SAFETY_LIMITS === "relaxed")
    faults.push(`OPS_SAFETY_LIMITS: "relaxed" is for load tests, refused at stage ${stage}`);
  if (env.IDENTITY_HUMAN_CHECK === "turnstile") {
    if (isEmulator(env.TURNSTILE_URL)) faults.push(`TURNSTILE_URL: is an emulator, refused at stage ${stage}`);
    if (TURNSTILE_TEST_KEY.test(env.TURNSTILE_SECRET_KEY ?? ""))
      faults.push(`TURNSTILE_SECRET_KEY: is one of the vendor's for tests, refused at stage ${stage}`);
  }
  if (env.RESEND_BASE_URL !== undefined && isEmulator(env.RESEND_BASE_URL))
    faults.push(`RESEND_BASE_URL: is an emulator, refused at stage ${stage}`);
  if (env.OBSERVABILITY_PROVIDER === "posthog-sentry") {
    for (const name of ["POSTHOG_HOST", "SENTRY_DSN"] as const) {
      const url = env[name];
      if (url !== undefined && isEmulator(url)) faults.push(`${name}: is an emulator, refused at stage ${stage}`);
    }
  }
  for (const [name, url] of socialAddresses(env)) {
    if (isEmulator(url)) faults.push(`${name}: is an emulator, refused at stage ${stage}`);
  }
  if (env.IDENTITY_DNS_SERVERS.some((one) => one.startsWith("127.") || one.startsWith("[::1]") || one === "::1"))
    faults.push(`IDENTITY_DNS_SERVERS: is an emulator, refused at stage ${stage}`);
  for (const name of ["IMAGEKIT_BASE_URL", "IMAGEKIT_URL_ENDPOINT"] as const) {
    const url = env[name];
    if (url !== undefined && isEmulator(url)) faults.push(`${name}: is an emulator, refused at stage ${stage}`);
  }
  if (env.WORKFLOWS_PROVIDER === "trigger" && env.TRIGGER_API_URL !== undefined && isEmulator(env.TRIGGER_API_URL))
    faults.push(`TRIGGER_API_URL: is an emulator, refused at stage ${stage}`);
  if (env.DODO_PAYMENTS_BASE_URL !== undefined && isEmulator(env.DODO_PAYMENTS_BASE_URL))
    faults.push(`DODO_PAYMENTS_BASE_URL: is an emulator, refused at stage ${stage}`);
  if (stage === "production" && env.DODO_PAYMENTS_BASE_URL?.startsWith("https://test."))
    faults.push("DODO_PAYMENTS_BASE_URL: takes play money, and stage production sells for real");
  if (env.EMULATOR_CONTROL_URL !== undefined) faults.push(`EMULATOR_CONTROL_URL: refused at stage ${stage}`);
  if (!env.APP_URL.startsWith("https:")) faults.push(`APP_URL: must be https at stage ${stage}`);
  for (const name of DATABASE_VARIABLES) {
    const fault = plainTextFault(env[name]);
    if (fault) faults.push(`${name}: ${fault}, refused at stage ${stage}`);
  }
  return faults;
}

/** They answer the same to everybody (developers.cloudflare.com/turnstile/troubleshooting/testing, read 2026-11-22). */
const TURNSTILE_TEST_KEY = /^[123]x0{8,}/;

const DATABASE_VARIABLES = [
  "DATABASE_APP_URL",
  "DATABASE_IDENTITY_URL",
  "DATABASE_SYSTEM_URL",
  "DATABASE_QUEUE_URL",
] as const;
/** Vendors are reached over TLS and by a public name; an emulator is neither. */
export const isEmulator = (url: string) => !url.startsWith("https:") || LOOPBACK.has(new URL(url).hostname);
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);
const ENCRYPTED = new Set(["require", "verify-ca", "verify-full"]);

/** Named twice, drivers differ in which one counts. */
const isEncrypted = (modes: readonly string[]) => modes.length > 0 && modes.every((mode) => ENCRYPTED.has(mode));

function plainTextFault(url: string): string | undefined {
  const { hostname, searchParams } = new URL(url);
  if (LOOPBACK.has(hostname) || isEncrypted(searchParams.getAll("sslmode"))) return undefined;
  return "not on this machine and without TLS (append ?sslmode=verify-full)";
}
