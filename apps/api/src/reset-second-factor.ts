import { GrantError } from "./database/operators.ts";
import { describeReset, resetSecondFactor } from "./database/second-factors.ts";
import { readOwnerUrl } from "./env.ts";
import { describe } from "./program.ts";

/** `node dist/reset-second-factor.js <email>`: for somebody who has lost it, in an image that has no checkout. */
try {
  const [email = ""] = process.argv.slice(2);
  const outcome = await resetSecondFactor({ ownerUrl: readOwnerUrl(), email });
  process.stdout.write(`${describeReset(email, outcome)}\n`);
} catch (error) {
  process.stderr.write(`reset-second-factor: ${error instanceof GrantError ? error.message : describe(error)}\n`);
  process.exitCode = 1;
}
