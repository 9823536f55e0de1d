import { OpsSafetyError } from "../errors.ts";
import type { KillSwitch, SwitchRequest } from "../port.ts";

const maxCharacters = 500;
/** A switch that nobody looks at for a month is a decision, and belongs into code. */
const maxLifetimeMs = 30 * 24 * 60 * 60 * 1000;

/** @throws OpsSafetyError `ops_safety.invalid_switch`. */
export function killSwitch({ dependency, reason, actor, expiresAt }: SwitchRequest, now: Date): KillSwitch {
  checkDependency(dependency);
  for (const [name, text] of Object.entries({ reason, actor })) {
    if (text.trim() === "" || text.length > maxCharacters)
      throw invalid(`${name} needs 1 to ${maxCharacters} characters`);
  }
  const lifetimeMs = expiresAt.getTime() - now.getTime();
  // Written so that an invalid date, which compares as false, is refused.
  if (!(lifetimeMs > 0 && lifetimeMs <= maxLifetimeMs)) throw invalid("a switch ends in the future, within 30 days");
  return { dependency, reason, actor, expiresAt: new Date(expiresAt), activatedAt: now };
}

/** @throws OpsSafetyError `ops_safety.invalid_switch`. */
export function checkDependency(name: string): void {
  if (!/^[a-z][a-z0-9_.-]{0,99}$/.test(name)) throw invalid("a dependency is named in lower case, such as media");
}

export function isActive({ expiresAt }: KillSwitch, now: Date): boolean {
  return now.getTime() < expiresAt.getTime();
}

function invalid(message: string): OpsSafetyError {
  return new OpsSafetyError("ops_safety.invalid_switch", message);
}
