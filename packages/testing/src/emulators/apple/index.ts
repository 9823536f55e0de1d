import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { type Emulator, runEmulator, type RunOptions } from "../frame/run.ts";
import { openGrants } from "../sign-in/grants.ts";
import { type Defect, makeKeys, openid } from "../sign-in/openid.ts";
import { readSigned } from "../sign-in/signed.ts";
import { signInPages } from "../sign-in/pages.ts";
import { openPeople, type People, peopleIn, type VendorPerson } from "../sign-in/people.ts";

export interface AppleOptions extends RunOptions {
  /** The Services ID. */
  readonly clientId?: string | undefined;
  readonly teamId?: string | undefined;
  readonly keyId?: string | undefined;
  /** As the `.p8` file has it: the product signs with it, and this holds what it signs against its public half. */
  readonly privateKey?: string | undefined;
  /** Absent: any of this machine. */
  readonly redirectUris?: readonly string[] | undefined;
  readonly productUrl?: string | undefined;
}

export interface AppleEmulator extends Emulator {
  readonly clientId: string;
  readonly teamId: string;
  readonly keyId: string;
  readonly privateKey: string;
  addPerson: People["add"];
  people(): readonly VendorPerson[];
  /** The next signed token is wrong in this way. */
  spoil(defect: Defect): void;
}

const PEOPLE: readonly VendorPerson[] = [
  { id: "000001.ana", name: "Putri Ayu", email: "putri.ayu@inbox.ninefold.dev", verified: true },
  { id: "000002.rin", name: "Rin Sato", email: "k7x2m9q4wd@privaterelay.inbox.ninefold.dev", verified: true },
];

/** Six months: the longest that Apple takes a secret for. */
const LONGEST_SECONDS = 15_777_000;

/** Sign in with Apple on this machine, after its REST API's documentation, read 2026-11-22. */
export async function startApple(options: AppleOptions = {}): Promise<AppleEmulator> {
  const {
    clientId = "dev.ninefold.local",
    teamId = "LOCALTEAM1",
    keyId = "LOCALKEY01",
    redirectUris,
    productUrl,
  } = options;
  const privateKey = options.privateKey || makeAppleKey();
  const keys = makeKeys();
  const publicKey = createPublicKey(privateKey);
  const held: { people?: People; spoil?: (defect: Defect) => void } = {};
  const met = new Set<string>();

  function isSecret(secret: string, issuer: string): boolean {
    const { header, claims } = readSigned(secret, "ES256", publicKey) ?? {};
    const { iss, sub, aud, iat = 0, exp = Infinity } = claims ?? {};
    const isOurs = header?.kid === keyId && iss === teamId && sub === clientId && aud === issuer;
    return isOurs && exp * 1_000 > Date.now() && exp - iat <= LONGEST_SECONDS;
  }

  const emulator = await runEmulator("apple", options, (kit) => {
    const people = openPeople(kit.store, PEOPLE);
    const grants = openGrants(kit.store, kit.clock);
    const { token, keySet, spoil, forget } = openid({
      kit,
      keys,
      people,
      grants,
      clientId,
      isSecret,
      claimsOf: ({ email, verified }) => ({ email, email_verified: verified, nonce_supported: true }),
    });
    Object.assign(held, { people, spoil });
    return {
      routes: { "POST /auth/token": token, "GET /auth/keys": keySet },
      events: [],
      forget: () => {
        forget();
        met.clear();
      },
      pages: signInPages({
        vendor: "Apple",
        path: "/auth/authorize",
        clientId,
        redirectUris,
        people,
        grants,
        productUrl,
        declined: "user_cancelled_authorize",
        fault: (query) =>
          query.get("response_mode") === "form_post"
            ? undefined
            : "invalid_request: response_mode must be form_post when name or email scope is requested.",
        // The first time that somebody goes to a product, and never again.
        beside({ id, name, email }) {
          if (met.has(id)) return {};
          met.add(id);
          const [firstName = "", ...rest] = name.split(" ");
          return { user: JSON.stringify({ name: { firstName, lastName: rest.join(" ") }, email }) };
        },
      }),
    };
  });
  return Object.assign(emulator, {
    clientId,
    teamId,
    keyId,
    privateKey,
    addPerson: (person: Omit<VendorPerson, "id">) => peopleIn(held).add(person),
    people: () => peopleIn(held).list(),
    spoil: (defect: Defect) => held.spoil?.(defect),
  });
}

/** A key as Apple's developer site makes one. */
export function makeAppleKey(): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}
