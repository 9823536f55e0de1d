import type { BillingProvider } from "@ninefold/billing";
import type {
  BreachedPasswords,
  DomainRecords,
  HumanCheck,
  IdentityProvider,
  OpenIdProviders,
  PasswordRules,
  SignUpRules,
  SocialVendors,
} from "@ninefold/identity";
import type { openDatabase } from "@ninefold/identity/tenancy";
import type { MediaStorage } from "@ninefold/media";
import type { MessageTransport } from "@ninefold/notifications";
import type { createTelemetry, Telemetry } from "@ninefold/observability";
import type { Safety, SafetyStore } from "@ninefold/ops-safety";
import type { WorkflowEngine } from "@ninefold/workflows";
import { type Env, isShared } from "./env.ts";
import { version } from "./health.ts";

// One function for each port: the adapter that the environment names, built from its settings. An SDK that was not chosen
// is never loaded.

interface ForTelemetry {
  /** Takes each line of the log; standard output when absent. */
  readonly writeLine: ((line: string) => void) | undefined;
}

export function chooseTelemetry(env: Env, { writeLine }: ForTelemetry): Promise<Telemetry> {
  const lines = async () =>
    (await import("@ninefold/observability/log")).logTelemetry({
      level: env.LOG_LEVEL,
      ...(writeLine && { write: writeLine }),
    });
  return choose<typeof env.OBSERVABILITY_PROVIDER, Telemetry>(env.OBSERVABILITY_PROVIDER, {
    "posthog-sentry": async () =>
      (await import("@ninefold/observability/posthog-sentry")).posthogSentryTelemetry({
        posthog: { apiKey: env.POSTHOG_API_KEY ?? "", host: env.POSTHOG_HOST },
        sentry: { dsn: env.SENTRY_DSN ?? "", environment: env.NINEFOLD_STAGE, release: version },
        lines: await lines(),
      }),
    log: lines,
    memory: async () => (await import("@ninefold/observability/memory")).memoryTelemetry(),
  });
}

/** Numbers are kept for whoever has the token; without one, nobody may read them. */
export async function chooseMeter(env: Env) {
  if (env.OBSERVABILITY_METRICS_TOKEN === undefined) return undefined;
  return (await import("@ninefold/observability/prometheus")).prometheusMeter();
}

interface ForSafety {
  readonly database: ReturnType<typeof openDatabase>;
  readonly now: () => Date;
  readonly onStale: (error: unknown) => void;
}

export function chooseSafetyStore(env: Env, { database, now, onStale }: ForSafety): Promise<SafetyStore> {
  return choose<typeof env.OPS_SAFETY_PROVIDER, SafetyStore>(env.OPS_SAFETY_PROVIDER, {
    postgres: async () =>
      (await import("@ninefold/ops-safety/postgres")).postgresSafety({
        doors: database.doorsOf("ops-safety"),
        listen: database.listen,
        now,
        onStale,
      }),
    memory: async () => (await import("@ninefold/ops-safety/memory")).memorySafety(),
    none: async () => (await import("@ninefold/ops-safety/none")).noSafety(),
  });
}

interface ForIdentity {
  readonly guard: Safety["guard"];
  readonly maxConnections: number;
  readonly prepare: boolean;
  readonly cause: ReturnType<typeof createTelemetry>["context"];
  readonly passwords: PasswordRules;
  readonly signUps: SignUpRules;
  readonly social: SocialVendors;
  readonly openId: OpenIdProviders;
  readonly onWarning: (message: string) => void;
  readonly atEnd: (close: () => Promise<void>) => void;
}

interface ForPasswords {
  readonly guard: Safety["guard"];
  readonly onUnasked: (error: unknown) => void;
}

