"use client";

import { ApiProblem, api, unwrap } from "../../api.ts";
import type { FailureCopy } from "./copy/failures.ts";
import type { InvitationCopy } from "./copy/invitations.ts";
import { failureSentence } from "./failure.ts";
import { invitationFailures } from "./workspace-failures.ts";
import type { Workspace } from "./workspaces.ts";

interface Words {
  readonly copy: InvitationCopy;
  readonly failures: FailureCopy;
}

/** The workspace that was joined, or why not. */
export async function accept(id: string, words: Words): Promise<Workspace | string> {
  return orSentence(async () => unwrap(api.v1.invitations[":invitationId"].accept.$post(of(id))), words);
}

/** Nothing once it is declined, or why not. */
export async function decline(id: string, words: Words): Promise<string | undefined> {
  const outcome = await orSentence(
    async () => unwrap(api.v1.invitations[":invitationId"].decline.$post(of(id))),
    words,
  );
  return typeof outcome === "string" ? outcome : undefined;
}

const of = (id: string) => ({ param: { invitationId: encodeURIComponent(id) } });

async function orSentence<Done>(work: () => Promise<Done>, { copy, failures }: Words): Promise<Done | string> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ApiProblem) return failureSentence(error, invitationFailures(copy), failures);
    throw error;
  }
}
