import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, expect, it } from "vitest";
import { client, json, startApp } from "./support.ts";

const database = await createTestDatabase();
const { app, system } = await startApp(database.urls);
afterAll(async () => {
  await system.close();
  await database.drop();
});

/** Where the auth library's packages would listen: docs/guides/scim-and-saml.md says what has to hold before they do. */
it.each([
  ["GET", "/api/auth/scim/v2/Users"],
  ["POST", "/api/auth/scim/v2/Users"],
  ["DELETE", "/api/auth/scim/v2/Users/1"],
  ["POST", "/api/auth/scim/generate-token"],
  ["POST", "/api/auth/sso/register"],
  ["POST", "/api/auth/sign-in/sso"],
  ["GET", "/api/auth/sso/callback/acme"],
  ["POST", "/api/auth/sso/saml2/callback/acme"],
  ["GET", "/api/auth/sso/saml2/sp/metadata"],
])("there is no endpoint for SCIM or SAML: %s %s", async (method, path) => {
  const answer = await client(app).send(method, path, {
    headers: { "content-type": "application/json", authorization: "Bearer a token of SCIM" },
    ...(method === "POST" && { body: "{}" }),
  });
  expect([answer.status, (await json(answer))["code"]]).toEqual([404, "http.no_route"]);
});
