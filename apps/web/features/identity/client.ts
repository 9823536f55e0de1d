/** What a browser calls to enter and to leave. Which library keeps the accounts is this line's choice alone. */
export type { Newcomer } from "./better-auth/client.ts";
export {
  giveSecondFactor,
  acceptAsNewcomer,
  beginSocial,
  beginSso,
  readNewcomer,
  requestPasswordReset,
  requestSignInMail,
  resetPassword,
  sendVerification,
  signIn,
  signInByCode,
  signInByLink,
  signOut,
  signUp,
  verifyAddress,
} from "./better-auth/client.ts";
