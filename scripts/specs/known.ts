/** Where an emulator follows the vendor's SDK or its examples rather than its file, and why. */
export interface KnownDifference {
  /** `GET /emails/:id`, or `webhook email.sent`. */
  readonly where: string;
  /** As the check says it, without the numbers of list items. */
  readonly fault: string;
  readonly why: string;
}

const TYPES = "the types of resend 6.38.0 have it";
const inSdk = (where: string, ...paths: readonly string[]) =>
  paths.map((path) => ({ where, fault: `${path} is not in the file`, why: TYPES }));

export const KNOWN: Readonly<Record<"resend" | "imagekit", readonly KnownDifference[]>> = {
  resend: [
    ...inSdk("GET /emails/:id", "/scheduled_at", "/topic_id", "/tags"),
    ...inSdk("GET /emails", "/data/*/scheduled_at", "/data/*/topic_id"),
    ...inSdk("PATCH /emails/:id", "/object", "/id"),
    ...inSdk("POST /emails/batch", "/errors"),
    { where: "GET /emails/:id", fault: "/html must be string", why: `null without HTML: ${TYPES}` },
    ...["sent", "scheduled", "delivered", "bounced", "complained", "suppressed"].flatMap((event) =>
      inSdk(`webhook email.${event}`, "/data/message_id"),
    ),
  ],
  imagekit: [
    {
      where: "GET /ik/:endpoint/:path{.+}",
      fault: "this route is not in the file",
      why: "the file describes the API, not the delivery of files",
    },
  ],
};
