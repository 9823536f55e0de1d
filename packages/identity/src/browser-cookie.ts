interface Options {
  readonly name: string;
  /** For https alone. */
  readonly isSecure: boolean;
  readonly sameSite?: "Lax" | "Strict";
}

/** A cookie of ours that no script reads: what a browser holds while something waits for it. */
export function browserCookie({ name, isSecure, sameSite = "Lax" }: Options) {
  const attributes = `Path=/; HttpOnly; SameSite=${sameSite}${isSecure ? "; Secure" : ""}`;
  return {
    /** For a `Set-Cookie` header. */
    keep: (value: string, seconds: number): string => `${name}=${value}; Max-Age=${seconds}; ${attributes}`,
    drop: (): string => `${name}=; Max-Age=0; ${attributes}`,
    /** What a request carries under this name. Where it is more than one, somebody else has set one of them. */
    read: (headers: Headers): readonly string[] =>
      (headers.get("cookie") ?? "").split(";").flatMap((one) => {
        const [called = "", ...value] = one.trim().split("=");
        return called === name ? [value.join("=")] : [];
      }),
  };
}