/** What new passwords are held to. The list in this process is always asked; the service is asked beside it. */
export async function choosePasswordRules(env: Env, { guard, onUnasked }: ForPasswords): Promise<PasswordRules> {
  const { createPasswordRules } = await import("@ninefold/identity");
  const { commonPasswords } = await import("@ninefold/identity/common-passwords");
  const chosen = env.IDENTITY_BREACHED_PASSWORDS ?? (isShared(env.NINEFOLD_STAGE) ? "pwned-passwords" : "offline");
  const product = ["Ninefold", new URL(env.APP_URL).hostname];
  return createPasswordRules({
    offline: commonPasswords(),
    product,
    onUnasked,
    online: await choose<typeof chosen, BreachedPasswords | undefined>(chosen, {
      "pwned-passwords": async () => {
        const { pwnedPasswords } = await import("@ninefold/identity/pwned-passwords");
        const service = pwnedPasswords({ baseUrl: env.PWNED_PASSWORDS_URL });
        return {
          isBreached: (password) =>
            guard(
              { dependency: "identity.breached_passwords", operation: "range", idempotent: false, deadlineMs: 2_000 },
              (signal) => service.isBreached(password, { signal }),
            ),
        };
      },
      offline: async () => undefined,
    }),
  });
}

interface ForSignUps {
  readonly guard: Safety["guard"];
  readonly isClosed: () => Promise<boolean>;
  readonly onUnasked: (error: unknown) => void;
}

/** What a new account is held to before there is one. */
export async function chooseSignUpRules(env: Env, { guard, ...told }: ForSignUps): Promise<SignUpRules> {
  const { disposableAddresses } = await import("@ninefold/identity/disposable-addresses");
  const lists = { also: env.IDENTITY_DISPOSABLE_ALSO, never: env.IDENTITY_DISPOSABLE_NEVER };
  return {
    ...told,
    disposable: env.IDENTITY_DISPOSABLE_ADDRESSES === "refuse" ? disposableAddresses(lists) : undefined,
    factor: limitFactor(env),
    human: await choose<typeof env.IDENTITY_HUMAN_CHECK, HumanCheck | undefined>(env.IDENTITY_HUMAN_CHECK, {
      turnstile: async () => {
        const { turnstile } = await import("@ninefold/identity/turnstile");
        const check = turnstile({
          siteKey: env.TURNSTILE_SITE_KEY ?? "",
          secretKey: env.TURNSTILE_SECRET_KEY ?? "",
          baseUrl: env.TURNSTILE_URL,
          hostname: new URL(env.APP_URL).hostname,
        });
        const isHuman: HumanCheck["isHuman"] = (token, action) =>
          guard(
            { dependency: "identity.human_check", operation: "verify", idempotent: false, deadlineMs: 3_000 },
            (signal) => check.isHuman(token, action, { signal }),
          );
        return { widget: check.widget, isHuman };
      },
      none: async () => undefined,
    }),
  };
}

/** How many times the usual number is let through: development and tests are one address. */
export const limitFactor = (env: Env): number =>
  (env.OPS_SAFETY_LIMITS ?? (isShared(env.NINEFOLD_STAGE) ? "standard" : "relaxed")) === "relaxed" ? 100 : 1;

/** Vendors that vouch for people: those that have a client here. */
export async function chooseSocial(env: Env, { guard }: Pick<ForPasswords, "guard">): Promise<SocialVendors> {
  const { socialVendors } = await import("@ninefold/identity/social");
  const { GOOGLE_CLIENT_ID, GITHUB_CLIENT_ID, APPLE_CLIENT_ID } = env;
  // None is repeated: a code is good once.
  const call = { operation: "sign-in", idempotent: false, deadlineMs: 8_000 } as const;
  type Work<T> = (signal: AbortSignal) => Promise<T>;
  const by = {
    google: <T>(work: Work<T>) => guard({ dependency: "identity.google", ...call }, work),
    github: <T>(work: Work<T>) => guard({ dependency: "identity.github", ...call }, work),
    apple: <T>(work: Work<T>) => guard({ dependency: "identity.apple", ...call }, work),
  };
  return socialVendors({
    origin: env.APP_URL,
    guarded: (provider, work) => by[provider](work),
    clients: {
      ...(GOOGLE_CLIENT_ID !== undefined && {
        google: {
          clientId: GOOGLE_CLIENT_ID,
          secret: env.GOOGLE_CLIENT_SECRET ?? "",
          at: {
            authorization: env.GOOGLE_AUTHORIZATION_URL,
            token: env.GOOGLE_TOKEN_URL,
            keys: env.GOOGLE_KEYS_URL,
            issuer: env.GOOGLE_ISSUER,
          },
        },
      }),
      ...(GITHUB_CLIENT_ID !== undefined && {
        github: {
          clientId: GITHUB_CLIENT_ID,
          secret: env.GITHUB_CLIENT_SECRET ?? "",
          at: {
            authorization: env.GITHUB_AUTHORIZATION_URL,
            token: env.GITHUB_TOKEN_URL,
            api: env.GITHUB_API_URL,
            issuer: env.GITHUB_AUTHORIZATION_URL,
          },
        },
      }),
      ...(APPLE_CLIENT_ID !== undefined && {
        apple: {
          clientId: APPLE_CLIENT_ID,
          secret: {
            teamId: env.APPLE_TEAM_ID ?? "",
            keyId: env.APPLE_KEY_ID ?? "",
            privateKey: env.APPLE_PRIVATE_KEY ?? "",
          },
          at: {
            authorization: env.APPLE_AUTHORIZATION_URL,
            token: env.APPLE_TOKEN_URL,
            keys: env.APPLE_KEYS_URL,
            issuer: env.APPLE_ISSUER,
          },
        },
      }),
    },
  });
}

