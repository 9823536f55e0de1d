import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from "@simplewebauthn/browser";
import { api, fetchApi, unwrap } from "../../../api.ts";

/** Why a browser has nothing to send: nobody is at fault, and nothing was changed. */
export type PasskeyFault =
  /** The person said no, looked too long for it, or has none here. Browsers don't say which, on purpose. */
  | "cancelled"
  /** This device, or this password manager, has one for the account already. */
  | "known"
  /** Whatever else: no authenticator that checks its person, or a page at a bare address. */
  | "unable";

/** For what may throw, beside ApiProblem of the calls to our API. */
export class PasskeyError extends Error {
  override readonly name = "PasskeyError";
  readonly fault: PasskeyFault;
  constructor(fault: PasskeyFault, options?: ErrorOptions) {
    super(fault, options);
    this.fault = fault;
  }
}

export const canUsePasskeys = (): boolean => browserSupportsWebAuthn();
export const canOfferPasskeys = (): Promise<boolean> => browserSupportsWebAuthnAutofill();

/** @param isOffered true to wait in the browser's own suggestions below the address, and to ask for nothing. */
export async function signInWithPasskey(isOffered = false): Promise<void> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what our own API answers, and the browser reads it next
  const { options } = (await (await post("passkey/options", {})).json()) as { options: PasskeyRequest };
  const credential = await startAuthentication({ optionsJSON: options, useBrowserAutofill: isOffered }).catch(toError);
  await post("sign-in/passkey", { credential });
}

/** Not by the typed client, which knows no body of what identity parses itself. */
const post = (endpoint: string, body: object) =>
  fetchApi(`/api/auth/${endpoint}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

export async function addPasskey(name: string): Promise<void> {
  const optionsJSON = await unwrap(api.v1.me.passkeys.options.$post());
  const credential = await startRegistration({ optionsJSON }).catch(toError);
  await unwrap(api.v1.me.passkeys.$post({ json: { name, credential } }));
}

/** What the browser is to be asked to prove who this is; it throws for whoever has no passkey. */
export const beginConfirmation = () => unwrap(api.v1.me["passkey-confirmation"].options.$post());

export type PasskeyRequest = Awaited<ReturnType<typeof beginConfirmation>>;

export async function confirmWithPasskey(optionsJSON: PasskeyRequest): Promise<void> {
  const credential = await startAuthentication({ optionsJSON }).catch(toError);
  await unwrap(api.v1.me["passkey-confirmation"].$post({ json: { credential } }));
}

function toError(error: unknown): never {
  throw new PasskeyError(faultOf(error), { cause: error });
}

function faultOf(error: unknown): PasskeyFault {
  if (!(error instanceof Error)) return "unable";
  if (error instanceof WebAuthnError) {
    if (error.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED") return "known";
    if (error.code === "ERROR_CEREMONY_ABORTED") return "cancelled";
  }
  return error.name === "NotAllowedError" || error.name === "AbortError" ? "cancelled" : "unable";
}
