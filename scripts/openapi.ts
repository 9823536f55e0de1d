/**
 * `docs/reference/openapi.json` is written from the routes: `npm run gen:openapi`. A test of the API compares the two,
 * so that a change of what the API promises is seen in review.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { createApp } from "../apps/api/src/app.ts";
import { root } from "./database/root.ts";

// Describing a route calls nothing of the system behind it; any request touches telemetry and its limit.
const nothing = () => undefined;
const run = (_context: unknown, work: () => unknown) => work();
const telemetry = { log: nothing, measure: nothing, note: nothing, run };
const touched = { telemetry, limits: { count: async () => undefined } };
const system = touched as unknown as Parameters<typeof createApp>[0];
const app = createApp(system, { origin: "http://localhost:3000", trustedProxies: [] });
const response = await app.request("/api/v1/openapi.json");
const document: unknown = await response.json();
writeFileSync(path.join(root, "docs/reference/openapi.json"), `${JSON.stringify(document, undefined, 2)}\n`);
