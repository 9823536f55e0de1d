import { Hono } from "hono";
import type { System } from "../compose.ts";
import { idempotent } from "../middleware/idempotency.ts";
import { personContext, recentlySignedIn, signedIn, type SessionVariables } from "../middleware/session.ts";
import { operation } from "./operation.ts";
import { ExportList, ExportShape, PersonalData } from "./ops-safety-shapes.ts";
import { pathId, pathIds } from "./validation.ts";

const exportId = pathIds({ exportId: pathId("A copy of one's own data.") });

/** A person's copy of what is kept about them. */
export function exportRoutes(system: Pick<System, "identity" | "personalExports" | "idempotency" | "telemetry">) {
  const { identity, personalExports } = system;
  const person = signedIn(identity);
  const recent = recentlySignedIn(identity);
  return new Hono<{ Variables: SessionVariables }>()
    .get("/me/exports", operation(listExports), person, async (c) => {
      const listed = await personalExports.list(personContext(c.var));
      return c.json({ exports: [...listed], nextAt: personalExports.nextAt(listed) ?? null }, 200);
    })
    .post("/me/exports", operation(requestExport), person, recent, idempotent(system), async (c) =>
      c.json(await personalExports.request(personContext(c.var)), 201),
    )
    .get("/me/exports/:exportId/file", operation(downloadExport), person, recent, exportId, async (c) => {
      const file = await personalExports.download(personContext(c.var), c.req.valid("param").exportId);
      return c.body(file, 200, {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Disposition": 'attachment; filename="my-data.json"',
      });
    });
}

const listExports = {
  id: "listExports",
  access: "self",
  tag: "ops-safety",
  summary: "The copies of one's own data that were asked for, newest first",
  cache: "no-store",
  limit: "api",
  answers: { 200: ExportList },
  refuses: ["503 tenancy.database_unavailable"],
} as const;

const requestExport = {
  ...listExports,
  id: "requestExport",
  access: "self",
  summary: "Ask for a copy of one's own data, once a day",
  answers: { 201: ExportShape },
  refuses: ["429 ops_safety.export_too_soon", "503 tenancy.database_unavailable"],
} as const;

const downloadExport = {
  ...listExports,
  id: "downloadExport",
  access: "self",
  summary: "The file, for the person whose data it is",
  answers: { 200: PersonalData },
  refuses: ["404 ops_safety.export_not_found", "404 ops_safety.unreadable", "503 tenancy.database_unavailable"],
} as const;
