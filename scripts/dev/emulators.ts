import path from "node:path";
import { INTERVALS, plans } from "@ninefold/billing/catalogue";
import { type EmulatorName, makeAppleKey, type ToldHost } from "@ninefold/testing/emulators";
import { pinnedNode, root } from "../lib/machine.mjs";
import { lastPort, stickyPort } from "./ports.ts";

export interface EmulatorAddresses {
  readonly urls: Readonly<Record<EmulatorName, string>>;
  /** Where tests set clocks and faults, and stop and start a vendor. */
  readonly controlUrl: string;
}

interface Vendor<Name extends EmulatorName> {
  /** What the product's processes are told, by the variables that they take from anybody. */
  readonly told: (url: string) => Readonly<Record<string, string>>;
  /** What its emulator is told: the same keys, from the processes' own environment. */
  readonly settings: (place: EmulatorPlace) => NonNullable<ToldHost["vendors"]>[Name];
  /** Its page for people, as the start table shows it while the product uses the emulator. */
  readonly page?: { readonly name: string; readonly path: string };
}

export interface EmulatorPlace {
  readonly dataDir: string;
  /** False: in memory, gone with the process. */
  readonly durable: boolean;
  /** The product's own, with the keys that its clients come with. */
  readonly env: NodeJS.ProcessEnv;
  readonly productUrl: string;
}

/** Here, since the table of vendors below says it as it is made. */
const OIDC_NAME = "Company Login";

