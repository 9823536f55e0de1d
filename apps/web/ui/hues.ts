/** The nine hues of ui/tokens.css, in the order of the mark's cells. */
export const HUES = [
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

export type Hue = (typeof HUES)[number];

// Written out, or the style sheet is made without them.

export const HUE_INK: Readonly<Record<Hue, string>> = {
  identity: "text-identity-ink",
  billing: "text-billing-ink",
  notifications: "text-notifications-ink",
  workflows: "text-workflows-ink",
  observability: "text-observability-ink",
  marketing: "text-marketing-ink",
  media: "text-media-ink",
  testing: "text-testing-ink",
  "ops-safety": "text-ops-safety-ink",
};

/** A chip. */
export const HUE_CHIP: Readonly<Record<Hue, string>> = {
  identity: "bg-identity-wash text-identity-ink",
  billing: "bg-billing-wash text-billing-ink",
  notifications: "bg-notifications-wash text-notifications-ink",
  workflows: "bg-workflows-wash text-workflows-ink",
  observability: "bg-observability-wash text-observability-ink",
  marketing: "bg-marketing-wash text-marketing-ink",
  media: "bg-media-wash text-media-ink",
  testing: "bg-testing-wash text-testing-ink",
  "ops-safety": "bg-ops-safety-wash text-ops-safety-ink",
};

/** A ground that is larger than a chip, for text of its own. */
export const HUE_CELL: Readonly<Record<Hue, string>> = {
  identity: "bg-identity-wash",
  billing: "bg-billing-wash",
  notifications: "bg-notifications-wash",
  workflows: "bg-workflows-wash",
  observability: "bg-observability-wash",
  marketing: "bg-marketing-wash",
  media: "bg-media-wash",
  testing: "bg-testing-wash",
  "ops-safety": "bg-ops-safety-wash",
};

/** An outline that means no more than the words inside it. */
export const HUE_EDGE: Readonly<Record<Hue, string>> = {
  identity: "border-identity-mark/45",
  billing: "border-billing-mark/45",
  notifications: "border-notifications-mark/45",
  workflows: "border-workflows-mark/45",
  observability: "border-observability-mark/45",
  marketing: "border-marketing-mark/45",
  media: "border-media-mark/45",
  testing: "border-testing-mark/45",
  "ops-safety": "border-ops-safety-mark/45",
};

export const HUE_DOT: Readonly<Record<Hue, string>> = {
  identity: "bg-identity-mark",
  billing: "bg-billing-mark",
  notifications: "bg-notifications-mark",
  workflows: "bg-workflows-mark",
  observability: "bg-observability-mark",
  marketing: "bg-marketing-mark",
  media: "bg-media-mark",
  testing: "bg-testing-mark",
  "ops-safety": "bg-ops-safety-mark",
};
