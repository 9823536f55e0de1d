import { z } from "zod";
import { Id, Instant, Slug } from "./shapes.ts";

/** What a person is told and what they chose, as it goes over the wire. */

const NotificationShape = z
  .object({
    id: Id,
    kind: z.string().meta({
      description:
        "`member-joined`, `plan-changed`, `payment-overdue`, `workspace-closed`, `api-key-made`; there will be more.",
    }),
    workspace: z
      .object({ id: Id, slug: Slug, name: z.string() })
      .nullable()
      .meta({ description: "What it is about; null once the person has left it." }),
    person: z
      .object({ id: Id, name: z.string() })
      .nullable()
      .meta({ description: "Whom it is about; null for nobody, and for somebody who has left." }),
    createdAt: Instant,
    readAt: Instant.nullable(),
  })
  .meta({ id: "Notification", description: "What a person is told in the product." });

const Unread = z
  .int()
  .min(0)
  .max(100)
  .meta({ description: "How many are not read; 100 stands for that many or more." });

export const NotificationPage = z
  .object({ notifications: z.array(NotificationShape), unread: Unread, nextCursor: z.string().nullable() })
  .meta({ id: "NotificationPage", description: "Newest first; `nextCursor` is null on the last page." });

export const NotificationState = z.object({ unread: Unread, newest: Id.nullable() }).meta({
  id: "NotificationState",
  description: "How many are not read, and the newest one. Whatever changed, it is in the list.",
});

export const ReadUpTo = z
  .strictObject({ upTo: Id.meta({ description: "The newest one that the person has seen: later ones stay unread." }) })
  .meta({ id: "ReadUpTo" });

const CategoryName = z.enum(["security", "billing", "invitations", "workspace_activity"]);

export const PreferenceList = z
  .object({
    preferences: z.array(
      z.object({
        category: CategoryName,
        email: z.boolean(),
        isOptional: z.boolean().meta({ description: "False: it is always mailed." }),
      }),
    ),
  })
  .meta({ id: "NotificationPreferences", description: "What a person is mailed about." });

export const PreferenceChange = z
  .strictObject({ category: CategoryName, email: z.boolean() })
  .meta({ id: "NotificationPreferenceChange" });
