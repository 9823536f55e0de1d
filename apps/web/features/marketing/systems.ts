/** The nine, in the order of the mark's cells. */
export const SYSTEMS = [
  "identity",
  "billing",
  "notifications",
  "workflows",
  "observability",
  "marketing",
  "media",
  "testing",
  "ops-safety",
] as const;

export type SystemName = (typeof SYSTEMS)[number];
