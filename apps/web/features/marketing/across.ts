/** How wide the public pages are. In a file of its own, so that who needs no more does not load the frame. */
export const ACROSS = "mx-auto max-w-page px-4 sm:px-6";
