/** What a browser calls to enter and to leave. Which library keeps the accounts is this line's choice alone. */
export {
  giveSecondFactor,
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
