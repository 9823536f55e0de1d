import type { Deed, News } from "./port.ts";

interface Told<What> {
  readonly what: What;
  /** As the API has it. */
  readonly code: string;
  /** As the page says it, in English. */
  readonly sentence: RegExp;
}

/** How the audit log calls what journeys look for. What is not here is left out: there will always be more. */
export const DEEDS: readonly Told<Deed>[] = [
  { what: "made the workspace", code: "identity.workspace_created", sentence: /^created the workspace/ },
  { what: "invited somebody", code: "identity.invitation_created", sentence: /^invited somebody/ },
  { what: "joined", code: "identity.member_joined", sentence: /^joined as/ },
  { what: "made a project", code: "product.project_created", sentence: /^created a project/ },
  { what: "added a file", code: "media.attachment_added", sentence: /^added a file/ },
  { what: "went to pay", code: "billing.checkout_started", sentence: /^went to pay/ },
  { what: "began a plan", code: "billing.subscription_started", sentence: /^began the .+ plan/ },
];

/** How the bell says it; the workspace is the sentence's one group. */
export const NEWS: readonly Told<News["what"]>[] = [
  { what: "somebody joined", code: "member-joined", sentence: /joined (.+)$/ },
  { what: "the plan changed", code: "plan-changed", sentence: /^(?:Unread: )?The plan of (.+) has changed$/ },
];
