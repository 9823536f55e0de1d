import { describe, expect, it } from "vitest";
import { startEmulator } from "../../src/emulators/index.ts";
import { contracts } from "./contracts.ts";

describe.each(Object.entries(contracts))("the %s emulator keeps its contract with the vendor's SDK", (_name, cases) => {
  it.each(cases)("$name", async ({ route, run }) => {
    await run((emulator) => {
      expect(emulator.requests().map((request) => request.route)).toContain(route);
      expect(emulator.unknownRequests()).toEqual([]);
    });
  });

  it.each(cases.filter(({ isSilent }) => !isSilent))(
    "and a route that answers with half of its words breaks: $name",
    async ({ route, run }) => {
      const spoilt = run(
        () => undefined,
        (emulator) => void emulator.faults.add({ route, corrupt: true }),
      );
      await expect(spoilt).rejects.toThrow();
    },
  );
});

describe("emulated routes", () => {
  it.each([
    "resend",
    "dodo",
    "imagekit",
    "posthog",
    "sentry",
    "trigger",
    "google",
    "github",
    "apple",
    "openid",
  ] as const)("have a contract test each: %s", async (name) => {
    const { routes, close } = await startEmulator(name);
    await close();
    const tested = contracts[name].map(({ route }) => route);
    process.stdout.write(`${name}: ${routes.length} routes × ${tested.length} contract tests\n`);
    expect(new Set(tested)).toEqual(new Set(routes));
  });
});
