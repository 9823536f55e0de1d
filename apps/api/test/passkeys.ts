import { softwareAuthenticator, type SoftwareAuthenticator, type Tampering } from "@ninefold/testing/authenticator";
import { ORIGIN, type Tab } from "./support.ts";

type Wanted = Parameters<SoftwareAuthenticator["create"]>[0];
type Asked = Parameters<SoftwareAuthenticator["get"]>[0];

export const authenticator = (isSynced = true) => softwareAuthenticator({ origin: ORIGIN, isSynced });

const ask = async (tab: Tab, path: string) => (await tab.post(path, {})).json();

/** What a new passkey of this person answers to a challenge of theirs. */
export async function attested(person: Tab, own = authenticator(), tampering: Tampering = {}) {
  return own.create((await ask(person, "/api/v1/me/passkeys/options")) as Wanted, tampering);
}

export async function addPasskey(person: Tab, own = authenticator(), tampering: Tampering = {}): Promise<Response> {
  return person.post("/api/v1/me/passkeys", { name: "Laptop", credential: await attested(person, own, tampering) });
}

export async function passkeyIdOf(person: Tab): Promise<string> {
  const { id } = (await (await addPasskey(person)).json()) as { readonly id: string };
  return id;
}

/** What a browser is asked in which nobody is signed in. */
export const askedToSignIn = async (tab: Tab): Promise<Asked> =>
  ((await ask(tab, "/api/auth/passkey/options")) as { readonly options: Asked }).options;

export const askedToConfirm = async (person: Tab): Promise<Asked> =>
  (await ask(person, "/api/v1/me/passkey-confirmation/options")) as Asked;
