export interface ChosenAdapter {
  readonly system: string;
  readonly adapter: string;
  /** What the choice means for a person who tries the product. */
  readonly note: string;
}

/** Which adapter each system runs on, for the start table and `doctor`. Tolerates an incomplete environment. */
export function chosenAdapters(env: Readonly<Record<string, unknown>>): readonly ChosenAdapter[] {
  return SYSTEMS.map(({ system, variable, fallback, notes }) => {
    const chosen = env[variable];
    const adapter = typeof chosen === "string" && chosen !== "" ? chosen : fallback;
    return { system, adapter, note: (notes as Readonly<Record<string, string>>)[adapter] ?? "" };
  });
}

const IN_PROCESS = "kept in this process, gone on restart";

const SYSTEMS = [
  {
    system: "identity",
    variable: "IDENTITY_PROVIDER",
    fallback: "better-auth",
    notes: {
      "better-auth": "people, sessions and workspaces in Postgres",
      oidc: "people sign in at an OpenID provider of yours; accounts and sessions in Postgres",
      memory: IN_PROCESS,
      "single-user": "one owner, no sign-in",
    },
  },
  {
    system: "billing",
    variable: "BILLING_PROVIDER",
    fallback: "dodo",
    notes: {
      dodo: "payments through the vendor's API",
      none: "everyone is on the default plan",
      memory: IN_PROCESS,
    },
  },
  {
    system: "notifications",
    variable: "NOTIFICATIONS_EMAIL_PROVIDER",
    fallback: "resend",
    notes: { resend: "mail through the vendor's API", none: "no mail is sent", memory: IN_PROCESS },
  },
  {
    system: "workflows",
    variable: "WORKFLOWS_PROVIDER",
    fallback: "postgres",
    notes: {
      trigger: "jobs run on Trigger.dev, the worker hands them over",
      postgres: "jobs wait in Postgres, the worker runs them",
      inline: "jobs run in process, after commit",
      memory: IN_PROCESS,
    },
  },
  {
    system: "observability",
    variable: "OBSERVABILITY_PROVIDER",
    fallback: "posthog-sentry",
    notes: {
      "posthog-sentry": "events to PostHog, errors to Sentry, logs on stdout",
      log: "structured logs on stdout",
      memory: IN_PROCESS,
    },
  },
  {
    system: "marketing",
    variable: "MARKETING_PROVIDER",
    fallback: "fumadocs",
    notes: { fumadocs: "docs and blog from the docs folder", none: "landing page only, no docs or blog" },
  },
  {
    system: "media",
    variable: "MEDIA_PROVIDER",
    fallback: "imagekit",
    notes: { imagekit: "files at the vendor, sent straight to it", none: "uploads are off", memory: IN_PROCESS },
  },
  {
    system: "testing",
    variable: "-",
    fallback: "playwright",
    notes: { playwright: "browser journeys; the same by HTTP" },
  },
  {
    system: "ops-safety",
    variable: "OPS_SAFETY_PROVIDER",
    fallback: "postgres",
    notes: {
      postgres: "kill switches and flags in Postgres, seen by every process",
      memory: IN_PROCESS,
      none: "flags answer their defaults, no kill switches",
    },
  },
] as const satisfies readonly {
  readonly system: string;
  readonly variable: string;
  readonly fallback: string;
  readonly notes: Readonly<Record<string, string>>;
}[];
