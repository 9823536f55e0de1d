import type { InferResponseType } from "hono/client";
import type { Api } from "../../api.ts";
import { fill } from "../../languages.ts";
import { billingPath } from "../billing/billing.ts";
import { HOME } from "../identity/next-path.ts";
import { membersPath, settingsPath } from "../identity/workspaces.ts";
import type { BellCopy } from "./copy.ts";

export type NotificationPage = InferResponseType<Api["v1"]["me"]["notifications"]["$get"], 200>;
export type Notification = NotificationPage["notifications"][number];
export type Preference = InferResponseType<
  Api["v1"]["me"]["notification-preferences"]["$get"],
  200
>["preferences"][number];

/** What happened. Names are those of today; whoever has gone has none. */
export function sentenceOf({ kind, person, workspace }: Notification, copy: BellCopy): string {
  return fill(Object.hasOwn(copy.sentences, kind) ? (copy.sentences[kind] ?? "") : copy.other, {
    person: person?.name ?? copy.somebody,
    workspace: workspace?.name ?? copy.leftWorkspace,
  });
}

/** Where something can be done about it; nowhere once the workspace is not theirs any more. */
export function placeOf({ kind, workspace }: Notification): string | undefined {
  if (kind === "workspace-closed") return HOME;
  if (workspace === null) return undefined;
  if (kind === "api-key-made") return settingsPath(workspace.slug, "keys");
  return kind === "member-joined" ? membersPath(workspace.slug) : billingPath(workspace.slug);
}
