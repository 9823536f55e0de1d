import { can } from "@ninefold/identity/permissions";
import type { Hue } from "../../ui/hues.ts";
import { billingPath } from "../billing/billing.ts";
import { auditPath, filesPath, membersPath, settingsPath, type Workspace, workspacePath } from "./workspaces.ts";

/** Everything that has a page of its own inside. */
export type PlaceKey =
  | "projects"
  | "files"
  | "people"
  | "billing"
  | "audit"
  | "settings"
  | "keys"
  | "work"
  | "workspaces"
  | "inbox"
  | "account"
  | "security"
  | "emails"
  | "status"
  | "dependencies"
  | "jobs"
  | "schedules"
  | "switches"
  | "flags"
  | "runbooks"
  | "console"
  | "docs";

export interface Place {
  readonly key: PlaceKey;
  readonly href: string;
}

/** Which of the nine a place belongs to, where somebody looks for it. */
export const PLACE_HUE: Readonly<Partial<Record<PlaceKey, Hue>>> = {
  people: "identity",
  billing: "billing",
  inbox: "notifications",
  jobs: "workflows",
  work: "workflows",
  status: "observability",
  docs: "marketing",
  files: "media",
  console: "testing",
  audit: "ops-safety",
};

/** The pages of a workspace that somebody may open, in the order of the navigation. */
export function workspacePlaces({ slug, permissions }: Pick<Workspace, "slug" | "permissions">): readonly Place[] {
  const all: readonly (Place & { readonly isShown: boolean })[] = [
    { key: "projects", href: workspacePath(slug), isShown: true },
    { key: "files", href: filesPath(slug), isShown: true },
    { key: "people", href: membersPath(slug), isShown: true },
    { key: "billing", href: billingPath(slug), isShown: can({ permissions }, "billing:read") },
    { key: "audit", href: auditPath(slug), isShown: can({ permissions }, "audit:read") },
    { key: "settings", href: settingsPath(slug), isShown: can({ permissions }, "workspace:update") },
  ];
  return all.filter(({ isShown }) => isShown).map(({ key, href }) => ({ key, href }));
}

/** Those, and what is found by its name alone: each is a part of another. */
export function namedPlaces(workspace: Pick<Workspace, "slug" | "permissions">): readonly Place[] {
  const keys: Place = { key: "keys", href: settingsPath(workspace.slug, "keys") };
  const work: Place = { key: "work", href: settingsPath(workspace.slug, "runs") };
  return [
    ...workspacePlaces(workspace),
    ...(can(workspace, "key:manage") ? [keys] : []),
    ...(can(workspace, "run:read") ? [work] : []),
  ];
}

/** What is a person's own, in no workspace. */
export const PERSON_PLACES: readonly Place[] = [
  { key: "workspaces", href: "/home" },
  { key: "inbox", href: "/inbox" },
  { key: "account", href: "/account" },
  { key: "security", href: "/account/security" },
  { key: "emails", href: "/account/notifications" },
];

/** For those who run the platform. */
export const OPERATOR_PLACES: readonly Place[] = [
  { key: "status", href: "/admin" },
  { key: "dependencies", href: "/admin/dependencies" },
  { key: "jobs", href: "/admin/runs" },
  { key: "schedules", href: "/admin/schedules" },
  { key: "switches", href: "/admin/switches" },
  { key: "flags", href: "/admin/flags" },
  { key: "runbooks", href: "/admin/runbooks" },
];

/** On a person's own machine alone. */
export const CONSOLE_PLACE: Place = { key: "console", href: "/dev" };
