import { describe, expect, it } from "vitest";
import type { Kind, Locale, Mails } from "@ninefold/notifications";
import { COPY } from "../src/templates/copy.ts";
import { renderMail } from "../src/templates/index.ts";

const to = { address: "ana@inbox.ninefold.dev", name: "<script>alert(1)</script>" };
const token = "eyJhbGciOi.J9_-a";

/** One of each kind, as its source gives it. */
const mails = (locale: Locale): { readonly [K in Kind]: Mails[K] } => ({
  "verify-address": { to, locale, url: `https://app.ninefold.dev/verify#token=${token}` },
  "reset-password": {
    to,
    locale,
    url: `https://app.ninefold.dev/reset-password#token=${token}`,
    expiresAt: new Date("2026-11-21T10:05:00Z"),
  },
  "sign-in": {
    to,
    locale,
    url: `https://app.ninefold.dev/sign-in/mail#token=${token}`,
    code: "012345",
    expiresAt: new Date("2026-11-21T10:05:00Z"),
  },
  "confirmation-code": {
    to,
    locale,
    securityUrl: "https://app.ninefold.dev/account/security",
    code: "012345",
    expiresAt: new Date("2026-11-21T10:05:00Z"),
  },
  "password-changed": { to, locale, resetUrl: "https://app.ninefold.dev/forgot-password" },
  "second-factor-on": { to, locale, resetUrl: "https://app.ninefold.dev/forgot-password" },
  "second-factor-off": { to, locale, resetUrl: "https://app.ninefold.dev/forgot-password" },
  "second-factor-reset": { to, locale, resetUrl: "https://app.ninefold.dev/forgot-password" },
  "recovery-codes-renewed": { to, locale, resetUrl: "https://app.ninefold.dev/forgot-password" },
  "recovery-code-used": {
    to,
    locale,
    resetUrl: "https://app.ninefold.dev/forgot-password",
    recoveryCodesLeft: 3,
  },
  "passkey-added": { to, locale, url: "https://app.ninefold.dev/account/security" },
  "passkey-removed": { to, locale, url: "https://app.ninefold.dev/account/security" },
  "passkey-copied": { to, locale, url: "https://app.ninefold.dev/account/security" },
  "address-leaves": {
    to,
    locale,
    url: `https://app.ninefold.dev/change-address#token=${token}`,
    newAddress: "ana@new.example",
    expiresAt: new Date("2026-11-21T10:05:00Z"),
  },
  "address-comes": { to, locale, url: `https://app.ninefold.dev/change-address#token=${token}` },
  "account-exists": {
    to,
    locale,
    signInUrl: "https://app.ninefold.dev/sign-in?a=1&b=2",
    resetUrl: "https://app.ninefold.dev/forgot-password",
  },
  "connection-added": { to, locale, vendor: "Google", securityUrl: "https://app.ninefold.dev/account/security" },
  "connection-removed": { to, locale, vendor: "Apple", securityUrl: "https://app.ninefold.dev/account/security" },
  "workspace-invitation": invitation(locale),
  "member-joined": {
    to,
    locale,
    workspaceName: "Acme",
    memberName: "Budi Santoso",
    url: "https://app.ninefold.dev/w/acme/members",
    settingsUrl: "https://app.ninefold.dev/account/notifications",
  },
  "payment-overdue": { to, locale, workspaceName: "Acme", url: "https://app.ninefold.dev/w/acme/billing" },
  "workspace-closed": {
    to,
    locale,
    workspaceName: "Acme",
    erasableAt: new Date("2026-12-06T10:05:00Z"),
    url: "https://app.ninefold.dev/home",
  },
  "api-key-made": { to, locale, workspaceName: "Acme", url: "https://app.ninefold.dev/w/acme/settings/keys" },
});

function invitation(locale: Locale, part: Partial<Mails["workspace-invitation"]> = {}): Mails["workspace-invitation"] {
  return {
    to,
    locale,
    workspaceName: "Acme",
    inviterName: "Budi Santoso",
    role: "member",
    url: "https://app.ninefold.dev/invite/01939a9e-7a31-7d33-a000-000000000000",
    expiresAt: new Date("2026-11-28T04:05:00Z"),
    ...part,
  };
}

