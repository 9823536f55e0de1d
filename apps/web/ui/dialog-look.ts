/** What dialogs share. At the bottom of a phone, where a thumb is; in the upper middle of anything larger. */
export const BACKDROP = "backdrop fixed inset-0 z-40";
export const POPUP =
  "dialog fixed inset-x-0 bottom-0 z-40 max-h-[calc(100dvh-2rem)] overflow-y-auto rounded-t-panel border border-line bg-panel p-4 shadow-float outline-none sm:inset-x-auto sm:top-[12vh] sm:bottom-auto sm:left-1/2 sm:w-[calc(100vw-2rem)] sm:max-w-dialog sm:-translate-x-1/2 sm:rounded-panel sm:p-6";
