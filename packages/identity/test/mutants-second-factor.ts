import type { Mutant } from "@ninefold/testing/conformance-kit";
import { recoveryCodeOf } from "../src/domain/second-factor.ts";
import { IdentityError, type IdentityErrorCode } from "../src/errors.ts";
import type { IdentityProvider } from "../src/port.ts";
import { type Attempt, codeOf, type IdentitySubject } from "./cases/subject.ts";

type FactorMutant = Mutant<IdentitySubject>;
type Form = Readonly<Record<string, string>>;
type Broken = (call: Call, good: (form?: unknown) => Promise<Attempt>, subject: IdentitySubject) => Promise<Attempt>;
interface Call {
  readonly form: Form;
  readonly headers: Headers;
}

const provider =
  (broken: (good: IdentityProvider) => Partial<IdentityProvider>): FactorMutant =>
  (subject) => ({ ...subject, provider: { ...subject.provider, ...broken(subject.provider) } });

const at =
  (name: string, broken: Broken): FactorMutant =>
  (subject) => ({
    ...subject,
    call: (asked, body, headers) =>
      asked === name
        ? broken(
            { form: body as Form, headers: new Headers(headers) },
            (form = body) => subject.call(asked, form, headers),
            subject,
          )
        : subject.call(asked, body, headers),
  });

const FINISH = "sign-in/second-factor";
const isWaiting = ({ body }: Attempt) =>
  (body as { status?: unknown } | undefined)?.status === "second_factor_required";
const signedIn = (attempt: Attempt, headers?: Headers): Attempt => ({
  ...attempt,
  status: 200,
  body: { status: "signed_in" },
  headers,
});

/** Lets in whoever is refused with this code, as the person who was let in before. */
const letIn = (code: string, isMeant: (call: Call) => boolean = () => true): FactorMutant => {
  return (subject) => {
    let last: Headers | undefined;
    return at(FINISH, async (call, good) => {
      const attempt = await good();
      last = attempt.headers ?? last;
      return codeOf(attempt) === code && isMeant(call) ? signedIn(attempt, last) : attempt;
    })(subject);
  };
};

const overlook = async <T>(code: IdentityErrorCode, work: Promise<T>, instead: T): Promise<T> =>
  work.catch((error: unknown) => {
    if (error instanceof IdentityError && error.code === code) return instead;
    throw error;
  });

const never = (type: string): FactorMutant => {
  return (subject) => ({
    ...subject,
    facts: async () => (await subject.facts()).filter((fact) => fact.type !== `identity.${type}`),
  });
};

const someCodes = () => Array.from({ length: 10 }, () => recoveryCodeOf(crypto.getRandomValues(new Uint8Array(24))));

