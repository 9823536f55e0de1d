import { aForgottenPasswordIsReplaced } from "./journeys/a-forgotten-password-is-replaced.ts";
import { test } from "./stage.ts";

test("a forgotten password is replaced, in a browser", ({ openBrowser }) => aForgottenPasswordIsReplaced(openBrowser));
test("a forgotten password is replaced, through the API", ({ openApi }) => aForgottenPasswordIsReplaced(openApi));
