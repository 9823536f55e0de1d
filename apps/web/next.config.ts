import { join } from "node:path";
import type { NextConfig } from "next";
import { isDevelopment } from "./env.ts";
import { securityHeaders } from "./security-headers.ts";
import { siteRewrites } from "./site.ts";

const repository = join(import.meta.dirname, "../..");

const config: NextConfig = {
  poweredByHeader: false,
  compress: true,
  reactStrictMode: true,
  // Not over the person's own menu, at the foot of the navigation.
  devIndicators: { position: "bottom-right" },
  // Packages are consumed as source from outside this folder.
  turbopack: { root: repository },
  outputFileTracingRoot: repository,
  // Public pages of the default language have no prefix. Not in proxy.ts, whose rewrites take a server that was started
  // with `-H 127.0.0.1` for another host than the one that was asked.
  rewrites: async () => ({ beforeFiles: [...siteRewrites()] }),
  headers: async () => [
    { source: "/:path*", headers: [...securityHeaders(isDevelopment)] },
    // Their names carry no hash, so a new drawing is seen after a week at the latest.
    ...["icons", "screens"].map((folder) => ({
      source: `/${folder}/:path*`,
      headers: [{ key: "Cache-Control", value: "public, max-age=604800" }],
    })),
  ],
};

export default config;
