import { openidContract } from "./openid-contract.ts";
import { startEmulator } from "../../src/emulators/index.ts";

/** What openid-client 6.8.9 does with Google's two routes. */
export const googleContract = openidContract({
  start: () => startEmulator("google"),
  secretOf: async ({ clientSecret }) => clientSecret,
  paths: { authorize: "/o/oauth2/v2/auth", token: "/token", keys: "/oauth2/v3/certs" },
  query: { scope: "openid email profile" },
});
