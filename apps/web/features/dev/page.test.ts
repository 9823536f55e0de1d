import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

/* The page itself, with nothing behind it: at other stages it must not even ask. */
const asked = vi.hoisted(() => vi.fn<() => Promise<never>>());
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ host: "localhost:3000" }),
  cookies: async () => ({ get: () => undefined, getAll: () => [] }),
}));
vi.mock("./read.ts", () => ({ readConsole: asked }));
vi.mock("./console.tsx", () => ({ Console: () => undefined }));
vi.mock("../ops-safety/not-found-page.tsx", () => ({ NotFoundPage: () => undefined }));

beforeEach(() => vi.resetModules());
afterEach(() => {
  vi.unstubAllEnvs();
  vi.clearAllMocks();
});

describe("the page of the development console", () => {
  it.each(
    ["preview", "staging", "production", undefined].flatMap((stage) =>
      ["production", "development", "test"].map((nodeEnv) => ({ stage, nodeEnv })),
    ),
  )("is the one for what is not there, at stage $stage, though NODE_ENV is $nodeEnv", async ({ stage, nodeEnv }) => {
    vi.stubEnv("NINEFOLD_STAGE", stage);
    vi.stubEnv("NODE_ENV", nodeEnv);
    const { default: ConsolePage, generateMetadata } = await import("../../app/(app)/dev/page.tsx");
    const drawn = await ConsolePage();
    const { NotFoundPage } = await import("../ops-safety/not-found-page.tsx");
    expect(drawn.type).toBe(NotFoundPage);
    expect(asked).not.toHaveBeenCalled();
    expect((await generateMetadata()).title).toBe("Not here, or not yours");
  });
});
