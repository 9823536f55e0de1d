/** What a browser calls to enter and to leave. Which library keeps the accounts is this line's choice alone. */
export { signIn, signOut, signUp } from "./better-auth/client.ts";
