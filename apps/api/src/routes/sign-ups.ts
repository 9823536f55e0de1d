import { Hono } from "hono";
import { z } from "zod";
import type { System } from "../compose.ts";
import { operation } from "./operation.ts";

/** What the page where people sign up has to know before anybody types. */
export const signUpRoutes = ({ signUps }: Pick<System, "signUps">) =>
  new Hono().get("/sign-ups", operation(readSignUps), async (c) =>
    c.json({ isOpen: !(await signUps.isClosed()), humanCheck: signUps.widget }, 200),
  );

const SignUps = z
  .object({
    isOpen: z.boolean(),
    humanCheck: z
      .object({ siteKey: z.string(), scriptUrl: z.string() })
      .nullable()
      .meta({ description: "What the page shows to tell people from programs; null where nobody is asked." }),
  })
  .meta({ id: "SignUps", description: "Whether anybody may sign up, or invited people alone, and what it takes." });

const readSignUps = {
  id: "readSignUps",
  access: "anyone",
  tag: "identity",
  summary: "Whether anybody may sign up at the moment",
  cache: "no-store",
  limit: "public",
  answers: { 200: SignUps },
} as const;
