import { OpsSafetyError } from "../errors.ts";
import type { FlagValue, OverrideRequest, RolloutRequest } from "../port.ts";

const MAX_CHARACTERS = 100;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** @throws OpsSafetyError `ops_safety.invalid_flag`. */
export function checkRollout({ flag, value, percent, actor }: RolloutRequest): void {
  checkKey(flag);
  checkValue(value);
  checkActor(actor);
  if (!Number.isInteger(percent) || percent < 0 || percent > 100) throw invalid("a share is 0 to 100 whole percent");
}

/** @throws OpsSafetyError `ops_safety.invalid_flag`. */
export function checkOverride({ flag, workspaceId, value, actor }: OverrideRequest): void {
  checkKey(flag);
  checkValue(value);
  checkActor(actor);
  checkWorkspace(workspaceId);
}

/** @throws OpsSafetyError `ops_safety.invalid_flag`. */
export function checkWorkspace(id: string): void {
  if (!UUID.test(id)) throw invalid("a workspace is named by its id");
}

function checkKey(key: string): void {
  if (key.length > MAX_CHARACTERS || !/^[a-z][a-z0-9_]*([.][a-z0-9_]+)+$/.test(key)) {
    throw invalid("a flag is named system.what_it_switches");
  }
}

function checkValue(value: FlagValue): void {
  if (typeof value === "number" && !Number.isFinite(value)) throw invalid("a number of a flag is finite");
  if (typeof value === "string" && value.length > MAX_CHARACTERS) {
    throw invalid(`a text of a flag has at most ${MAX_CHARACTERS} characters`);
  }
}

function checkActor(actor: string): void {
  if (actor.trim() === "" || actor.length > 500) throw invalid("actor needs 1 to 500 characters");
}

function invalid(message: string): OpsSafetyError {
  return new OpsSafetyError("ops_safety.invalid_flag", message);
}
