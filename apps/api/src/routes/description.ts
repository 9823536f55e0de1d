import { Hono } from "hono";
import { etag } from "hono/etag";
import { z } from "zod";
import { operation } from "./operation.ts";

/** The API's own description. Made once, at the first request. */
export function descriptionRoute(describe: () => Promise<object>) {
  let made: Promise<object> | undefined;
  return new Hono().get("/openapi.json", operation(readDescription), etag(), async (c) => {
    made ??= describe();
    return c.json(await made, 200);
  });
}

const readDescription = {
  id: "readDescription",
  access: "anyone",
  tag: "api",
  summary: "This document",
  cache: "catalogue",
  limit: "public",
  answers: { 200: z.looseObject({ openapi: z.string() }).meta({ id: "Description", description: "OpenAPI 3.1." }) },
} as const;
