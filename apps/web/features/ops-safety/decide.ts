"use client";

import { ApiProblem, api, unwrap } from "../../api.ts";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { failureSentence } from "../identity/failure.ts";
import type { FlagValue } from "./admin.ts";

const admin = () => api.v1.admin;

export async function activateSwitch(json: { dependency: string; reason: string; expiresAt: string }) {
  return unwrap(admin().switches.$post({ json }));
}

export async function setRollout(json: { flag: string; value: FlagValue; percent: number }) {
  return unwrap(admin().flags.rollout.$post({ json }));
}

export async function setOverride(json: { flag: string; workspaceId: string; value: FlagValue }) {
  return unwrap(admin().flags.override.$post({ json }));
}

/* Each resolves with nothing once it is done, or with the sentence that says why not. */

export async function clearSwitch(dependency: string, failures: FailureCopy): Promise<string | undefined> {
  return whyNot(unwrap(admin().switches.clear.$post({ json: { dependency } })), failures);
}

export async function clearOverride(flag: string, workspaceId: string, failures: FailureCopy) {
  return whyNot(unwrap(admin().flags.override.clear.$post({ json: { flag, workspaceId } })), failures);
}

async function whyNot(work: Promise<unknown>, failures: FailureCopy): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof ApiProblem) return failureSentence(error, {}, failures);
    throw error;
  }
}