interface SignInsOfWorkspaces {
  readonly domains: DomainRecords;
  readonly openId: OpenIdProviders;
  /** An emulator on this machine speaks no TLS. */
  readonly allowPlainHttp: boolean;
}

/** Whose domains are, and the providers that workspaces name. From stage `preview` on, nothing but the internet is asked. */
export async function chooseSignInsOfWorkspaces(env: Env): Promise<SignInsOfWorkspaces> {
  const { dnsRecords } = await import("@ninefold/identity/dns");
  const { openIdProviders } = await import("@ninefold/identity/openid-providers");
  const { publicFetch } = await import("@ninefold/identity/public-fetch");
  const allowHttp = !isShared(env.NINEFOLD_STAGE);
  return {
    domains: dnsRecords({ servers: env.IDENTITY_DNS_SERVERS }),
    openId: openIdProviders({ fetch: publicFetch({ allowLoopback: allowHttp }), allowHttp }),
    allowPlainHttp: allowHttp,
  };
}

export function chooseIdentity(env: Env, { atEnd, guard, ...options }: ForIdentity): Promise<IdentityProvider> {
  return choose<typeof env.IDENTITY_PROVIDER, IdentityProvider>(env.IDENTITY_PROVIDER, {
    "better-auth": async () => {
      const adapter = (await import("@ninefold/identity/better-auth")).betterAuthIdentity({
        databaseUrl: env.DATABASE_IDENTITY_URL,
        secret: env.BETTER_AUTH_SECRET ?? "",
        origin: env.APP_URL,
        cookiePrefix: "ninefold",
        issuer: "Ninefold",
        attemptsPerMinute: isShared(env.NINEFOLD_STAGE) ? 10 : 1_000,
        ...options,
      });
      atEnd(adapter.close);
      return adapter;
    },
    oidc: async () => {
      const { passwords: _passwords, social: _social, ...rest } = options;
      // None is repeated: a code is good once.
      const call = { operation: "sign-in", idempotent: false, deadlineMs: 8_000 } as const;
      const adapter = (await import("@ninefold/identity/oidc")).oidcIdentity({
        databaseUrl: env.DATABASE_IDENTITY_URL,
        issuer: env.OIDC_ISSUER ?? "",
        clientId: env.OIDC_CLIENT_ID ?? "",
        clientSecret: env.OIDC_CLIENT_SECRET ?? "",
        name: env.OIDC_NAME ?? "",
        origin: env.APP_URL,
        cookiePrefix: "ninefold",
        guarded: (work) => guard({ dependency: "identity.oidc", ...call }, work),
        ...rest,
      });
      atEnd(adapter.close);
      return adapter;
    },
    "single-user": async () => {
      const { singleUserIdentity } = await import("@ninefold/identity/none");
      const owner = { id: SINGLE_USER_ID, name: "Owner", email: "owner@localhost", locale: "en" } as const;
      return singleUserIdentity(owner, { id: SINGLE_USER_ID, slug: "home", name: "Home" });
    },
    memory: async () =>
      (await import("@ninefold/identity/memory")).memoryIdentity({
        passwords: options.passwords,
        signUps: options.signUps,
        origin: env.APP_URL,
        social: options.social,
      }),
  });
}

