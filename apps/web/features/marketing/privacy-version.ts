/** The day the privacy text took effect. Raise it when the text changes. */
export const PRIVACY_VERSION = "2026-11-21";
