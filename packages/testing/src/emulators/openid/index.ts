import { randomBytes, randomUUID } from "node:crypto";
import { IncomingMessage, ServerResponse } from "node:http";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import { html, raw } from "hono/html";
import type { Provider } from "oidc-provider";
import { notice } from "../pages/parts.ts";
import { pageShell, type Shell } from "../pages/shell.ts";
import { type Emulator, runEmulator, type RunOptions } from "../frame/run.ts";
import { makeKeys } from "../sign-in/openid.ts";
import { choicePage, chosenFrom, listPage, STYLE } from "../sign-in/pages.ts";
import { openPeople, type People, peopleIn, type VendorPerson } from "../sign-in/people.ts";
import { writeSigned } from "../sign-in/signed.ts";
import { type OpenidDefect, spoilt } from "./defects.ts";
import type { OpenidClient } from "./provider.ts";

export interface OpenidOptions extends RunOptions {
  /** What its pages call it. */
  readonly name?: string | undefined;
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  /** Absent: any of this machine. */
  readonly redirectUris?: readonly string[] | undefined;
  readonly backchannelLogoutUri?: string | undefined;
  readonly productUrl?: string | undefined;
}

export interface OpenidEmulator extends Emulator {
  /** What the product is told. It is where the provider listens. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  addPerson: People["add"];
  people(): readonly VendorPerson[];
  /** Another product, or the same one once more, from now on. */
  addClient(client: OpenidClient): void;
  /** The next token that it signs is wrong in this way. */
  spoil(defect: OpenidDefect): void;
  /** Signs with another key from now on. Whoever is signed in there has to do it again. */
  rotateKeys(): void;
  /** A notice of a session's end, as it would be told (Back-Channel Logout 1.0); `claims` come over its own. */
  logoutToken(claims: Readonly<Record<string, unknown>>): string;
}

const PEOPLE: readonly VendorPerson[] = [
  { id: "emp-1001", name: "Ratna Wijaya", email: "ratna.wijaya@inbox.ninefold.dev", verified: true },
  { id: "emp-1002", name: "Tom Becker", email: "tom.becker@inbox.ninefold.dev", verified: true },
  { id: "emp-1003", name: "Ira Nobody", email: "ira.nobody@inbox.ninefold.dev", verified: false },
];

/**
 * An OpenID provider on this machine, such as Keycloak, Okta or Entra ID: the certified library `oidc-provider`, with pages
 * on which a person is chosen. Its time is the machine's.
 */
