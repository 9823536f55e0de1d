/** Whether the navigation is collapsed: `collapsed`, else it is not. */
export const NAVIGATION_COOKIE = "navigation";
