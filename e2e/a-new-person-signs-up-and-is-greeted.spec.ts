import { aNewPersonSignsUpAndIsGreeted } from "./journeys/a-new-person-signs-up-and-is-greeted.ts";
import { test } from "./stage.ts";

test("a new person signs up and is greeted, in a browser", ({ openBrowser }) =>
  aNewPersonSignsUpAndIsGreeted(openBrowser));
test("a new person signs up and is greeted, through the API", ({ openApi }) => aNewPersonSignsUpAndIsGreeted(openApi));
