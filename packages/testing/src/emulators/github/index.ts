import { randomBytes, randomInt } from "node:crypto";
import { z } from "zod";
import type { Answer, EmulatorRequest } from "../frame/define.ts";
import { type Emulator, runEmulator, type RunOptions } from "../frame/run.ts";
import { openGrants } from "../sign-in/grants.ts";
import { signInPages } from "../sign-in/pages.ts";
import { openPeople, type People, peopleIn, type VendorPerson } from "../sign-in/people.ts";

export interface GithubOptions extends RunOptions {
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  /** Absent: any of this machine. */
  readonly redirectUris?: readonly string[] | undefined;
  readonly productUrl?: string | undefined;
}

export interface GithubEmulator extends Emulator {
  readonly clientId: string;
  readonly clientSecret: string;
  addPerson: People["add"];
  people(): readonly VendorPerson[];
}

const PEOPLE: readonly VendorPerson[] = [
  { id: "583231", name: "Dewi Lestari", email: "dewi.lestari@inbox.ninefold.dev", verified: true },
  { id: "583232", name: "Tom Baker", email: "tom.baker@inbox.ninefold.dev", verified: true },
  { id: "583233", name: "Uli Nobody", email: "uli.nobody@inbox.ninefold.dev", verified: false },
];

const Token = z.object({ token: z.string(), personId: z.string() });

/** GitHub's OAuth apps and as much of its REST API as says who somebody is, after docs.github.com, read 2026-11-22. */
export async function startGithub(options: GithubOptions = {}): Promise<GithubEmulator> {
  const { clientId = "Iv1.local", clientSecret = randomBytes(20).toString("hex"), redirectUris, productUrl } = options;
  const held: { people?: People } = {};
  const emulator = await runEmulator("github", options, ({ store, clock }) => {
    const people = openPeople(store, PEOPLE);
    const grants = openGrants(store, clock);
    const tokens = store.collection("tokens", Token, 1_000);
    held.people = people;

    /** Says no with 200, as GitHub does, and answers JSON to whoever asks for it. */
    function trade({ text, headers }: EmulatorRequest): Answer {
      const form = new URLSearchParams(text);
      const said = traded(form);
      if (headers.get("accept")?.includes("json")) return { status: 200, body: said };
      const type = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
      return { status: 200, body: String(new URLSearchParams(said)), headers: type };
    }

    function traded(form: URLSearchParams): Record<string, string> {
      const isClient = form.get("client_id") === clientId && form.get("client_secret") === clientSecret;
      if (!isClient) return { error: "incorrect_client_credentials" };
      const grant = grants.take(form);
      if (grant === undefined) return { error: "bad_verification_code" };
      const token = `gho_${randomBytes(18).toString("hex")}`;
      store.change(() => tokens.put(token, { token, personId: grant.personId }));
      return { access_token: token, token_type: "bearer", scope: "read:user,user:email" };
    }

    const signedIn = (say: (person: VendorPerson) => unknown) => (request: EmulatorRequest) => {
      const [, token = ""] = /^(?:bearer|token) (.+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
      const person = people.find(tokens.find(token)?.personId ?? "");
      if (!request.headers.has("user-agent")) return { status: 403, body: { message: "Give a User-Agent." } };
      return person === undefined
        ? { status: 401, body: { message: "Bad credentials" } }
        : { status: 200, body: say(person) };
    };

    return {
      routes: {
        "POST /login/oauth/access_token": trade,
        // An address shows in the profile for those alone who have made theirs public: nobody here has.
        "GET /user": signedIn(({ id, name, email }) => ({
          id: Number(id),
          login: email.replace(/@.*/, ""),
          name,
          email: null,
        })),
        "GET /user/emails": signedIn(({ email, verified }) => [
          {
            email: `${randomInt(1_000)}+noreply@users.noreply.github.com`,
            primary: false,
            verified: true,
            visibility: null,
          },
          { email, primary: true, verified, visibility: "private" },
        ]),
      },
      events: [],
      pages: signInPages({
        vendor: "GitHub",
        path: "/login/oauth/authorize",
        clientId,
        redirectUris,
        people,
        grants,
        productUrl,
      }),
    };
  });
  return Object.assign(emulator, {
    clientId,
    clientSecret,
    addPerson: (person: Omit<VendorPerson, "id">) => peopleIn(held).add(person),
    people: () => peopleIn(held).list(),
  });
}
