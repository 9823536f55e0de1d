import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkVendor } from "../specs-check.ts";
import { readSpec, schemaOf } from "./openapi.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "specs-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(document: object): string {
  const file = path.join(folder, "resend.openapi.json");
  writeFileSync(file, JSON.stringify({ openapi: "3.1.0", info: { version: "1" }, paths: {}, ...document }));
  return file;
}

const json = (schema: object) => ({ content: { "application/json": { schema } } });

describe("a vendor's file", () => {
  const schemas = {
    Item: { type: "object", required: ["id"], properties: { id: { type: "string", format: "uuid" } } },
    Named: { allOf: [{ $ref: "#/components/schemas/Item" }, { properties: { name: { type: ["string", "null"] } } }] },
  };
  const answer = json({ type: "object", properties: { data: { items: { $ref: "#/components/schemas/Named" } } } });
  const paths = { "/items/{item_id}": { get: { responses: { 200: answer } } } };

  it("has an operation for a route, whatever it calls the parameter", () => {
    const spec = readSpec(write({ paths, components: { schemas } }));
    expect(spec.findOperation("GET /items/:id")).toBeDefined();
    expect(spec.findOperation("POST /items/:id")).toBeUndefined();
    expect(spec.findOperation("GET /items")).toBeUndefined();
  });

  it.each([
    [{ data: [{ id: "0199a1f0-0000-7000-8000-000000000000", name: null }] }, []],
    [{ data: [{ id: "7", name: "a" }] }, ['/data/0/id must match format "uuid"']],
    [{ data: [{ name: 7 }] }, ["/data/0 must have required property 'id'", "/data/0/name must be string,null"]],
    [{ data: [{ id: "0199a1f0-0000-7000-8000-000000000000", more: 1 }] }, ["/data/0/more is not in the file"]],
    [{ page: 1 }, ["/page is not in the file"]],
  ])("finds in %j: %j", (value, faults) => {
    const spec = readSpec(write({ paths, components: { schemas } }));
    const schema = schemaOf(spec.findOperation("GET /items/:id")?.responses?.["200"]);
    expect(spec.faults(schema, value)).toEqual(faults);
  });
});

describe("the check of an emulator", () => {
  it("reports a route, a status and a webhook that the file does not have, and what no longer differs", async () => {
    const paths = { "/emails": { post: { responses: { 202: json({}) } } } };
    const { mismatches } = await checkVendor("resend", write({ paths }));
    expect(mismatches).toContain("resend: GET /emails: this route is not in the file");
    expect(mismatches).toContain("resend: POST /emails: status 200 is not in the file");
    expect(mismatches).toContain("resend: webhook email.sent: this webhook is not in the file");
    expect(mismatches.some((line) => line.includes("no longer differs"))).toBe(true);
  });
});
