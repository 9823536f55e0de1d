import { describe, expect, it } from "vitest";
import { read, repositoryFiles } from "./repository.ts";

/** A setting that outlives its transaction travels with the pooled connection to the next tenant. */
const SESSION_SETTING = /set_config\s*\([^)]*,\s*false\s*\)|\bset\s+(?:session\s+)?["']?app\.(?:tenant|user)_id/i;

describe("the tenant's setting", () => {
  it.each([
    "select set_config('app.tenant_id', $1, false)",
    "set app.tenant_id = 'x'",
    "SET SESSION app.user_id TO 'x'",
  ])("I-9: would be found at session level: %s", (statement) => {
    expect(statement).toMatch(SESSION_SETTING);
  });

  it("I-9: is set for a transaction only, everywhere in the source", () => {
    const source = repositoryFiles().filter(
      (file) => /^(apps|packages)\/.*\.(ts|tsx|sql)$/.test(file) && !/\/test\/|\.test\.ts$/.test(file),
    );
    expect(source.length).toBeGreaterThan(100);
    expect(source.filter((file) => SESSION_SETTING.test(read(file)))).toEqual([]);
  });
});
