import { Hono } from "hono";
import { html } from "hono/html";
import { notice } from "../pages/parts.ts";
import { type Page, pageShell, type Shell } from "../pages/shell.ts";
import type { Grants } from "./grants.ts";
import type { People, VendorPerson } from "./people.ts";

export interface SignInPages {
  /** `Google`. */
  readonly vendor: string;
  /** Where products send browsers. */
  readonly path: string;
  readonly clientId: string;
  /** Those that the product has registered, to the letter. Any of this machine when absent. */
  readonly redirectUris: readonly string[] | undefined;
  readonly people: People;
  readonly grants: Grants;
  readonly productUrl: string | undefined;
  /** Why this vendor would not even show its page; the rest is checked here. */
  readonly fault?: (query: URLSearchParams) => string | undefined;
  /** How the vendor says that a person did not want to. */
  readonly declined?: string;
  /** Besides the code and the state. */
  readonly beside?: (person: VendorPerson) => Readonly<Record<string, string>>;
}

/** The vendor's page: who somebody is is chosen, not typed, and a password is never asked for. */
export function signInPages(options: SignInPages): Hono {
  const { vendor, path, people, grants, declined = "access_denied", beside = () => ({}) } = options;
  const shell: Shell = {
    brand: `Local ${vendor}`,
    home: "/people",
    words: `In place of ${vendor}. Nobody here exists.`,
    system: "identity",
    productUrl: options.productUrl,
    style: STYLE,
  };
  const { send } = pageShell(shell);

  return new Hono()
    .get("/", (c) => c.redirect("/people"))
    .get("/people", () => send(listPage(options)))
    .get("/people/:id", () => send(notice("No such page", "People have no pages of their own.", LIST), 404))
    .get(path, (c) => {
      const query = new URL(c.req.url).searchParams;
      const fault = faultIn(options, query);
      return fault === undefined
        ? send(choicePage(options, query.get("redirect_uri") ?? ""))
        : send(notice(`${vendor} refuses this`, fault), 400);
    })
    .post(path, async (c) => {
      const query = new URL(c.req.url).searchParams;
      const fault = faultIn(options, query);
      if (fault !== undefined) return send(notice(`${vendor} refuses this`, fault), 400);
      const form = new URLSearchParams(await c.req.text());
      const person = chosenFrom(people, form);
      const state = query.get("state");
      const redirectUri = query.get("redirect_uri") ?? "";
      const said = person === undefined ? { error: declined } : { code: give(person, query), ...beside(person) };
      const all = Object.entries({ ...said, ...(state !== null && { state }) });
      if (query.get("response_mode") === "form_post") return send(formPage(redirectUri, all));
      const back = new URL(redirectUri);
      for (const [name, value] of all) back.searchParams.set(name, value);
      return c.redirect(back.href, 302);
    });

  function give(person: VendorPerson, query: URLSearchParams): string {
    return grants.give({
      personId: person.id,
      redirectUri: query.get("redirect_uri") ?? "",
      challenge: query.get("code_challenge"),
      nonce: query.get("nonce"),
    });
  }
}

/** Somebody who is known there, or is from now on; `undefined` for nobody. */
export function chosenFrom(people: People, form: URLSearchParams): VendorPerson | undefined {
  if (form.get("do") === "decline") return undefined;
  const known = people.find(form.get("person") ?? "");
  if (known !== undefined) return known;
  const email = (form.get("email") ?? "").trim();
  if (!/^\S+@\S+$/.test(email)) return undefined;
  const name = (form.get("name") ?? "").trim() || email.replace(/@.*/, "");
  return people.add({ name, email, verified: form.has("verified") });
}

function faultIn({ clientId, redirectUris, fault }: SignInPages, query: URLSearchParams): string | undefined {
  const redirectUri = query.get("redirect_uri") ?? "";
  const isOurs = URL.canParse(redirectUri) && LOCAL.has(new URL(redirectUri).hostname);
  if (query.get("client_id") !== clientId) return "invalid_client: no product has this client id.";
  if (!isOurs || (redirectUris !== undefined && !redirectUris.includes(redirectUri)))
    return "redirect_uri_mismatch: the product has not registered this address.";
  if (query.get("response_type") !== "code") return "unsupported_response_type: this asks for a code alone.";
  if (query.has("code_challenge") && query.get("code_challenge_method") !== "S256")
    return "invalid_request: PKCE is taken as S256 alone.";
  return fault?.(query);
}
const LIST = { href: "/people", text: "Show all people" };
const LOCAL = new Set(["localhost", "127.0.0.1"]);

