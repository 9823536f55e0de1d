import type { KeysCopy } from "./copy/keys.ts";
import type { FailureTable } from "./failure.ts";

/** Of everything that is done with service accounts and keys: what each answer means is the same wherever it comes. */
export function keyFailures({ failures, form }: KeysCopy): FailureTable {
  const name = { field: "name", text: failures.nameMissing };
  return {
    codes: {
      "identity.invalid_name": name,
      "identity.service_account_name_taken": { field: "name", text: failures.nameTaken },
      "identity.too_many_service_accounts": { text: failures.tooManyAccounts },
      "identity.too_many_keys": { text: failures.tooManyKeys },
      "identity.service_account_not_found": { text: failures.gone },
      "identity.key_not_found": { text: failures.gone },
      "identity.key_rotated": { text: failures.rotated },
      "identity.key_ended": { text: failures.ended },
      "identity.invalid_key_permissions": { text: form.none },
      "identity.forbidden": { text: failures.refused },
    },
    paths: { name },
  };
}

/** The same as sentences, for where there is no form. */
export function keySentences(copy: KeysCopy): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(keyFailures(copy).codes).map(([code, { text }]) => [code, text]));
}
