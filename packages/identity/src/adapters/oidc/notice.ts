/** Where the provider tells of sessions that have ended there (OpenID Connect Back-Channel Logout 1.0). */
export const NOTICE_PATH = "/api/auth/back-channel-logout";

/** `undefined` unless it is a form with one token of a sane length. */
export async function logoutTokenIn(request: Request): Promise<string | undefined> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) return undefined;
  const [token, ...more] = new URLSearchParams(await request.text().catch(() => "")).getAll("logout_token");
  return token !== undefined && more.length === 0 && token.length <= MOST ? token : undefined;
}
const MOST = 16_000;