const KINDS = Object.keys(mails("en")) as Kind[];
const LOCALES = Object.keys(COPY) as Locale[];
const all = LOCALES.flatMap((locale) => KINDS.map((kind) => ({ kind, locale })));
const render = ({ kind, locale }: { kind: Kind; locale: Locale }) => renderMail(kind, mails(locale)[kind]);

function linksOf(kind: Kind): readonly string[] {
  const mail = mails("en")[kind];
  if ("settingsUrl" in mail) return [mail.url, mail.settingsUrl];
  if ("url" in mail) return [mail.url];
  if ("securityUrl" in mail) return [mail.securityUrl];
  return "signInUrl" in mail ? [mail.signInUrl, mail.resetUrl] : [mail.resetUrl];
}

const times = (text: string, part: string) => text.split(part).length - 1;
const escaped = (url: string) => url.replaceAll("&", "&amp;");

describe.each(all)("$kind in $locale", (one) => {
  it("has each link once in each part, in the text on a line of its own", async () => {
    const { html, text } = await render(one);
    for (const link of linksOf(one.kind)) {
      expect(times(html, `href="${escaped(link)}"`)).toBe(1);
      expect(times(html, escaped(link))).toBe(1);
      expect(times(text, link)).toBe(1);
      expect(text.split("\n")).toContain(link);
    }
    expect(times(html, "href=")).toBe(linksOf(one.kind).length);
  });

  it("N-17: says in the text part what it says in HTML, and neither has markup of the other", async () => {
    const { html, text } = await render(one);
    const read = html
      .slice(html.indexOf("<h1"))
      .replaceAll(/<[^>]+>/g, " ")
      .replaceAll(/\s+/g, " ");
    for (const line of text.split("\n").filter((each) => each !== "" && !each.startsWith("https://"))) {
      const words = line.replace(/:$/, "");
      if (words !== "Ninefold") expect(read.replaceAll("&#x27;", "'")).toContain(words);
    }
    expect(text).not.toMatch(/<\/?[a-z]|&[a-z#0-9]+;/i);
  });

  it("says what to do if one did not ask for it", async () => {
    const { text } = await render(one);
    expect(text).toMatch(/\b(?:do nothing|abaikan saja)\b/);
  });

  it("N-5: comes out the same, byte for byte, a second time", async () => {
    expect(await render(one)).toEqual(await render(one));
  });

  it("shows no name that whoever asked for it chose for the recipient", async () => {
    expect(JSON.stringify(await render(one))).not.toContain("alert(1)");
  });

  it("asks for nothing from anywhere when it is read", async () => {
    const { html } = await render(one);
    expect(html).not.toMatch(/<(?:img|script|iframe|link|form|video|object|svg)\b|url\(|@import|\bon\w+=/i);
    expect(html).toContain(`lang="${one.locale}"`);
  });

  it("has a subject of one line, and something to show beside it", async () => {
    const { subject, html } = await render(one);
    expect(subject).toMatch(/^\S.{3,160}\S$/u);
    expect(html).toMatch(/display:none[^>]*>[^<]{10,}/);
  });

  it("stays well under what mail programs cut off", async () => {
    const { html } = await render(one);
    // Gmail clips a message at 102 KB.
    expect(Buffer.byteLength(html)).toBeLessThan(20_000);
  });
});

describe.each(LOCALES)("a code, in %s", (locale) => {
  it.each(["sign-in", "confirmation-code"] as const)(
    "stands once in each part of %s, in the text on a line of its own, and in no subject and no preview",
    async (kind) => {
      const { subject, html, text } = await renderMail(kind, mails(locale)[kind]);
      expect([times(html, "012345"), times(text, "012345")]).toEqual([1, 1]);
      expect(text.split("\n")).toContain("012345");
      expect(subject + html.slice(0, html.indexOf("<h1"))).not.toContain("012345");
    },
  );
});

describe("when the link dies", () => {
  it.each([
    ["en", "The link works until 28 November 2026, 04:05 UTC."],
    ["id", "Tautan ini berlaku sampai 28 November 2026 pukul 04.05 UTC."],
  ] as const)("is said in %s, with the zone", async (locale, sentence) => {
    const { text } = await renderMail("workspace-invitation", invitation(locale));
    expect(text).toContain(sentence);
  });

  it("is said without a time where there is none", async () => {
    const { text } = await renderMail("verify-address", mails("en")["verify-address"]);
    expect(text).toContain("for a short time only");
  });
});

describe("an invitation", () => {
  const hostile = [
    "<script>alert(1)</script>",
    '"; Bcc: eve@evil.dev',
    "Budi\r\nBcc: eve@evil.dev",
    '"><img src=x onerror=alert(1)>',
    "</style><style>*{display:none}</style>",
    "<!--",
    "&lt;b&gt;",
    "gro.knab\u202etxt",
    "javascript:alert(1)",
    "$& $1 {{name}}",
  ];

  it.each(hostile)("N-14: shows %j as words, whoever is called that", async (name) => {
    const plain = await renderMail("workspace-invitation", invitation("en"));
    const { html, subject, text } = await renderMail(
      "workspace-invitation",
      invitation("en", { inviterName: name, workspaceName: name }),
    );
    expect(tagsIn(html)).toEqual(tagsIn(plain.html));
    expect(subject).not.toMatch(/[\r\n\u202e]/);
    expect(text.split("\n")).toHaveLength(plain.text.split("\n").length);
    expect(html + text).not.toContain("\u202e");
  });

  it.each(["https://evil.dev/login", "www.evil.dev", "eve@evil.dev"])(
    "carries no link of a stranger's: %s in a name stays words",
    async (name) => {
      const { html, text } = await renderMail("workspace-invitation", invitation("en", { inviterName: name }));
      for (const part of [html, text]) expect(part).not.toContain(name);
      expect(html.replaceAll("\u200b", "")).toContain(name);
    },
  );

  it("has a word for whoever has no name left", async () => {
    const { subject } = await renderMail(
      "workspace-invitation",
      invitation("en", { inviterName: "\u202e\n", workspaceName: "" }),
    );
    expect(subject).toBe("Somebody invited you to a workspace");
  });

  it("says nothing of a role that it has no word for", async () => {
    const { text } = await renderMail("workspace-invitation", invitation("en", { role: "constructor" }));
    expect(text).toContain("to the workspace Acme on Ninefold.");
  });
});

describe("the copy", () => {
  it("is complete in every language, and the same in none", () => {
    const [first, ...others] = LOCALES.map((locale) => sentencesIn(COPY[locale]));
    for (const other of others) {
      expect(Object.keys(other)).toEqual(Object.keys(first ?? {}));
      // Months and roles may be spelt alike.
      const alike = Object.keys(other).filter((key) => other[key] === first?.[key] && !/^(?:months|roles)/.test(key));
      expect(alike).toEqual([]);
    }
  });
});

const tagsIn = (page: string) => page.match(/<[!/a-z][^>]*>/gi)?.map((tag) => tag.split(/[\s>]/)[0]);

/** Every sentence by its place; the ones that are written by functions, with the same names in each. */
function sentencesIn(value: unknown, place = ""): Record<string, string> {
  if (typeof value === "string") return { [place]: value };
  if (typeof value === "function") {
    const names = { inviter: "A", workspace: "B", role: "c", day: "1", hours: "2", minutes: "3" };
    return sentencesIn((value as (given: typeof names) => unknown)(names), place);
  }
  const entries = Object.entries(value as object).map(([key, one]) => sentencesIn(one, `${place}.${key}`));
  return Object.assign({}, ...entries.map((entry) => stripDot(entry))) as Record<string, string>;
}

function stripDot(entry: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(entry).map(([key, text]) => [key.replace(/^[.]/, ""), text]));
}
