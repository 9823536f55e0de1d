import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { readEnv } from "../env.ts";

/** Made per request: a build does not know its own address. */
export default async function robots(): Promise<MetadataRoute.Robots> {
  await connection();
  return {
    // Pages that must not be listed say so themselves, which a crawler can only read where it may go.
    rules: { userAgent: "*", allow: "/", disallow: ["/api/"] },
    sitemap: new URL("/sitemap.xml", readEnv().APP_URL).href,
  };
}
