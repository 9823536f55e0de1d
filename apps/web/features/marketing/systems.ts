import { type Hue, HUES } from "../../ui/hues.ts";

/** The nine, in the order of the mark's cells. Each has the hue of its name. */
export const SYSTEMS = HUES;

export type SystemName = Hue;

/** `works` is in use on a real adapter; `part` stands in for something; `none` is switched off. */
export type SystemState = "works" | "part" | "none";

/** How far each is. The landing page says it in words; README.md says the same. */
export const STATE: Readonly<Record<SystemName, SystemState>> = {
  identity: "works",
  billing: "works",
  notifications: "works",
  workflows: "works",
  observability: "works",
  marketing: "works",
  media: "works",
  testing: "works",
  "ops-safety": "works",
};

/** What each runs on unless the environment names another; the names of others' products, alike in every language. */
export const RUNS_ON: Readonly<Record<SystemName, string>> = {
  identity: "better-auth",
  billing: "Dodo Payments",
  notifications: "Resend",
  workflows: "Trigger.dev",
  observability: "PostHog, Sentry",
  marketing: "Fumadocs",
  media: "ImageKit",
  testing: "Playwright",
  "ops-safety": "Postgres",
};
