import { randomBytes, randomUUID } from "node:crypto";
import { memoryBilling } from "@ninefold/billing/memory";
import { memoryMessages } from "@ninefold/notifications/memory";
import { TERMS_VERSION } from "@ninefold/identity/terms";
import { assertOwnSchema, userIdOf } from "@ninefold/identity/tenancy";
import { startEmulator } from "@ninefold/testing/emulators";
import type { createTestDatabase } from "@ninefold/testing/test-database";
import { createApp } from "../src/app.ts";
import { compose, type System } from "../src/compose.ts";
import { asOwner } from "../src/database/owner.ts";
import { type EnvSource, readEnv } from "../src/env.ts";
import { assertContract } from "./contract.ts";
import { type Description, readDescription } from "./description.ts";

export const ORIGIN = "http://localhost:3000";
type Urls = Awaited<ReturnType<typeof createTestDatabase>>["urls"];

/** The environment that a complete local stack has. */
export const environment = (urls: Urls): EnvSource => ({
  NINEFOLD_STAGE: "test",
  APP_URL: ORIGIN,
  BETTER_AUTH_SECRET: randomUUID() + randomUUID(),
  OBSERVABILITY_PROVIDER: "memory",
  NOTIFICATIONS_EMAIL_PROVIDER: "memory",
  MEDIA_PROVIDER: "memory",
  BILLING_PROVIDER: "memory",
  NOTIFICATIONS_FROM: "Ninefold <hello@inbox.ninefold.dev>",
  NOTIFICATIONS_ENCRYPTION_KEY: randomBytes(32).toString("base64url"),
  // One vendor to sign in by, whom nothing here asks.
  GITHUB_CLIENT_ID: "Iv1.test",
  GITHUB_CLIENT_SECRET: randomUUID(),
  OPS_SAFETY_ENCRYPTION_KEY: randomBytes(32).toString("base64url"),
  ...urls,
});

export type App = ReturnType<typeof createApp>;

/** For what a test needs of the composition that no route gives. */
const behind = new WeakMap<
  App,
  {
    readonly system: System;
    readonly urls: Urls;
    readonly payments: ReturnType<typeof memoryBilling>;
    readonly mail: ReturnType<typeof memoryMessages>;
  }
>();

/**
 * The real composition on a real database, called without a port. A query into another system's schema fails, and so
 * does an answer that the API's description does not know.
 */
export async function startApp(urls: Urls, overrides: EnvSource = {}, { heartbeatMs = 15_000 } = {}) {
  const IDENTITY_DNS_SERVERS = (await localDns()).server;
  const env = readEnv({ ...environment(urls), WORKFLOWS_PROVIDER: "memory", IDENTITY_DNS_SERVERS, ...overrides });
  const payments = memoryBilling();
  const mail = memoryMessages({ channels: ["email"] });
  const system = await compose(env, {
    onQuery: assertOwnSchema,
    ...(env.BILLING_PROVIDER === "memory" && { payments }),
    ...(env.NOTIFICATIONS_EMAIL_PROVIDER === "memory" && { mail }),
  });
  const app = createApp(system, {
    origin: ORIGIN,
    trustedProxies: ["127.0.0.1"],
    webErrorsPerMinute: 10_000,
    heartbeatMs,
  });
  const description = await readDescription(app);
  checkAnswers(app, description);
  behind.set(app, { system, urls, payments, mail });
  return { system, app, description, payments, mail };
}

/** One for all of a file: it ends with the process that runs the file. */
export const localDns = () => (dns ??= startEmulator("dns"));
let dns: ReturnType<typeof startEmulator<"dns">> | undefined;

function checkAnswers(app: App, description: Description): void {
  const { request } = app;
  app.request = async (input, init, ...rest) => {
    const sent = input instanceof Request ? input : new Request(new URL(String(input), "http://localhost").href, init);
    const response = await request(sent, undefined, ...rest);
    // A stream that was cloned would go on for the copy that nobody reads.
    const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
    await assertContract(description, sent, isStream ? response : response.clone());
    return response;
  };
}

export type Tab = ReturnType<typeof client>;

