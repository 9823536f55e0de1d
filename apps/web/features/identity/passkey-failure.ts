import { ApiProblem } from "../../api.ts";
import type { FailureCopy } from "./copy/failures.ts";
import type { PasskeyAskCopy, PasskeysCopy } from "./copy/passkeys.ts";
import { type Attempt, attempt, failureSentence } from "./failure.ts";
import { PasskeyError } from "./webauthn/client.ts";

/** Tries what a browser and the API have a part in. What neither of them could do becomes words. */
export async function attemptPasskey(
  work: () => Promise<unknown>,
  copy: PasskeysCopy,
  failures: FailureCopy,
): Promise<Attempt<true>> {
  const name = { field: "name", text: copy.nameMissing };
  const codes = {
    "identity.passkey_refused": { text: copy.faults.refused },
    "identity.passkey_taken": { text: copy.taken },
    "identity.too_many_passkeys": { text: copy.tooMany },
    "identity.passkey_not_found": { text: copy.gone },
    "identity.invalid_name": name,
  };
  try {
    return await attempt(
      async () => {
        await work();
        return true as const;
      },
      { codes, paths: { name } },
      failures,
    );
  } catch (error) {
    if (error instanceof PasskeyError) return { failure: { summary: copy.faults[error.fault] } };
    throw error;
  }
}

/** The same as one sentence; `undefined` when it was done. */
export async function passkeyRefusal(
  work: () => Promise<unknown>,
  copy: Pick<PasskeyAskCopy, "faults" | "gone">,
  failures: FailureCopy,
): Promise<string | undefined> {
  const codes = { "identity.passkey_refused": copy.faults.refused, "identity.passkey_not_found": copy.gone };
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof PasskeyError) return copy.faults[error.fault];
    if (error instanceof ApiProblem) return failureSentence(error, codes, failures);
    throw error;
  }
}
