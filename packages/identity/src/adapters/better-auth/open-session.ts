import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";

/**
 * Opens a session as the library's own sign-ins do, for ways in that we have judged ourselves. It has no path, so no
 * request reaches it.
 */
export const openSessions = () => ({
  id: "open-sessions",
  endpoints: {
    openSession: createAuthEndpoint(
      {
        method: "POST",
        body: z.object({ userId: z.string(), connectionId: z.uuid().optional() }),
        metadata: { SERVER_ONLY: true },
      },
      async (context) => {
        const { internalAdapter } = context.context;
        const { userId, connectionId = null } = context.body;
        const user = await internalAdapter.findUserById(userId);
        if (user === null) throw context.error("UNAUTHORIZED");
        const session = await internalAdapter.createSession(user.id, false, { connectionId });
        await setSessionCookie(context, { session, user });
        return context.json({ sessionId: session.id });
      },
    ),
  },
});
