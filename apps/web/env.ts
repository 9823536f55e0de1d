import { z } from "zod";

const httpUrl = z.url({ protocol: /^https?$/, error: "must be a full http(s) address" });

/** In a header as it is: nothing but an origin must get there. */
const origin = httpUrl.refine(isOrigin, "must be an origin without a path");

function isOrigin(value: string): boolean {
  return URL.canParse(value) && new URL(value).origin === value;
}

/** What the web app's server needs. The browser reads no setting. */
export const webConfig = {
  NINEFOLD_STAGE: z
    .enum(["local", "test", "preview", "staging", "production"])
    .default("production")
    .describe("Where this runs. Without it, the rules of production hold."),
  API_URL: httpUrl
    .default("http://127.0.0.1:4000")
    .describe("Where the API listens, seen from the web server. Browsers call `/api` on our own origin instead."),
  APP_URL: httpUrl.default("http://localhost:3000").describe("The one origin that people see."),
  MEDIA_DELIVERY_ORIGIN: origin
    .optional()
    .meta({ suggest: { other: "https://ik.imagekit.io" } })
    .describe(
      "Origin that pictures are shown from, for the content policy: that of `IMAGEKIT_URL_ENDPOINT`, such as `https://ik.imagekit.io`. Unset, none are shown.",
    ),
  HUMAN_CHECK_ORIGIN: origin
    .optional()
    .meta({ suggest: { other: "https://challenges.cloudflare.com" } })
    .describe(
      "Origin of the check at sign-up, for the content policy: `https://challenges.cloudflare.com` with `IDENTITY_HUMAN_CHECK=turnstile`. Unset, none is shown.",
    ),
  MEDIA_UPLOAD_ORIGIN: origin
    .optional()
    .meta({ suggest: { other: "https://upload.imagekit.io" } })
    .describe(
      "Origin that browsers send files to, for the content policy: `https://upload.imagekit.io`. Unset, none can be sent.",
    ),
};

const Env = z.object(webConfig);

/** A person's own machine, where there is a development console. The API says the same of itself, by the same name. */
export const isOwnMachine = ({ NINEFOLD_STAGE: stage }: Pick<Env, "NINEFOLD_STAGE">) =>
  stage === "local" || stage === "test";

export type Env = z.infer<typeof Env>;

let parsed: Env | undefined;

/**
 * Read when first asked, so that a build needs no environment. An empty variable counts as unset.
 * @throws Error in one line that names each bad variable, and no value.
 */
export function readEnv(): Env {
  const { NINEFOLD_STAGE, API_URL, APP_URL, MEDIA_DELIVERY_ORIGIN, MEDIA_UPLOAD_ORIGIN, HUMAN_CHECK_ORIGIN } =
    process.env;
  const media = { MEDIA_DELIVERY_ORIGIN, MEDIA_UPLOAD_ORIGIN };
  parsed ??= parse({ NINEFOLD_STAGE, API_URL, APP_URL, HUMAN_CHECK_ORIGIN, ...media });
  return parsed;
}

/** The origin that people see, for what a build writes into a page once and for all; unknown where the build is not told. */
export function originAtBuild(): string | undefined {
  return process.env.APP_URL === undefined || process.env.APP_URL === "" ? undefined : readEnv().APP_URL;
}

/** What decides about docs and blog, read when they are built; see config.ts of the marketing package. */
export function contentVariables(): Readonly<Record<string, string | undefined>> {
  return {
    MARKETING_PROVIDER: process.env.MARKETING_PROVIDER,
    DOCS_REPOSITORY_URL: process.env.DOCS_REPOSITORY_URL,
  };
}

export const isDevelopment = process.env.NODE_ENV === "development";

/** @throws Error as {@link readEnv} does. */
export function parse(variables: Readonly<Record<string, string | undefined>>): Env {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const result = Env.safeParse(set);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  throw new Error(`The web app's environment is not usable: ${faults.join("; ")}.`);
}