/** @param redirectUri where it leads in the end. */
export function choicePage({ vendor, people }: Pick<SignInPages, "vendor" | "people">, redirectUri: string): Page {
  const content = html`
    <div class="who">
      <div class="head">
        <h1>Who are you?</h1>
        <p class="lead">
          Choose an account to go on to ${new URL(redirectUri).host}. ${vendor} would tell it your name and address.
        </p>
      </div>
      <form method="post" class="list people">
        ${people.list().map(
          ({ id, name, email, verified }) =>
            html`<button name="person" value="${id}">
              <span class="subject cut">${name}</span>
              <span class="soft cut">${email}${verified ? "" : " (not confirmed)"}</span>
            </button>`,
        )}
      </form>
      <form method="post" class="panel other">
        <h2>Another account</h2>
        <div class="field">
          <label for="name">Name</label>
          <input id="name" name="name" autocomplete="off" />
        </div>
        <div class="field">
          <label for="email">E-mail</label>
          <input id="email" name="email" type="email" required autocomplete="off" />
        </div>
        <label class="tick"
          ><input type="checkbox" name="verified" value="yes" checked /> ${vendor} has confirmed it</label
        >
        <button class="first">Use this account</button>
      </form>
      <form method="post" class="decline"><button name="do" value="decline">Do not sign in</button></form>
    </div>
  `;
  return { title: `Sign in by ${vendor}`, content, leads: [redirectUri] };
}

/** What vendors do with a script: the answer, as a form. */
function formPage(redirectUri: string, said: readonly (readonly [string, string])[]): Page {
  const content = html`<div class="who">
    <div class="head"><h1>Almost there</h1></div>
    <form method="post" action="${redirectUri}" class="panel">
      ${said.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      <button class="first">Continue to ${new URL(redirectUri).host}</button>
    </form>
  </div>`;
  return { title: "Continue", content, leads: [redirectUri] };
}

export function listPage({ vendor, people, productUrl }: Pick<SignInPages, "vendor" | "people" | "productUrl">): Page {
  const content = html`<div class="head">
      <h1>People</h1>
      <p class="lead">
        Who has an account here. To add one, sign in to the product by ${vendor} and choose another account.
      </p>
    </div>
    <ul class="list">
      ${people
        .list()
        .map(
          ({ id, name, email, verified }) =>
            html`<li class="row">
              <span class="subject cut">${name}</span><span class="soft mono">${id}</span>
              <span class="soft cut">${email}</span
              >${verified ? html`<span></span>` : html`<span class="chip">not confirmed</span>`}
            </li>`,
        )}
    </ul>
    ${productUrl === undefined ? "" : html`<p class="after"><a href="${productUrl}/sign-in">Open sign-in</a></p>`}`;
  return { title: "People", content };
}

export const STYLE = `
.who { max-width: 28rem; margin: 0 auto; }
button.first { background: var(--accent); border-color: var(--accent); color: oklch(0.99 0.002 268); }
.people button {
  display: grid; width: 100%; height: auto; min-height: 56px; padding: 8px 16px; text-align: left; border: 0; border-radius: 0;
}
.people button + button { border-top: 1px solid var(--line); }
.people button:focus-visible { outline-offset: -2px; }
.people .soft { font-weight: 400; }
.other { margin-top: 16px; }
.other h2 { font-size: 1rem; line-height: 1.625rem; font-weight: 600; margin-bottom: 8px; }
.other .field { max-width: none; margin-bottom: 12px; }
.tick { display: flex; align-items: center; gap: 8px; margin-bottom: 16px; font-weight: 400; }
.tick input { width: 16px; height: 16px; accent-color: var(--accent); }
.decline, .after { margin-top: 16px; text-align: center; }`;