/** One deliberately broken adapter per rule about the second factor. */
export const secondFactorMutants: Readonly<Record<string, FactorMutant>> = {
  "signs in by a password alone": at("sign-in/email", async (_call, good) => {
    const attempt = await good();
    return isWaiting(attempt) ? signedIn(attempt) : attempt;
  }),
  "opens the session before the second factor": (subject) => {
    let own: Headers | undefined;
    return {
      ...subject,
      call: async (name, body, headers) => {
        const attempt = await subject.call(name, body, headers);
        if (name === "verify-email") own = attempt.headers;
        return isWaiting(attempt) ? { ...attempt, headers: own } : attempt;
      },
    };
  },
  "asks everybody for a second factor": at("sign-in/email", async (_call, good) => {
    const attempt = await good();
    return attempt.status === 200 ? { ...attempt, body: { status: "second_factor_required" } } : attempt;
  }),
  "gives a program a token without the second factor": at("sign-in/token", async (_call, good) => {
    const attempt = await good();
    return codeOf(attempt) === "identity.second_factor_required" ? signedIn(attempt) : attempt;
  }),
  "takes no recovery code of a program": at("sign-in/token", async ({ form }, good) =>
    good({ ...form, recoveryCode: undefined }),
  ),
  "takes a code twice": letIn("identity.wrong_second_factor", ({ form }) => form["code"] !== undefined),
  "takes a recovery code twice": letIn(
    "identity.wrong_second_factor",
    ({ form }) => form["recoveryCode"] !== undefined,
  ),
  "reads recovery codes as they are shown alone": at(FINISH, ({ form }, good) =>
    good(/[A-Z ]/.test(form["recoveryCode"] ?? "") ? { recoveryCode: "0".repeat(24) } : form),
  ),
  "goes by its own clock to the second": at(FINISH, async ({ form }, good) => {
    const attempt = await good();
    return attempt.status === 200 && form["code"] !== undefined ? { ...attempt, status: 401 } : attempt;
  }),
  "lets a sign-in live on": letIn("identity.sign_in_expired", ({ headers }) => headers.has("cookie")),
  "finishes a sign-in without its cookie": letIn("identity.sign_in_expired", ({ headers }) => !headers.has("cookie")),
  "makes nobody who knows the password wait": letIn("identity.too_many_attempts"),
  "knows nobody's browser": at(FINISH, ({ form, headers }, _good, subject) => {
    const cookie = (headers.get("cookie") ?? "").replace(/memory_device=[^;]*/, "");
    return subject.call(FINISH, form, cookie === "" ? {} : { cookie });
  }),
  "knows every browser": (subject) => ({
    ...subject,
    call: async (name, body, headers) => {
      const attempt = await subject.call(name, body, headers);
      return name === FINISH && attempt.status === 429 ? { ...attempt, status: 401 } : attempt;
    },
  }),
  "counts a form that names nothing": (subject) => {
    const counted = new Map<string, number>();
    return at(FINISH, async ({ headers }, good) => {
      const key = headers.get("cookie") ?? "";
      counted.set(key, (counted.get(key) ?? 0) + 1);
      const attempt = await good();
      return (counted.get(key) ?? 0) > 5 ? { ...attempt, status: 401 } : attempt;
    })(subject);
  },
  "knows a second factor of everybody": provider((good) => ({
    findSecondFactor: async (userId) =>
      (await good.findSecondFactor(userId)) ?? { since: new Date(0), recoveryCodesLeft: 10 },
  })),
  "knows how many recovery codes there were": provider((good) => ({
    findSecondFactor: async (userId) => {
      const found = await good.findSecondFactor(userId);
      return found && { ...found, recoveryCodesLeft: 10 };
    },
  })),
  "turns a second factor on by any code": provider((good) => ({
    confirmSecondFactor: (confirmation) =>
      overlook("identity.wrong_second_factor", good.confirmSecondFactor(confirmation), []),
  })),
  "confirms a second factor in a session that has ended": provider((good) => ({
    confirmSecondFactor: (confirmation) =>
      overlook("identity.session_not_found", good.confirmSecondFactor(confirmation), someCodes()),
  })),
  "confirms what was begun long ago": provider((good) => ({
    confirmSecondFactor: (confirmation) =>
      overlook("identity.second_factor_off", good.confirmSecondFactor(confirmation), someCodes()),
  })),
  "begins another second factor beside the one of now": provider((good) => ({
    beginSecondFactor: (userId) =>
      overlook("identity.second_factor_on", good.beginSecondFactor(userId), { secret: "", uri: "" }),
  })),
  "begins a second factor of nobody": provider((good) => ({
    beginSecondFactor: (userId) =>
      overlook("identity.person_not_found", good.beginSecondFactor(userId), { secret: "", uri: "" }),
  })),
  "shows recovery codes that are none": provider((good) => ({
    renewRecoveryCodes: async (userId) => {
      await good.renewRecoveryCodes(userId);
      return someCodes();
    },
  })),
  "keeps the old recovery codes": provider((good) => ({
    renewRecoveryCodes: async () => someCodes(),
    findSecondFactor: good.findSecondFactor,
  })),
  "turns nothing off": provider(() => ({ removeSecondFactor: async () => undefined })),
  "tells nobody that a second factor was turned on": never("second_factor_turned_on"),
  "tells nobody that a second factor was turned off": never("second_factor_turned_off"),
  "tells nobody that a recovery code was used": never("recovery_code_used"),
  "tells nobody of other recovery codes": never("recovery_codes_renewed"),
  "takes a password alone inside a session": provider((good) => ({
    confirmPassword: (attempt) => overlook("identity.second_factor_required", good.confirmPassword(attempt), undefined),
  })),
  "looks at the password before it asks for a code": provider((good) => ({
    confirmPassword: async (attempt) => {
      if (attempt.password.startsWith("not")) throw new IdentityError("identity.wrong_password", "no");
      await good.confirmPassword(attempt);
    },
  })),
  "changes a password without the second factor": provider((good) => ({
    changePassword: (change) => overlook("identity.second_factor_required", good.changePassword(change), undefined),
  })),
  "takes a code again inside a session": provider((good) => ({
    confirmPassword: (attempt) => overlook("identity.wrong_second_factor", good.confirmPassword(attempt), undefined),
  })),
  "signs in by a new password": at("reset-password", async (_call, good) => ({
    ...(await good()),
    headers: new Headers({ cookie: "memory_session=early" }),
  })),
  "leaves waiting sign-ins when the others end": provider(() => ({ endOtherSessions: async () => 0 })),
};
