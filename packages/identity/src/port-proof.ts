/** What shows that somebody has the second factor: a code of the app, or one of the recovery codes. */
export type Proof = { readonly code: string } | { readonly recoveryCode: string };

/** Beside a password that is asked for again; needed from whoever has a second factor. */
export interface WithProof {
  readonly proof?: Proof | undefined;
}