/** Every vendor that has an emulator: one entry each, and one in packages/testing/src/emulators/start.ts. */
const VENDORS: { readonly [Name in EmulatorName]: Vendor<Name> } = {
  resend: {
    told: (url) => ({ RESEND_BASE_URL: url }),
    settings: ({ env, durable, productUrl }) => ({
      apiKey: env["RESEND_API_KEY"] ?? "",
      webhook: { url: `${productUrl}/api/webhooks/resend`, secret: env["RESEND_WEBHOOK_SECRET"] ?? "" },
      // Where mail is kept, a person reads it, and they will have typed ana@example.com.
      takesExamples: durable,
      productUrl,
    }),
    page: { name: "Inbox", path: "/inbox" },
  },
  dodo: {
    told: (url) => ({ DODO_PAYMENTS_BASE_URL: url }),
    settings: ({ env, productUrl }) => ({
      apiKey: env["DODO_PAYMENTS_API_KEY"] ?? "",
      webhook: { url: `${productUrl}/api/webhooks/dodo`, secret: env["DODO_PAYMENTS_WEBHOOK_KEY"] ?? "" },
      catalogue: plans.flatMap(({ key, name, prices }) =>
        INTERVALS.map((interval) => ({ planKey: key, name, interval, ...prices[interval] })).filter(
          ({ amountMinor }) => amountMinor > 0,
        ),
      ),
      productUrl,
    }),
    page: { name: "Payments", path: "/dashboard" },
  },
  imagekit: {
    told: (url) => ({
      IMAGEKIT_BASE_URL: url,
      IMAGEKIT_URL_ENDPOINT: `${url}/ik/local`,
      MEDIA_DELIVERY_ORIGIN: url,
      MEDIA_UPLOAD_ORIGIN: url,
    }),
    settings: ({ env, productUrl }) => ({
      publicKey: env["IMAGEKIT_PUBLIC_KEY"] ?? "",
      privateKey: env["IMAGEKIT_PRIVATE_KEY"] ?? "",
      productUrl,
    }),
    page: { name: "Media library", path: "/library" },
  },
  posthog: {
    told: (url) => ({ POSTHOG_HOST: url, POSTHOG_API_KEY }),
    settings: ({ productUrl }) => ({ apiKey: POSTHOG_API_KEY, productUrl }),
    page: { name: "Events", path: "/events" },
  },
  sentry: {
    told: (url) => ({ SENTRY_DSN: `${url.replace("://", `://${SENTRY_KEY}@`)}/1` }),
    settings: ({ productUrl }) => ({ publicKey: SENTRY_KEY, productUrl }),
    page: { name: "Errors", path: "/errors" },
  },
  trigger: {
    told: (url) => ({ TRIGGER_API_URL: url }),
    settings: ({ env, productUrl }) => ({
      secretKey: env["TRIGGER_SECRET_KEY"] ?? "",
      accessToken: accessTokenOf(env["TRIGGER_SECRET_KEY"] ?? ""),
      productUrl,
      // Only where the product runs its jobs there: then the vendor holds its environment, as the real one does.
      ...(env["WORKFLOWS_PROVIDER"] === "trigger" && {
        command: {
          file: pinnedNode,
          args: [path.join(root, "apps/api/trigger/attempt.ts")],
          cwd: path.join(root, "apps/api"),
          env: defined(env),
        },
      }),
    }),
    page: { name: "Runs", path: "/runs" },
  },
  google: {
    told: (url) => ({
      GOOGLE_CLIENT_ID,
      GOOGLE_CLIENT_SECRET: LOCAL_SECRET,
      GOOGLE_AUTHORIZATION_URL: `${url}/o/oauth2/v2/auth`,
      GOOGLE_TOKEN_URL: `${url}/token`,
      GOOGLE_KEYS_URL: `${url}/oauth2/v3/certs`,
      GOOGLE_ISSUER: url,
    }),
    settings: ({ productUrl }) => ({
      clientId: GOOGLE_CLIENT_ID,
      clientSecret: LOCAL_SECRET,
      redirectUris: [`${productUrl}/api/auth/callback/google`],
      productUrl,
    }),
    page: { name: "Google", path: "/people" },
  },
  github: {
    told: (url) => ({
      GITHUB_CLIENT_ID,
      GITHUB_CLIENT_SECRET: LOCAL_SECRET,
      GITHUB_AUTHORIZATION_URL: `${url}/login/oauth/authorize`,
      GITHUB_TOKEN_URL: `${url}/login/oauth/access_token`,
      GITHUB_API_URL: url,
    }),
    settings: ({ productUrl }) => ({
      clientId: GITHUB_CLIENT_ID,
      clientSecret: LOCAL_SECRET,
      redirectUris: [`${productUrl}/api/auth/callback/github`],
      productUrl,
    }),
    page: { name: "GitHub", path: "/people" },
  },
  apple: {
    told: (url) => ({
      ...APPLE,
      APPLE_PRIVATE_KEY: appleKey(),
      APPLE_AUTHORIZATION_URL: `${url}/auth/authorize`,
      APPLE_TOKEN_URL: `${url}/auth/token`,
      APPLE_KEYS_URL: `${url}/auth/keys`,
      APPLE_ISSUER: url,
    }),
    settings: ({ productUrl }) => ({
      clientId: APPLE.APPLE_CLIENT_ID,
      teamId: APPLE.APPLE_TEAM_ID,
      keyId: APPLE.APPLE_KEY_ID,
      privateKey: appleKey(),
      redirectUris: [`${productUrl}/api/auth/callback/apple`],
      productUrl,
    }),
    page: { name: "Apple", path: "/people" },
  },
  openid: {
    told: (url) => ({ OIDC_ISSUER: url, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: LOCAL_SECRET, OIDC_NAME }),
    settings: ({ productUrl }) => ({
      name: OIDC_NAME,
      clientId: OIDC_CLIENT_ID,
      clientSecret: LOCAL_SECRET,
      backchannelLogoutUri: `${productUrl}/api/auth/back-channel-logout`,
      productUrl,
    }),
    page: { name: OIDC_NAME, path: "/people" },
  },
  dns: {
    told: (url) => ({ IDENTITY_DNS_SERVERS: new URL(url).host }),
    settings: ({ productUrl }) => ({ productUrl }),
    page: { name: "DNS", path: "/records" },
  },
};

/** Neither is a secret at the vendors' either: both only let data in. */
const POSTHOG_API_KEY = "phc_local";
const SENTRY_KEY = "local";

/** Of the vendor's command line, at the emulator: whoever may read the one may read the other. */
export const accessTokenOf = (secretKey: string) => `tr_pat_${secretKey.replace(/^tr_[a-z]+_/, "")}`;

/** Known to the emulators alone, which vouch for nobody who exists. */
const GOOGLE_CLIENT_ID = "local.apps.googleusercontent.com";
const OIDC_CLIENT_ID = "ninefold-local";
const GITHUB_CLIENT_ID = "Iv1.local";
const LOCAL_SECRET = "local-secret";
const APPLE = { APPLE_CLIENT_ID: "dev.ninefold.local", APPLE_TEAM_ID: "LOCALTEAM1", APPLE_KEY_ID: "LOCALKEY01" };

let madeAppleKey: string | undefined;
/** One for the product and its emulator, made anew with each start. */
function appleKey(): string {
  return (madeAppleKey ??= makeAppleKey());
}

/** Links in a browser's history and stored addresses survive a restart, so the ports are the same as last time. */
export async function emulatorPorts(dataDir: string): Promise<EmulatorPorts> {
  const ports: Record<string, number> = { control: await stickyPort(dataDir, "emulators") };
  for (const name of Object.keys(VENDORS)) ports[name] = await stickyPort(dataDir, name);
  return ports;
}

/** Where they listened last time, or nothing does: for whoever looks, and starts and remembers nothing. */
export function lastEmulators(dataDir: string): EmulatorAddresses {
  const names = ["control", ...Object.keys(VENDORS)];
  return emulatorAddresses(Object.fromEntries(names.map((name) => [name, lastPort(dataDir, name) ?? NOBODYS_PORT])));
}
/** Of a service (tcpmux) that no machine has any more. */
const NOBODYS_PORT = 1;

type EmulatorPorts = Readonly<Record<string, number>>;

export function emulatorAddresses(ports: EmulatorPorts): EmulatorAddresses {
  const at = (name: string) => `http://127.0.0.1:${ports[name]}`;
  return { urls: eachVendor(at), controlUrl: at("control") };
}

/** Where the emulators are, as the product's processes are told. */
export function emulatorEnv({ urls }: EmulatorAddresses): Readonly<Record<string, string>> {
  return Object.assign({}, ...Object.values(eachVendor((name) => VENDORS[name].told(urls[name]))));
}

/** The pages of those emulators that the product uses; a vendor that the environment names elsewhere has none here. */
export function emulatorPages({ urls }: EmulatorAddresses, env: NodeJS.ProcessEnv): readonly (readonly string[])[] {
  return Object.values(
    eachVendor((name) => {
      const { page, told } = VENDORS[name];
      const isUsed = Object.entries(told(urls[name])).every(([variable, value]) => env[variable] === value);
      if (page === undefined || !isUsed) return [];
      return [page.name, `http://localhost:${new URL(urls[name]).port}${page.path}`];
    }),
  ).filter((row) => row.length > 0);
}

/** The vendors, in a process of their own; but for one that executes the product's jobs, it is told no database's secret. */
export function emulatorsProgram(ports: EmulatorPorts, place: EmulatorPlace) {
  const told: ToldHost = {
    ports,
    vendors: settingsOf(place),
    ...(place.durable && { dataDir: path.join(place.dataDir, "emulators") }),
  };
  return {
    name: "emulators",
    command: pinnedNode,
    args: [path.join(root, "packages/testing/src/emulators/main.ts")],
    cwd: root,
    env: { PATH: process.env["PATH"], EMULATORS: JSON.stringify(told) },
  };
}

/** Written out so that each keeps its own type; one that is left out, with keys that the product does not have, does not compile. */
function settingsOf(place: EmulatorPlace): { readonly [Name in EmulatorName]: ReturnType<Vendor<Name>["settings"]> } {
  return {
    resend: VENDORS.resend.settings(place),
    dodo: VENDORS.dodo.settings(place),
    imagekit: VENDORS.imagekit.settings(place),
    posthog: VENDORS.posthog.settings(place),
    sentry: VENDORS.sentry.settings(place),
    trigger: VENDORS.trigger.settings(place),
    google: VENDORS.google.settings(place),
    github: VENDORS.github.settings(place),
    apple: VENDORS.apple.settings(place),
    openid: VENDORS.openid.settings(place),
    dns: VENDORS.dns.settings(place),
  };
}

function eachVendor<Value>(valueOf: (name: EmulatorName) => Value): Record<EmulatorName, Value> {
  return {
    resend: valueOf("resend"),
    dodo: valueOf("dodo"),
    imagekit: valueOf("imagekit"),
    posthog: valueOf("posthog"),
    sentry: valueOf("sentry"),
    trigger: valueOf("trigger"),
    google: valueOf("google"),
    github: valueOf("github"),
    apple: valueOf("apple"),
    openid: valueOf("openid"),
    dns: valueOf("dns"),
  };
}

const defined = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
