/**
 * `npm run gen:permissions`: writes docs/reference/permissions.md from the list of permissions, the built-in roles and what
 * the API's description says that each route needs. Without `--write` this exits with 1 when the page is out of date.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { OPEN_TO } from "../../apps/api/src/routes/operation.ts";
import { KEY_PERMISSIONS, PERMISSIONS, ROLE_PERMISSIONS } from "../../packages/identity/src/permissions.ts";
import { ROOT, read } from "./repository.ts";

const PAGE = join(ROOT, "docs/reference/permissions.md");

const Description = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        summary: z.string(),
        "x-access": z.string().optional(),
        security: z.array(z.record(z.string(), z.unknown())).default([]),
      }),
    ),
  ),
});

interface Route {
  readonly call: string;
  readonly summary: string;
  readonly access: string;
  /** Whether a program may call it, with an API key. */
  readonly takesKeys: boolean;
}

/** The page as it should be. @param description of the API, as `docs/reference/openapi.json` has it. */
export function renderPermissions(description: unknown): string {
  const routes = routesIn(description);
  const roles = Object.entries(ROLE_PERMISSIONS);
  const needing = routes.filter(({ access }) => !Object.hasOwn(OPEN_TO, access));
  return `---
title: Permissions
description: What each role may do, and which permission each route of the API asks for.
---

# Permissions

Written by \`npm run gen:permissions\` from [permissions.ts](../../packages/identity/src/permissions.ts) and the
[description of the API](openapi.json); a test compares.

A permission is \`resource:action\`, held in one workspace, through one role. What is not listed is denied: a route in a
workspace that names no permission lets nobody in. A workspace can make roles of its own out of these, save for what owners
alone have; nobody makes, gives, takes or invites to a role that may what they may not.

## What the built-in roles may

| permission | ${roles.map(([role]) => role).join(" | ")} |
|---|${roles.map(() => ":-:").join("|")}|
${PERMISSIONS.map((permission) => `| \`${permission}\` | ${roles.map(([, held]) => mark(held, permission)).join(" | ")} |`).join("\n")}

## What a key can be given

Programs ask with [API keys](../guides/api-keys.md). A key is given some of these, of which its maker has all, and no other:
${KEY_PERMISSIONS.map((permission) => `\`${permission}\``).join(", ")}.

## What each route in a workspace asks for

| route | what it does | permission | keys |
|---|---|---|:-:|
${needing.map(({ call, summary, access, takesKeys }) => `| \`${call}\` | ${summary} | ${named(access)} | ${takesKeys ? "yes" : "–"} |`).join("\n")}

Where no key is taken, one is answered 403 \`identity.person_only\`.

## Routes that ask for none, and why
${Object.entries(OPEN_TO)
  .map(([key, why]) =>
    section(
      why,
      routes.filter(({ access }) => access === key),
    ),
  )
  .join("")}`;
}

function routesIn(description: unknown): readonly Route[] {
  const { paths } = Description.parse(description);
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary, security, "x-access": access = "nobody: it names none" }]) => ({
      call: `${method.toUpperCase()} ${path}`,
      summary,
      access,
      takesKeys: security.some((one) => "apiKey" in one),
    })),
  );
}

const mark = (held: readonly string[], permission: string): string => (held.includes(permission) ? "yes" : "–");

function named(access: string): string {
  const [permission = "", more] = access.split(" or ");
  return `\`${permission}\`${more === "self" ? ", and none for oneself" : ""}`;
}

const section = (why: string, routes: readonly Route[]): string => `
### ${why.replace(/[.]$/, "")}

| route | what it does |
|---|---|
${routes.map(({ call, summary }) => `| \`${call}\` | ${summary} |`).join("\n")}
`;

if (import.meta.main) {
  const text = renderPermissions(JSON.parse(read("docs/reference/openapi.json")));
  if (process.argv.includes("--write")) writeFileSync(PAGE, text);
  else if (!existsSync(PAGE) || readFileSync(PAGE, "utf8") !== text) {
    console.error("docs/reference/permissions.md is out of date: run `npm run gen:permissions`.");
    process.exitCode = 1;
  }
}