export async function startOpenid(options: OpenidOptions = {}): Promise<OpenidEmulator> {
  const { name = "Company Login", clientId = "ninefold-local", productUrl } = options;
  const { clientSecret = randomBytes(24).toString("base64url"), redirectUris, backchannelLogoutUri } = options;
  const clients: OpenidClient[] = [{ clientId, clientSecret, redirectUris, backchannelLogoutUri }];
  const defects: OpenidDefect[] = [];
  const held: { people?: People; provider?: Provider } = {};
  let keys = makeKeys();
  /** Known once it listens. */
  let issuer: string | undefined;
  const shell: Shell = {
    brand: name,
    home: "/people",
    words: "In place of a company's own sign-in. Nobody here exists.",
    system: "identity",
    productUrl,
    style: STYLE,
  };
  const { send } = pageShell(shell);
  const current = (): Provider => {
    if (held.provider === undefined) throw new TypeError("the emulator has not been built");
    return held.provider;
  };
  // The library is large, and every other emulator does without it.
  const { makeProvider, openInside } = await import("./provider.ts");
  const inside = await openInside(current);

  const emulator = await runEmulator("openid", options, (kit) => {
    const people = openPeople(kit.store, PEOPLE);
    held.people = people;
    const pages = new Hono();
    pages.get("/", (c) => c.redirect("/people"));
    pages.get("/people", () => send(listPage({ vendor: name, people, productUrl })));
    pages.get("/interaction/:uid", async (c) => {
      const { incoming, outgoing } = nodesOf(c);
      const found = await current()
        .interactionDetails(incoming, outgoing)
        .catch(() => undefined);
      if (found === undefined) return send(notice("This took too long", "Begin again in the product.", LIST), 400);
      return send(choicePage({ vendor: name, people }, String(found.params["redirect_uri"])));
    });
    pages.post("/interaction/:uid", async (c) => {
      const { incoming, outgoing } = nodesOf(c);
      const person = chosenFrom(people, new URLSearchParams(await c.req.text()));
      const result =
        person === undefined
          ? { error: "access_denied", error_description: "the person did not want to" }
          : { login: { accountId: person.id, remember: true } };
      const next = await current()
        .interactionResult(incoming, outgoing, result)
        .catch(() => undefined);
      if (next === undefined) return send(notice("This took too long", "Begin again in the product.", LIST), 400);
      return c.redirect(next, 303);
    });
    // The library's own pages take the request as it came.
    for (const path of ["/auth", "/auth/:uid", "/session/end", "/session/end/confirm", "/session/end/success"]) {
      pages.on(["GET", "POST"], path, async (c) => {
        const { incoming, outgoing } = nodesOf(c);
        await current().callback()(incoming, outgoing);
        return RESPONSE_ALREADY_SENT;
      });
    }
    return {
      routes: {
        "GET /.well-known/openid-configuration": (request) => inside.ask(request),
        "GET /jwks": (request) => inside.ask(request),
        "POST /token": async (request) => {
          const answer = await inside.ask(request);
          return spoilt(answer, answer.status === 200 ? defects.shift() : undefined, { keys, clientSecret });
        },
      },
      before: (_request, _route, proceed) => proceed(),
      events: [],
      forget: () => {
        defects.splice(0);
        renew();
      },
      pages,
    };
  });
  issuer = emulator.url;
  renew();

  return Object.assign(emulator, {
    issuer: emulator.url,
    clientId,
    clientSecret,
    addPerson: (person: Omit<VendorPerson, "id">) => peopleIn(held).add(person),
    people: () => peopleIn(held).list(),
    addClient(client: OpenidClient) {
      const others = clients.filter((one) => one.clientId !== client.clientId);
      clients.splice(0, clients.length, ...others, client);
      renew();
    },
    spoil: (defect: OpenidDefect) => void defects.push(defect),
    rotateKeys() {
      keys = makeKeys();
      renew();
    },
    logoutToken(claims: Readonly<Record<string, unknown>>) {
      const seconds = Math.floor(Date.now() / 1_000);
      const own = { iss: emulator.url, aud: clientId, iat: seconds, exp: seconds + 120, jti: randomUUID() };
      const events = { "http://schemas.openid.net/event/backchannel-logout": {} };
      return writeSigned({ kid: keys.jwk.kid, typ: "logout+jwt" }, { ...own, events, ...claims }, keys.own);
    },
    close: closing(emulator.close, inside.close),
  });

  /** With what it is told by now. Sessions and codes are gone. */
  function renew(): void {
    if (issuer === undefined) return;
    held.provider = makeProvider({
      issuer,
      clients,
      keys,
      people: peopleIn(held),
      pages: {
        refused: async (error, words) => text(await send(notice(`${name} refuses this`, `${error}: ${words}`, LIST))),
        leaving: async (form) =>
          text(
            await send({
              title: "Sign out",
              content: html`<div class="who">
                <div class="head"><h1>Sign out of ${name} as well?</h1></div>
                <div class="panel">
                  ${raw(form)}
                  <button class="first" form="op.logoutForm" name="logout" value="yes">Sign out</button>
                  <button form="op.logoutForm">Stay</button>
                </div>
              </div>`,
            }),
          ),
        left: async () => text(await send(notice("Signed out", `Nobody is signed in at ${name}.`, LIST))),
      },
    });
  }
}

/** The request as Node has it: the library takes nothing else. */
function nodesOf({ env }: { readonly env: unknown }) {
  if (typeof env === "object" && env !== null && "incoming" in env && "outgoing" in env) {
    const { incoming, outgoing } = env;
    if (incoming instanceof IncomingMessage && outgoing instanceof ServerResponse) return { incoming, outgoing };
  }
  throw new TypeError("the emulator is served by something else than Node");
}

const LIST = { href: "/people", text: "Show all people" };
const text = (response: Response) => response.text();

function closing(outer: () => Promise<void>, inner: () => void): () => Promise<void> {
  return async () => {
    await outer();
    inner();
  };
}