const SINGLE_USER_ID = "00000000-0000-4000-8000-000000000001";

interface ForWorkflows {
  readonly maxConnections: number;
  readonly guard: Safety["guard"];
  readonly now: () => Date;
  readonly onWarning: (message: string) => void;
}

export function chooseEngine(env: Env, { guard, now, ...options }: ForWorkflows): Promise<WorkflowEngine> {
  return choose<typeof env.WORKFLOWS_PROVIDER, WorkflowEngine>(env.WORKFLOWS_PROVIDER, {
    trigger: async () =>
      (await import("@ninefold/workflows/trigger")).triggerDevWorkflows({
        secretKey: env.TRIGGER_SECRET_KEY ?? "",
        baseUrl: env.TRIGGER_API_URL,
        guard,
        now,
      }),
    postgres: async () =>
      (await import("@ninefold/workflows/postgres")).postgresWorkflows({
        databaseUrl: env.DATABASE_QUEUE_URL,
        ...options,
      }),
    inline: async () => (await import("@ninefold/workflows/inline")).inlineWorkflows(),
    memory: async () => (await import("@ninefold/workflows/memory")).memoryWorkflows(),
  });
}

export function choosePayments(env: Env): Promise<BillingProvider> {
  return choose<typeof env.BILLING_PROVIDER, BillingProvider>(env.BILLING_PROVIDER, {
    dodo: async () =>
      (await import("@ninefold/billing/dodo")).dodoBilling({
        apiKey: env.DODO_PAYMENTS_API_KEY ?? "",
        webhookKey: env.DODO_PAYMENTS_WEBHOOK_KEY ?? "",
        baseUrl: env.DODO_PAYMENTS_BASE_URL ?? "",
      }),
    none: async () => (await import("@ninefold/billing/none")).noBilling(),
    memory: async () => (await import("@ninefold/billing/memory")).memoryBilling(),
  });
}

export function chooseMail(env: Env): Promise<MessageTransport> {
  return choose<typeof env.NOTIFICATIONS_EMAIL_PROVIDER, MessageTransport>(env.NOTIFICATIONS_EMAIL_PROVIDER, {
    resend: async () =>
      (await import("@ninefold/notifications/resend")).resendEmail({
        apiKey: env.RESEND_API_KEY ?? "",
        webhookSecret: env.RESEND_WEBHOOK_SECRET,
        ...(env.RESEND_BASE_URL !== undefined && { baseUrl: env.RESEND_BASE_URL }),
      }),
    none: async () => (await import("@ninefold/notifications/none")).noMessages(),
    memory: async () => (await import("@ninefold/notifications/memory")).memoryMessages(),
  });
}

export function chooseStorage(env: Env): Promise<MediaStorage> {
  return choose<typeof env.MEDIA_PROVIDER, MediaStorage>(env.MEDIA_PROVIDER, {
    imagekit: async () =>
      (await import("@ninefold/media/imagekit")).imagekitMedia({
        publicKey: env.IMAGEKIT_PUBLIC_KEY ?? "",
        privateKey: env.IMAGEKIT_PRIVATE_KEY ?? "",
        urlEndpoint: env.IMAGEKIT_URL_ENDPOINT ?? "",
        ...(env.IMAGEKIT_BASE_URL !== undefined && { baseUrl: env.IMAGEKIT_BASE_URL }),
      }),
    none: async () => (await import("@ninefold/media/none")).noMedia(),
    memory: async () => (await import("@ninefold/media/memory")).memoryMedia(),
  });
}

async function choose<Name extends string, Adapter>(
  name: Name,
  adapters: Readonly<Record<Name, () => Promise<Adapter>>>,
): Promise<Adapter> {
  return adapters[name]();
}
