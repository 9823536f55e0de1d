import { randomBytes } from "node:crypto";
import { type Emulator, runEmulator, type RunOptions } from "../frame/run.ts";
import { openGrants } from "../sign-in/grants.ts";
import { type Defect, makeKeys, openid } from "../sign-in/openid.ts";
import { signInPages } from "../sign-in/pages.ts";
import { openPeople, type People, peopleIn, type VendorPerson } from "../sign-in/people.ts";

export interface GoogleOptions extends RunOptions {
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  /** Absent: any of this machine. */
  readonly redirectUris?: readonly string[] | undefined;
  readonly productUrl?: string | undefined;
}

export interface GoogleEmulator extends Emulator {
  readonly clientId: string;
  readonly clientSecret: string;
  addPerson: People["add"];
  people(): readonly VendorPerson[];
  /** The next signed token is wrong in this way. */
  spoil(defect: Defect): void;
}

const PEOPLE: readonly VendorPerson[] = [
  { id: "110000000000000000001", name: "Mira Santoso", email: "mira.santoso@inbox.ninefold.dev", verified: true },
  { id: "110000000000000000002", name: "Jonas Weber", email: "jonas.weber@inbox.ninefold.dev", verified: true },
  { id: "110000000000000000003", name: "Uli Nobody", email: "uli.nobody@inbox.ninefold.dev", verified: false },
];

/** Google's sign-in on this machine, after its OpenID Connect guide and discovery document, read 2026-11-22. */
export async function startGoogle(options: GoogleOptions = {}): Promise<GoogleEmulator> {
  const { clientId = "local.apps.googleusercontent.com", redirectUris, productUrl } = options;
  const { clientSecret = `GOCSPX-${randomBytes(12).toString("hex")}` } = options;
  const keys = makeKeys();
  const held: { people?: People; spoil?: (defect: Defect) => void } = {};
  const emulator = await runEmulator("google", options, (kit) => {
    const people = openPeople(kit.store, PEOPLE);
    const grants = openGrants(kit.store, kit.clock);
    const { token, keySet, spoil, forget } = openid({
      kit,
      keys,
      people,
      grants,
      clientId,
      isSecret: (secret) => secret === clientSecret,
      claimsOf: ({ name, email, verified }) => ({ name, email, email_verified: verified, azp: clientId }),
    });
    Object.assign(held, { people, spoil });
    return {
      routes: { "POST /token": token, "GET /oauth2/v3/certs": keySet },
      events: [],
      forget,
      pages: signInPages({
        vendor: "Google",
        path: "/o/oauth2/v2/auth",
        clientId,
        redirectUris,
        people,
        grants,
        productUrl,
        fault: (query) => (query.get("scope")?.split(" ").includes("openid") ? undefined : "invalid_scope: no openid."),
      }),
    };
  });
  return Object.assign(emulator, {
    clientId,
    clientSecret,
    addPerson: (person: Omit<VendorPerson, "id">) => peopleIn(held).add(person),
    people: () => peopleIn(held).list(),
    spoil: (defect: Defect) => held.spoil?.(defect),
  });
}
