/**
 * The terms of service that a new person accepts, by the day they took effect. Raise it when the text changes: the next
 * sign-up has to name the new one, and `identity.terms_acceptances` keeps who accepted which, and when.
 */
export const TERMS_VERSION = "2026-11-21";
