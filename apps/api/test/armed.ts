import { Secret, TOTP } from "otpauth";
import { type App, client, json, newcomer } from "./support.ts";

/** What the authenticator app shows, so many half minutes from now. */
export const codeAt = (secret: string, steps: number): string =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + steps * 30_000 });

/** Somebody new who has begun to turn a second factor on. */
export async function begun(app: App) {
  const ana = await newcomer(app);
  const { secret } = await json(await ana.post("/api/v1/me/second-factor", {}));
  return { ...ana, secret: String(secret) };
}

/** Somebody new with a second factor, whose code of this half minute is used. */
export async function armed(app: App) {
  const ana = await begun(app);
  const confirmed = await json(await ana.post("/api/v1/me/second-factor/confirm", { code: codeAt(ana.secret, 0) }));
  return { ...ana, recoveryCodes: (confirmed as unknown as { recoveryCodes: readonly string[] }).recoveryCodes };
}

/** A browser in which their password was right. */
export async function waiting(
  app: App,
  { person: { email, password } }: { readonly person: { readonly email: string; readonly password: string } },
  tab = client(app),
) {
  const answer = await json(await tab.post("/api/auth/sign-in/email", { email, password }));
  if (answer["status"] !== "second_factor_required")
    throw new Error(`the sign-in answered ${String(answer["status"])}`);
  return tab;
}
