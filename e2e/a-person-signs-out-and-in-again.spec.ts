import { aPersonSignsOutAndInAgain } from "./journeys/a-person-signs-out-and-in-again.ts";
import { test } from "./stage.ts";

test("a person signs out and in again, in a browser", ({ openBrowser }) => aPersonSignsOutAndInAgain(openBrowser));
test("a person signs out and in again, through the API", ({ openApi }) => aPersonSignsOutAndInAgain(openApi));
