import { secureHeaders } from "hono/secure-headers";

/** The same headers that the web app sends on pages. An API answers no document, so its content policy allows nothing. */
export const securityHeaders = secureHeaders({
  strictTransportSecurity: "max-age=63072000; includeSubDomains; preload",
  xFrameOptions: "SAMEORIGIN",
  xContentTypeOptions: "nosniff",
  referrerPolicy: "strict-origin-when-cross-origin",
  xDnsPrefetchControl: "on",
  permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  xXssProtection: false,
});
