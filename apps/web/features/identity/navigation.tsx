import type { NavigationGroup, NavigationItem } from "../../ui/frame-navigation.tsx";
import type { FrameCopy } from "./copy/frame.ts";
import { PlaceIcon } from "./place-icon.tsx";
import {
  CONSOLE_PLACE,
  OPERATOR_PLACES,
  PERSON_PLACES,
  type Place,
  type PlaceKey,
  PLACE_HUE,
  workspacePlaces,
} from "./places.ts";
import { type Workspace, workspacePath } from "./workspaces.ts";

interface Whose {
  readonly workspace: Workspace | undefined;
  readonly isOperator: boolean;
  readonly hasConsole: boolean;
  /** Absent where there are none. */
  readonly docsPath: string | undefined;
}

/** Parts of the account, which its page leads to. */
const IN_ACCOUNT: readonly PlaceKey[] = ["security", "emails"];

/** Where each of the nine is found, in the words of whoever uses it. */
export function navigationOf(
  { workspace, isOperator, hasConsole, docsPath }: Whose,
  copy: FrameCopy,
): readonly NavigationGroup[] {
  const item = ({ key, href }: Place): NavigationItem => {
    const hue = PLACE_HUE[key];
    return { href, label: copy.places[key], icon: <PlaceIcon place={key} />, ...(hue && { hue }) };
  };
  const ofWorkspace = workspace === undefined ? [] : workspacePlaces(workspace).map(item);
  const [projects, ...others] = ofWorkspace;
  const operators = [
    ...OPERATOR_PLACES.filter(({ key }) => isOperator && (key === "status" || key === "jobs")),
    ...(hasConsole ? [CONSOLE_PLACE] : []),
  ];
  const groups: readonly NavigationGroup[] = [
    {
      items:
        projects === undefined || workspace === undefined
          ? []
          : [{ ...projects, isExact: true, below: `${workspacePath(workspace.slug)}/projects` }, ...others],
    },
    {
      label: copy.own,
      items: PERSON_PLACES.filter(
        ({ key }) => !IN_ACCOUNT.includes(key) && (key !== "workspaces" || workspace === undefined),
      ).map(item),
    },
    { label: copy.operators, items: operators.map(item) },
    {
      label: copy.help,
      items: docsPath === undefined ? [] : [{ ...item({ key: "docs", href: docsPath }), isDocument: true }],
    },
  ];
  return groups.filter(({ items }) => items.length > 0);
}
