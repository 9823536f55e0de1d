import type { Mutant } from "@ninefold/testing/conformance-kit";
import type { IdentityProvider } from "../src/port.ts";
import { TERMS_VERSION } from "../src/terms.ts";
import type { Back, Elsewhere, IdentitySubject } from "./cases/subject.ts";

type OidcMutant = Mutant<IdentitySubject>;

const provider =
  (broken: (good: IdentityProvider) => Partial<IdentityProvider>): OidcMutant =>
  (subject) => ({ ...subject, provider: { ...subject.provider, ...broken(subject.provider) } });

const elsewhere =
  (broken: (good: Elsewhere, subject: IdentitySubject) => Partial<Elsewhere>): OidcMutant =>
  (subject) => {
    const good = subject.elsewhere;
    return good === undefined ? subject : { ...subject, elsewhere: { ...good, ...broken(good, subject) } };
  };

/** Does not notice what is wrong with one kind of answer. */
const blindTo = (...defects: readonly string[]): OidcMutant =>
  elsewhere((good) => ({
    enter: (person, { defect, ...rest } = {}) =>
      good.enter(person, defect !== undefined && !defects.includes(defect) ? { ...rest, defect } : rest),
  }));

const leading = (from: string, to: string): OidcMutant => {
  const led = ({ page, headers }: Back) => ({ headers, page: page.includes(from) ? to : page });
  return elsewhere((good) => ({
    enter: async (person, options) => led(await good.enter(person, options)),
    confirm: async (person, headers, options) => led(await good.confirm(person, headers, options)),
  }));
};

const answering =
  (endpoint: string, status: number): OidcMutant =>
  (subject) => ({
    ...subject,
    call: async (asked, body, headers) => {
      const good = await subject.call(asked, body, headers);
      return asked === endpoint ? { ...good, status, body: {} } : good;
    },
  });

/** One deliberately broken adapter per rule about people who sign in at another's page. */
export const oidcMutants: Readonly<Record<string, OidcMutant>> = {
  "makes an account before the terms": (subject) => ({
    ...subject,
    call: (endpoint, body, headers) =>
      subject.call(
        endpoint,
        endpoint === "social/accept" && typeof body === "object" ? { ...body, termsVersion: TERMS_VERSION } : body,
        headers,
      ),
  }),
  "opens an account by its address": leading("address-known", "/home"),
  "takes an address that nobody confirmed": leading("unverified", "/sign-up/terms"),
  "reads no nonce": blindTo("nonce"),
  "reads no issuer": blindTo("issuer"),
  "reads no audience": blindTo("audience"),
  "takes what has expired": blindTo("expired"),
  "takes what nobody signed": blindTo("unsigned"),
  "takes what a shared secret signed": blindTo("symmetric"),
  "takes what another key signed": blindTo("other-key"),
  "compares no state": leading("stale", "/home"),
  "asks nobody about a code": leading("refused", "/home"),
  "adopts the session that a browser brings": elsewhere((good) => ({
    enter: async (person, options) => {
      const back = await good.enter(person, options);
      return options?.before === undefined ? back : { ...back, headers: options.before };
    },
  })),
  "leaves the session open that a browser had": elsewhere((good) => ({
    enter: (person, options) => {
      const { before: _before, ...rest } = options ?? {};
      return good.enter(person, rest);
    },
  })),
  "keeps the secret of a session": (subject) => {
    const given: string[] = [];
    return elsewhere((good) => ({ stored: async () => `${await good.stored()} ${given.join(" ")}` }))({
      ...subject,
      call: async (endpoint, body, headers) => {
        const answer = await subject.call(endpoint, body, headers);
        given.push(answer.cookie);
        return answer;
      },
    });
  },
  "takes whatever is near enough": provider((good) => {
    let last = new Headers();
    return {
      findSession: async (headers) => {
        const found = await good.findSession(headers);
        if (found !== undefined) last = headers;
        return found ?? good.findSession(last);
      },
    };
  }),
  "forgets to end a session": (subject) => ({
    ...subject,
    call: async (endpoint, body, headers) =>
      endpoint === "sign-out"
        ? { status: 200, type: "application/json", body: {}, headers: undefined, cookie: "" }
        : subject.call(endpoint, body, headers),
  }),
  "has sessions that never end": (subject) => ({ ...subject, later: () => undefined }),
  "confirms by an old sign-in": elsewhere((good) => ({
    confirm: (person, headers, options) => {
      const { defect: _defect, ...rest } = options ?? {};
      return good.confirm(person, headers, rest);
    },
  })),
  "confirms by another person": leading("other-person", "/account"),
  "dates a sign-in by now": provider((good) => ({
    findSession: async (headers) => {
      const found = await good.findSession(headers);
      return found && { ...found, authTime: new Date() };
    },
  })),
  "does not listen to the provider": elsewhere(() => ({ tell: async () => 200 })),
  "believes every notice": elsewhere((good) => ({
    tell: async ({ aud: _aud, nonce: _nonce, ...claims }) => good.tell(claims),
  })),
  "takes a notice twice": elsewhere((good) => ({
    tell: async (claims) => good.tell({ ...claims, jti: crypto.randomUUID() }),
  })),
  "ends all of a person's sessions for one": elsewhere((good) => ({
    tell: async ({ sid: _sid, ...claims }) => good.tell(claims),
  })),
  "has a password of its own": provider(() => ({ confirmPassword: async () => undefined })),
  "answers a sign-in by password": answering("sign-in/email", 401),
};
