import type { Mutant } from "@ninefold/testing/conformance-kit";
import { IdentityError, type IdentityErrorCode } from "../src/errors.ts";
import type { IdentityProvider } from "../src/port.ts";
import { type Attempt, codeOf, type IdentitySubject } from "./cases/subject.ts";

type MailMutant = Mutant<IdentitySubject>;
type Form = Readonly<Record<string, string>>;

const provider =
  (broken: (good: IdentityProvider) => Partial<IdentityProvider>): MailMutant =>
  (subject) => ({ ...subject, provider: { ...subject.provider, ...broken(subject.provider) } });

const overlook = async (code: IdentityErrorCode, work: Promise<void>): Promise<void> =>
  work.catch((error: unknown) => {
    if (!(error instanceof IdentityError && error.code === code)) throw error;
  });

interface Asked {
  readonly form: Form;
  readonly cookie: string;
  /** With the cookie that the browser has, or with another. */
  readonly good: (cookie?: string) => Promise<Attempt>;
}

/** Breaks what one endpoint answers to a browser with these cookies. */
const endpoints =
  (broken: (subject: IdentitySubject) => Readonly<Record<string, (asked: Asked) => Promise<Attempt>>>): MailMutant =>
  (subject) => {
    const table = broken(subject);
    return {
      ...subject,
      call: (name, body, headers) => {
        const sent = new Headers(headers);
        const cookie = sent.get("cookie") ?? "";
        const good = (instead = cookie) => {
          if (instead === "") sent.delete("cookie");
          else sent.set("cookie", instead);
          return subject.call(name, body, sent);
        };
        return table[name]?.({ form: body as Form, cookie, good }) ?? subject.call(name, body, headers);
      },
    };
  };

const ASK = "request-sign-in-mail";
const CODE = "sign-in/code";
const LINK = "sign-in/link";

/** Answers a success again to whoever repeats what it was for. */
function again(key: (form: Form) => string) {
  const first = new Map<string, Attempt>();
  return async ({ form, good }: Asked) => {
    const attempt = await good();
    if (attempt.status === 200) first.set(key(form), attempt);
    return first.get(key(form)) ?? attempt;
  };
}

/** One deliberately broken adapter per rule about what mails bring. */
export const mailMutants: Readonly<Record<string, MailMutant>> = {
  "takes a code from any browser": endpoints(() => {
    let asked = "";
    return {
      [ASK]: async ({ good }) => {
        const attempt = await good();
        asked ||= attempt.cookie;
        return attempt;
      },
      [CODE]: ({ good }) => good(asked),
    };
  }),
  "leaves the session open in which a link was followed": endpoints(() => ({ [LINK]: ({ good }) => good("") })),
  "mails an unknown address nothing, and says so": endpoints((subject) => ({
    [ASK]: async ({ form, good }) => {
      const known = await subject.provider.findPersonByAddress(form["email"] ?? "");
      const attempt = await good();
      return known === undefined ? { ...attempt, status: 404 } : attempt;
    },
  })),
  "says when a code is dead": endpoints(() => {
    const tries = new Map<string, number>();
    return {
      [CODE]: async ({ cookie, good }) => {
        const attempt = await good();
        tries.set(cookie, (tries.get(cookie) ?? 0) + 1);
        return tries.get(cookie) === 5 ? { ...attempt, status: 429 } : attempt;
      },
    };
  }),
  "mails a way in to an address that nobody has confirmed": (subject) => ({
    ...subject,
    facts: async () =>
      (await subject.facts()).map((fact) =>
        fact.type === "identity.verification_requested" ? { ...fact, type: "identity.sign_in_mail_requested" } : fact,
      ),
  }),
  "takes a link as often as it comes": endpoints(() => ({ [LINK]: again((form) => form["token"] ?? "") })),
  "takes a code as often as it comes": endpoints(() => ({ [CODE]: again((form) => form["code"] ?? "") })),
  "counts no wrong code": (subject) => {
    const codes = new Set<string>();
    const mutant = endpoints(() => ({
      [CODE]: async ({ form, good }) =>
        codes.has((form["code"] ?? "").replace(" ", "")) ? good() : subject.call(CODE, { code: "000000" }),
    }))(subject);
    const mintSignInMail: IdentityProvider["mintSignInMail"] = async (id) => {
      const minted = await subject.provider.mintSignInMail(id);
      if (minted !== undefined) codes.add(minted.code);
      return minted;
    };
    return { ...mutant, provider: { ...subject.provider, mintSignInMail } };
  },
  "takes the code of an older mail": endpoints(() => {
    const before = new Map<string, string>();
    return {
      [ASK]: async ({ cookie, good }) => {
        const attempt = await good("");
        before.set(attempt.cookie, cookie);
        return attempt;
      },
      [CODE]: async ({ cookie, good }) => {
        let attempt = await good();
        for (let older = before.get(cookie); older; older = before.get(older)) {
          if (codeOf(attempt) === "identity.invalid_code") attempt = await good(older);
        }
        return attempt;
      },
    };
  }),
  "has one mail a person, whoever asks": endpoints(() => {
    const last = new Map<string, string>();
    return {
      [ASK]: async ({ form, good }) => {
        const attempt = await good(last.get(form["email"] ?? ""));
        last.set(form["email"] ?? "", attempt.cookie);
        return attempt;
      },
    };
  }),
  "promises that a code lives longer than it does": provider((good) => ({
    mintSignInMail: async (id) => {
      const minted = await good.mintSignInMail(id);
      return minted && { ...minted, expiresAt: new Date(minted.expiresAt.getTime() + 60_000) };
    },
  })),
  "takes every link that was ever mailed": (subject) => {
    const minted = new Set<string>();
    const mutant = endpoints(() => ({
      [LINK]: async ({ form, good }) => {
        const attempt = await good();
        return minted.has(form["token"] ?? "") ? { ...attempt, status: 200 } : attempt;
      },
    }))(subject);
    const mintSignInMail: IdentityProvider["mintSignInMail"] = async (id) => {
      const mail = await subject.provider.mintSignInMail(id);
      if (mail !== undefined) minted.add(mail.token);
      return mail;
    };
    return { ...mutant, provider: { ...subject.provider, mintSignInMail } };
  },
  "knows no browser again that came in by a mail": (subject) => ({
    ...subject,
    facts: async () =>
      (await subject.facts()).map((fact) => ({
        ...fact,
        data: "browser" in fact.data ? { ...fact.data, browser: "unknown" } : fact.data,
      })),
  }),
  "takes any code in a session": provider((good) => ({
    confirmByCode: (attempt) => overlook("identity.wrong_code", good.confirmByCode(attempt)),
  })),
  "asks for a code for whatever session": provider((good) => ({
    requestConfirmationCode: (ref) => overlook("identity.session_not_found", good.requestConfirmationCode(ref)),
  })),
  "says that everybody has a password": provider((good) => ({
    findSignInMethods: async (userId) => ({ ...(await good.findSignInMethods(userId)), password: true }),
  })),
};
