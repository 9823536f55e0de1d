import { join } from "node:path";
import type { NextConfig } from "next";
import { isDevelopment } from "./env.ts";
import { securityHeaders } from "./security-headers.ts";

const repository = join(import.meta.dirname, "../..");

const config: NextConfig = {
  poweredByHeader: false,
  compress: true,
  reactStrictMode: true,
  // Packages are consumed as source from outside this folder.
  turbopack: { root: repository },
  outputFileTracingRoot: repository,
  headers: async () => [{ source: "/:path*", headers: [...securityHeaders(isDevelopment)] }],
};

export default config;
