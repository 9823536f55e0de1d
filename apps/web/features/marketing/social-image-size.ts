/** In pixels: what most places that show a link ask for. */
export const SOCIAL_IMAGE = { width: 1200, height: 630 } as const;
