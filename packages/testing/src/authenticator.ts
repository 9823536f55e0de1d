import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** What a browser would be asked, as far as an authenticator reads it. */
interface Creation {
  readonly challenge: string;
  readonly rp: { readonly id: string };
  readonly user: { readonly id: string };
}
interface Request {
  readonly challenge: string;
  readonly rpId: string;
}

/** What an attacker changes, before it is signed unless it says otherwise. */
export interface Tampering {
  readonly type?: string;
  readonly challenge?: string;
  readonly origin?: string;
  readonly crossOrigin?: boolean;
  readonly rpId?: string;
  /** The byte of flags. */
  readonly flags?: number;
  readonly counter?: number;
  /** Absent: none is sent. */
  readonly userHandle?: string | undefined;
  /** Of another key. */
  readonly key?: KeyObject;
}

const [PRESENT, VERIFIED, BACKUP_ELIGIBLE, BACKED_UP, ATTESTED] = [0x01, 0x04, 0x08, 0x10, 0x40] as const;
export const FLAGS = { present: PRESENT, verified: VERIFIED } as const;

export type SoftwareAuthenticator = ReturnType<typeof softwareAuthenticator>;

/**
 * One passkey and the browser around it: signs what it is told to, for tests that attack a server with it. A synced one
 * counts nothing, as those in password managers do.
 */
export function softwareAuthenticator(options: { readonly origin: string; readonly isSynced?: boolean }) {
  const { origin, isSynced = false } = options;
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const credentialId = randomBytes(32);
  const id = credentialId.toString("base64url");
  let counter = 0;
  let userHandle: string | undefined;
  const usual = PRESENT | VERIFIED | (isSynced ? BACKUP_ELIGIBLE | BACKED_UP : 0);

  return {
    id,

    /** What `navigator.credentials.create` resolves with, as JSON. */
    create({ challenge, rp, user }: Creation, tampering: Tampering = {}) {
      userHandle = user.id;
      const key = publicKey.export({ format: "jwk" });
      const authData = Buffer.concat([
        head({ rpId: rp.id, flags: usual, counter, ...tampering }, ATTESTED),
        Buffer.alloc(16),
        Buffer.from([0, credentialId.length]),
        credentialId,
        coseKey(key),
      ]);
      return {
        id,
        rawId: id,
        type: "public-key" as const,
        clientExtensionResults: { credProps: { rk: true } },
        authenticatorAttachment: "platform" as const,
        response: {
          clientDataJSON: clientData({ type: "webauthn.create", challenge, origin, ...tampering }).toString(
            "base64url",
          ),
          attestationObject: attestationObject(authData).toString("base64url"),
          transports: ["internal", "hybrid", "carrier-pigeon"],
        },
      };
    },

    /** What `navigator.credentials.get` resolves with, as JSON. */
    get({ challenge, rpId }: Request, tampering: Tampering = {}) {
      counter += isSynced ? 0 : 1;
      const authenticatorData = head({ rpId, flags: usual, counter, ...tampering });
      const clientDataJSON = clientData({ type: "webauthn.get", challenge, origin, ...tampering });
      const signed = Buffer.concat([authenticatorData, sha256(clientDataJSON)]);
      const handle = "userHandle" in tampering ? tampering.userHandle : userHandle;
      return {
        id,
        rawId: id,
        type: "public-key" as const,
        clientExtensionResults: {},
        authenticatorAttachment: "platform" as const,
        response: {
          clientDataJSON: clientDataJSON.toString("base64url"),
          authenticatorData: authenticatorData.toString("base64url"),
          signature: sign("sha256", signed, tampering.key ?? privateKey).toString("base64url"),
          ...(handle !== undefined && { userHandle: handle }),
        },
      };
    },
  };
}

const sha256 = (data: Buffer | string) => createHash("sha256").update(data).digest();

/** WebAuthn 3, 6.1. */
function head({ rpId, flags, counter }: Required<Pick<Tampering, "rpId" | "flags" | "counter">>, more = 0): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([sha256(rpId), Buffer.from([flags | more]), count]);
}

function clientData(said: Required<Pick<Tampering, "type" | "challenge" | "origin">> & Tampering): Buffer {
  const { type, challenge, origin, crossOrigin = false } = said;
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin }));
}

/** The few shapes of CBOR (RFC 8949) that are needed: lengths of one byte, and `{ fmt: "none", attStmt: {}, authData }`. */
const bytes = (value: Buffer) => Buffer.concat([Buffer.from([0x58, value.length]), value]);

const key = (name: string) => Buffer.concat([Buffer.from([0x60 | name.length]), Buffer.from(name)]);
const coordinate = (value: string) => bytes(Buffer.from(value, "base64url"));

function attestationObject(authData: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from([0xa3]),
    key("fmt"),
    key("none"),
    key("attStmt"),
    Buffer.from([0xa0]),
    key("authData"),
    bytes(authData),
  ]);
}

/** `{ 1: 2, 3: -7, -1: 1, -2: x, -3: y }` (RFC 9053): a key on P-256 for ES256. */
function coseKey({ x = "", y = "" }: { readonly x?: string; readonly y?: string }): Buffer {
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    coordinate(x),
    Buffer.from([0x22]),
    coordinate(y),
  ]);
}
