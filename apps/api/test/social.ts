import { startEmulator, type VendorPerson } from "@ninefold/testing/emulators";
import { TERMS_VERSION } from "@ninefold/identity/terms";
import { client, type App, json, type Tab } from "./support.ts";

export type Vendors = Awaited<ReturnType<typeof startVendors>>;
export type Provider = keyof Vendors & ("google" | "github" | "apple");
export const PROVIDERS = ["google", "github", "apple"] as const;

/** The three emulators, and the environment that points the product at them. */
export async function startVendors() {
  const [google, github, apple] = await Promise.all([
    startEmulator("google"),
    startEmulator("github"),
    startEmulator("apple"),
  ]);
  return {
    google,
    github,
    apple,
    env: {
      GOOGLE_CLIENT_ID: google.clientId,
      GOOGLE_CLIENT_SECRET: google.clientSecret,
      GOOGLE_AUTHORIZATION_URL: `${google.url}/o/oauth2/v2/auth`,
      GOOGLE_TOKEN_URL: `${google.url}/token`,
      GOOGLE_KEYS_URL: `${google.url}/oauth2/v3/certs`,
      GOOGLE_ISSUER: google.url,
      GITHUB_CLIENT_ID: github.clientId,
      GITHUB_CLIENT_SECRET: github.clientSecret,
      GITHUB_AUTHORIZATION_URL: `${github.url}/login/oauth/authorize`,
      GITHUB_TOKEN_URL: `${github.url}/login/oauth/access_token`,
      GITHUB_API_URL: github.url,
      APPLE_CLIENT_ID: apple.clientId,
      APPLE_TEAM_ID: apple.teamId,
      APPLE_KEY_ID: apple.keyId,
      APPLE_PRIVATE_KEY: apple.privateKey,
      APPLE_AUTHORIZATION_URL: `${apple.url}/auth/authorize`,
      APPLE_TOKEN_URL: `${apple.url}/auth/token`,
      APPLE_KEYS_URL: `${apple.url}/auth/keys`,
      APPLE_ISSUER: apple.url,
    },
    close: () => Promise.all([google.close(), github.close(), apple.close()]),
  };
}

/** Where the product sends this browser. */
export async function departure(tab: Tab, provider: Provider, next?: string): Promise<URL> {
  const answer = await tab.post("/api/auth/social/begin", { provider, ...(next !== undefined && { next }) });
  return new URL(String((await json(answer))["url"]));
}

/** What the vendor has the browser bring back once somebody has chosen who they are. */
export async function chosenAt(url: URL, person: Pick<VendorPerson, "id"> | "nobody"): Promise<URLSearchParams> {
  const body = new URLSearchParams(person === "nobody" ? { do: "decline" } : { person: person.id });
  const answer = await fetch(url, { method: "POST", body, redirect: "manual" });
  const location = answer.headers.get("location");
  if (location !== null) return new URL(location).searchParams;
  const page = await answer.text();
  const said = new URLSearchParams();
  for (const [, name = "", value = ""] of page.matchAll(/name="(\w+)" value="([^"]*)"/g)) {
    said.append(name, value.replaceAll("&quot;", '"'));
  }
  return said;
}

/** The browser is back: by a link, or by the form of another site, which carries no cookie. */
export async function bringBack(tab: Tab, app: App, provider: Provider, said: URLSearchParams): Promise<Response> {
  if (provider !== "apple") return tab.get(`/api/auth/callback/${provider}?${said.toString()}`);
  const posted = await client(app).send("POST", "/api/auth/callback/apple", {
    body: String(said),
    headers: { "content-type": "application/x-www-form-urlencoded", origin: "https://appleid.apple.com" },
  });
  const { pathname, search } = new URL(posted.headers.get("location") ?? "");
  return tab.get(pathname + search);
}

/** All of it. Answers the page that the browser ends on, with its query. */
export async function goBy(
  tab: Tab,
  app: App,
  provider: Provider,
  { person, next }: { readonly person: Pick<VendorPerson, "id"> | "nobody"; readonly next?: string },
): Promise<string> {
  const url = await departure(tab, provider, next);
  return pageOf(await bringBack(tab, app, provider, await chosenAt(url, person)));
}

export function pageOf(answer: Response): string {
  const { pathname, search } = new URL(answer.headers.get("location") ?? "http://nowhere.invalid/none");
  return pathname + search;
}

export const accept = (tab: Tab, form: Readonly<Record<string, unknown>> = {}) =>
  tab.post("/api/auth/social/accept", { name: "Mira", locale: "id", termsVersion: TERMS_VERSION, ...form });

let made = 0;
/** Somebody new at every vendor. */
export function stranger(vendors: Vendors, provider: Provider, part: Partial<VendorPerson> = {}): VendorPerson {
  made += 1;
  const email = `stranger-${made}-${crypto.randomUUID().slice(0, 8)}@inbox.ninefold.dev`;
  return vendors[provider].addPerson({ name: "Mira Santoso", email, verified: true, ...part });
}
