import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { renderEnvExample, renderGroup } from "./env-example.ts";
import { PACKAGES, ROOT, read } from "./repository.ts";

describe(".env.example", () => {
  it("is what the shapes say, so that no setting is undocumented", async () => {
    expect(read(".env.example")).toBe(await renderEnvExample());
  });

  it("has a part for each system that has settings", async () => {
    const text = await renderEnvExample();
    const configured = PACKAGES.filter((name) => existsSync(join(ROOT, `packages/${name}/src/config.ts`)));
    expect(configured.filter((name) => !text.includes(`# System: ${name}\n`))).toEqual([]);
  });

  it.each(["The apps", "The web app"])("has a part for %s", async (title) => {
    expect(await renderEnvExample()).toContain(`# ${title}\n`);
  });

  it("says what a setting is for, what it may be, and what happens without it", () => {
    const shape = {
      MODE: z.enum(["fast", "slow"]).default("fast").describe("How it goes."),
      KEY: z.string().optional().meta({ secret: true }).describe("Opens the door."),
      PORT: z.coerce.number().describe("Where it listens."),
    };
    expect(renderGroup({ title: "Part", shape }, new Set())).toBe(
      [
        "# Part",
        "",
        "# How it goes.",
        "# One of: fast, slow. Default: fast.",
        "MODE=",
        "",
        "# Opens the door.",
        "# Secret. Optional.",
        "KEY=",
        "",
        "# Where it listens.",
        "# Required.",
        "PORT=",
        "",
      ].join("\n"),
    );
  });

  it("refuses a setting that nobody described", () => {
    expect(() => renderGroup({ title: "Part", shape: { PORT: z.string() } }, new Set())).toThrow("PORT");
  });
});
