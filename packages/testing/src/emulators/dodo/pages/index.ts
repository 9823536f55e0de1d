import { Hono } from "hono";
export function dodoPages(_options: unknown): Hono {
  return new Hono();
}
