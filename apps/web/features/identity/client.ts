/** What a browser calls to enter and to leave. Which library keeps the accounts is this line's choice alone. */
export type { Newcomer } from "./better-auth/client.ts";
export {
  acceptAsNewcomer,
  beginSocial,
  readNewcomer,
  requestPasswordReset,
  resetPassword,
  sendVerification,
  signIn,
  signOut,
  signUp,
  verifyAddress,
} from "./better-auth/client.ts";
