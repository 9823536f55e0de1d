import { Hono } from "hono";
import { z } from "zod";
import type { System } from "../compose.ts";
import { personContext, type SessionVariables, signedIn } from "../middleware/session.ts";
import { namesOf, type Notice } from "./notice-names.ts";
import { operation } from "./operation.ts";
import { NotificationPage, PreferenceChange, PreferenceList, ReadUpTo } from "./notification-shapes.ts";
import { DONE, Done } from "./shapes.ts";
import { jsonBody, pathId, pathIds, query } from "./validation.ts";

const MOST_PER_PAGE = 50;

const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MOST_PER_PAGE).default(20),
  cursor: z.uuid().optional().meta({ description: "`nextCursor` of the page before." }),
});

const notificationId = pathIds({ notificationId: pathId("A notification of one's own.") });

/** What a person is told in the product, and what they choose to be mailed about. */
export function notificationRoutes({ identity, notifications }: Pick<System, "identity" | "notifications">) {
  const person = signedIn(identity);
  return new Hono<{ Variables: SessionVariables }>()
    .get("/me/notifications", operation(listNotifications), person, query(PageQuery), async (c) => {
      const { limit, cursor } = c.req.valid("query");
      const context = personContext(c.var);
      // One more than is shown says whether there is a next page.
      const wanted = { limit: limit + 1, ...(cursor !== undefined && { before: cursor }) };
      const [found, { unread }] = await Promise.all([
        notifications.listNotices(context, wanted),
        notifications.noticeState(context),
      ]);
      const shown = found.slice(0, limit);
      const nextCursor = found.length > shown.length ? (shown.at(-1)?.id ?? null) : null;
      const named = await namesOf(identity, c.var.session, { notices: shown, requestId: c.var.requestId });
      return c.json({ notifications: shown.map((notice) => toShown(notice, named)), unread, nextCursor }, 200);
    })
    .post("/me/notifications/read", operation(readAll), person, jsonBody(ReadUpTo), async (c) => {
      await notifications.readNotices(personContext(c.var), c.req.valid("json").upTo);
      return c.json(DONE, 200);
    })
    .post("/me/notifications/:notificationId/read", operation(readOne), person, notificationId, async (c) => {
      await notifications.readNotice(personContext(c.var), c.req.valid("param").notificationId);
      return c.json(DONE, 200);
    })
    .get("/me/notification-preferences", operation(listPreferences), person, async (c) =>
      c.json({ preferences: [...(await notifications.listPreferences(personContext(c.var)))] }, 200),
    )
    .patch("/me/notification-preferences", operation(setPreference), person, jsonBody(PreferenceChange), async (c) => {
      const context = personContext(c.var);
      await notifications.setPreference(context, c.req.valid("json"));
      return c.json({ preferences: [...(await notifications.listPreferences(context))] }, 200);
    });
}

function toShown(notice: Notice, { workspaceOf, personOf }: Awaited<ReturnType<typeof namesOf>>) {
  const { id, kind, createdAt, readAt } = notice;
  return { id, kind, workspace: workspaceOf(notice), person: personOf(notice), createdAt, readAt };
}

const common = {
  tag: "notifications",
  cache: "no-store",
  limit: "api",
  refuses: ["503 tenancy.database_unavailable"],
} as const;

const listNotifications = {
  ...common,
  id: "listNotifications",
  access: "self",
  summary: "What one was told in the product, newest first",
  answers: { 200: NotificationPage },
} as const;

const readAll = {
  ...common,
  id: "readNotifications",
  access: "self",
  summary: "Mark all that one has seen as read; a repeat changes nothing",
  answers: { 200: Done },
} as const;

const readOne = {
  ...common,
  id: "readNotification",
  access: "self",
  summary: "Mark one as read; a repeat changes nothing",
  answers: { 200: Done },
  refuses: ["404 notifications.not_found", "503 tenancy.database_unavailable"],
} as const;

const listPreferences = {
  ...common,
  id: "listNotificationPreferences",
  access: "self",
  summary: "What one is mailed about",
  answers: { 200: PreferenceList },
} as const;

const setPreference = {
  ...common,
  id: "setNotificationPreference",
  access: "self",
  summary: "Turn mail of a kind on or off",
  answers: { 200: PreferenceList },
  refuses: ["422 notifications.not_optional", "503 tenancy.database_unavailable"],
} as const;
