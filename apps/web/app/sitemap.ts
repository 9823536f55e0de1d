import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { readEnv } from "../env.ts";

/** Made per request: a build does not know its own address. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  await connection();
  return ["/", "/sign-up", "/sign-in"].map((path) => ({ url: new URL(path, readEnv().APP_URL).href }));
}