interface Sent {
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A browser tab of one person: same origin, JSON, its own cookies. Each request goes to the next one of `apps`. */
export function client(...apps: readonly [App, ...App[]]) {
  const cookies = new Map<string, string>();
  let turn = 0;
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const send = async (method: string, path: string, init: Sent = {}) => {
    const app = apps[turn++ % apps.length] ?? apps[0];
    const response = await app.request(path, {
      method,
      headers: {
        origin: ORIGIN,
        ...(cookies.size > 0 && { cookie: cookie() }),
        ...init.headers,
      },
      ...(init.body !== undefined && { body: init.body }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  const sendJson = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
    send(method, path, { body: JSON.stringify(body), headers: { "content-type": "application/json", ...headers } });
  return {
    send,
    /** For a request that is made in another way. */
    cookie,
    get: (path: string, headers: Record<string, string> = {}) => send("GET", path, { headers }),
    post: (path: string, body: unknown, headers?: Record<string, string>) => sendJson("POST", path, body, headers),
    patch: (path: string, body: unknown, headers?: Record<string, string>) => sendJson("PATCH", path, body, headers),
    delete: (path: string, headers: Record<string, string> = {}) => send("DELETE", path, { headers }),
  };
}

/** Somebody made up, as the form of the sign-up page sends them. */
export const signUpForm = (name = "Ana Sample") => ({
  name,
  email: `ana-${randomUUID()}@inbox.ninefold.dev`,
  password: `password ${randomUUID()}`,
  locale: "en",
  termsVersion: TERMS_VERSION,
});

/** Somebody new who has an account, and has not opened the mail yet. */
export async function signUp(app: App, tab = client(app)) {
  const form = signUpForm();
  const response = await tab.post("/api/auth/sign-up/email", form);
  if (!response.ok) throw new Error(`sign-up answered ${response.status}: ${await response.text()}`);
  return { ...tab, person: { ...form, id: await findId(app, form.email) } };
}

/** What the link in the mail carries, minted as the job that sends it does. */
export async function tokenFor(app: App, mail: "verificationMail" | "passwordResetMail", userId: string) {
  const letter = await composed(app).system.identity[mail](userId);
  if (letter === undefined) throw new Error(`there is no ${mail} to send`);
  return new URLSearchParams(new URL(letter.url).hash.slice(1)).get("token") ?? "";
}

/** What the link in one of the two mails about a change of address carries. */
export async function addressToken(app: App, userId: string, side: "old" | "new"): Promise<string> {
  const { system, urls } = composed(app);
  const changeId = await asOwner(urls.DATABASE_IDENTITY_URL, async (sql) => {
    const [row] = await sql<{ id: string }[]>`select id from identity.address_changes where user_id = ${userId}`;
    return row?.id ?? "";
  });
  const letter = await system.identity.addressMail(changeId, side);
  return new URLSearchParams(new URL(letter?.url ?? "http://none").hash.slice(1)).get("token") ?? "";
}

/** The newest mail of a kind that a person has asked for; its facts wait for the relay. */
async function newestMail(app: App, purpose: "sign-in" | "confirmation", userId: string): Promise<string> {
  const [row] = await asOwner(
    composed(app).urls.DATABASE_IDENTITY_URL,
    (sql) => sql<{ id: string }[]>`select id from identity.mail_codes
      where user_id = ${userId} and purpose = ${purpose} order by asked_at desc, id desc limit 1`,
  );
  return row?.id ?? randomUUID();
}

/** A browser that has asked for a way in by mail, and what the mail brings: to somebody new when nobody is named. */
export async function signInMail(
  app: App,
  person?: { readonly id: string; readonly email: string },
  tab = client(app),
) {
  const { id, email } = person ?? (await newcomer(app)).person;
  await tab.post("/api/auth/request-sign-in-mail", { email });
  const letter = await composed(app).system.identity.signInMail(await newestMail(app, "sign-in", id));
  const token = new URLSearchParams(new URL(letter?.url ?? "http://none").hash.slice(1)).get("token") ?? "";
  return { tab, token, code: letter?.code ?? "", id, email };
}

/** Asks for a code in this session; answers the one that is mailed. */
export async function confirmationCode(
  app: App,
  caller: Tab & { readonly person: { readonly id: string } },
): Promise<string> {
  await caller.post("/api/v1/me/confirmation-code", {});
  const mailId = await newestMail(app, "confirmation", caller.person.id);
  return (await composed(app).system.identity.confirmationCodeMail(mailId))?.code ?? "";
}

/** Somebody new, their address confirmed, signed in. */
export async function newcomer(app: App, tab = client(app)) {
  const signedUp = await signUp(app, tab);
  const token = await tokenFor(app, "verificationMail", signedUp.person.id);
  const response = await tab.post("/api/auth/verify-email", { token, password: signedUp.person.password });
  if (!response.ok) throw new Error(`the link answered ${response.status}: ${await response.text()}`);
  return signedUp;
}

/** A copy of the person's own data, made as its job makes it; answers its id. */
export async function exported(app: App, person: Tab & { readonly person: { readonly id: string } }): Promise<string> {
  const { id } = await json(await person.post("/api/v1/me/exports", {}));
  const actor = { type: "system", id: "test" } as const;
  const context = { userId: userIdOf(person.person.id), actor, requestId: "test" };
  await composed(app).system.personalExports.build(id, context, { isLast: true });
  return id;
}

/** Tells the owner of a workspace that somebody joined, as the job does; answers the id of what they were told. */
export async function notified(
  app: App,
  { owner, workspace }: Awaited<ReturnType<typeof withWorkspace>>,
  userId: string = randomUUID(),
): Promise<string> {
  const subject = { workspaceId: workspace.id, userId };
  const attempt = { requestId: "test", isLast: false, isReplayed: false, signal: new AbortController().signal };
  await composed(app).system.notifications.tell({ kind: "member-joined", subject, key: randomUUID() }, attempt);
  const page = (await (await owner.get("/api/v1/me/notifications")).json()) as { notifications: { id: string }[] };
  return page.notifications[0]?.id ?? "";
}

/** What the mail vendor would send, about nothing in particular. */
export function mailReport(app: App) {
  const { body, headers } = composed(app).mail.reportOf({ status: "delivered" });
  const parsed = JSON.parse(new TextDecoder().decode(body)) as Record<string, unknown>;
  return { body: parsed, headers: Object.fromEntries(headers) };
}

export interface Body {
  readonly [key: string]: unknown;
  readonly id: string;
  readonly slug: string;
}

export const json = async (response: Response) => (await response.json()) as Body;

/** Whose workspace it is, and the workspace. */
export async function withWorkspace(app: App) {
  const owner = await newcomer(app);
  const workspace = await json(await owner.post("/api/v1/workspaces", { name: "Acme" }));
  return { owner, workspace, path: `/api/v1/workspaces/${workspace.id}` };
}

type Place = Pick<Awaited<ReturnType<typeof withWorkspace>>, "owner" | "path">;
export const NEW_KEY = { name: "CI", permissions: ["project:read"], expiresInDays: 30 };

export const program = ({ owner, path }: Place): Promise<Body> =>
  owner.post(`${path}/service-accounts`, { name: `Program ${randomUUID()}` }).then(json);

/** A key, and the program that asks with it. */
export async function apiKey(place: Place, wanted: Partial<typeof NEW_KEY> = {}, serviceAccountId?: string) {
  const account = serviceAccountId ?? (await program(place)).id;
  const keys = `${place.path}/service-accounts/${account}/keys`;
  const response = await place.owner.post(keys, { ...NEW_KEY, ...wanted });
  if (response.status !== 201) throw new Error(`the key answered ${response.status}: ${await response.text()}`);
  const { key, secret } = (await response.json()) as { readonly key: Body; readonly secret: string };
  return { serviceAccountId: account, keyId: key.id, secret, key, path: `${keys}/${key.id}` };
}

/** A program: no cookies, no origin. */
export function programWith(app: App, secret: string) {
  const send = async (method: string, path: string, init: Sent = {}) =>
    app.request(path, {
      method,
      headers: { authorization: `Bearer ${secret}`, ...init.headers },
      ...(init.body !== undefined && { body: init.body }),
    });
  const sendJson = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
    send(method, path, { body: JSON.stringify(body), headers: { "content-type": "application/json", ...headers } });
  return {
    send,
    cookie: () => "",
    get: (path: string, headers: Record<string, string> = {}) => send("GET", path, { headers }),
    post: (path: string, body: unknown, headers?: Record<string, string>) => sendJson("POST", path, body, headers),
    patch: (path: string, body: unknown, headers?: Record<string, string>) => sendJson("PATCH", path, body, headers),
    delete: (path: string, headers: Record<string, string> = {}) => send("DELETE", path, { headers }),
  };
}

/** Somebody new who was invited, and has accepted. An owner is made out of an admin. */
export async function memberOf(app: App, { owner, path }: Awaited<ReturnType<typeof withWorkspace>>, role: string) {
  const member = await newcomer(app);
  const invitedAs = role === "owner" ? "admin" : role;
  const { id } = await json(await owner.post(`${path}/invitations`, { email: member.person.email, role: invitedAs }));
  await member.post(`/api/v1/invitations/${id}/accept`, {});
  if (role === "owner") await owner.patch(`${path}/members/${member.person.id}`, { role });
  return member;
}

/** What the owner of a workspace does to have a paid plan, up to the moment at which the product knows of it. */
export async function subscribe(app: App, { owner, workspace, path }: Awaited<ReturnType<typeof withWorkspace>>) {
  const { system, payments } = composed(app);
  const wanted = { planKey: "pro", interval: "month" };
  const response = await owner.post(`${path}/billing/checkout`, wanted, { "idempotency-key": randomUUID() });
  if (!response.ok) throw new Error(`the checkout answered ${response.status}: ${await response.text()}`);
  const [checkoutRef = ""] = payments.openCheckouts(workspace.id);
  const ref = payments.completeCheckout(checkoutRef);
  await system.billing.refresh(ref, { requestId: "paid", signal: new AbortController().signal });
  return {
    ref,
    /** What the vendor would send about it: another one at each call. */
    deliver: () => {
      const { body, headers } = payments.webhookFor(ref);
      const parsed = JSON.parse(new TextDecoder().decode(body)) as Record<string, unknown>;
      return { body: parsed, headers: Object.fromEntries(headers) };
    },
  };
}

function composed(app: App) {
  const found = behind.get(app);
  if (found === undefined) throw new Error("this app was not started by startApp");
  return found;
}

/** The sign-up answers alike whether or not there is an account, so it can't say the id. */
const findId = (app: App, email: string): Promise<string> =>
  asOwner(composed(app).urls.DATABASE_IDENTITY_URL, async (sql) => {
    const [row] = await sql<{ id: string }[]>`select id from identity."user" where email = ${email}`;
    return row?.id ?? "";
  });
