import { describeGrant, GrantError, grantOperator } from "./database/operators.ts";
import { readOwnerUrl } from "./env.ts";
import { describe } from "./program.ts";

/** `node dist/grant.js <email>`: the first operator of a deployment, in an image that has no checkout. */
try {
  const [email = ""] = process.argv.slice(2);
  const outcome = await grantOperator({ ownerUrl: readOwnerUrl(), email, command: "grant.js" });
  process.stdout.write(`${describeGrant(email, outcome)}\n`);
} catch (error) {
  process.stderr.write(`grant: ${error instanceof GrantError ? error.message : describe(error)}\n`);
  process.exitCode = 1;
}
