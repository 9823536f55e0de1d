import { anInvitedPersonJoinsAndAThirdDoesNot } from "./journeys/an-invited-person-joins-and-a-third-does-not.ts";
import { test } from "./stage.ts";

test("an invited person joins and a third does not, in a browser", ({ openBrowser }) =>
  anInvitedPersonJoinsAndAThirdDoesNot(openBrowser));
test("an invited person joins and a third does not, through the API", ({ openApi }) =>
  anInvitedPersonJoinsAndAThirdDoesNot(openApi));
