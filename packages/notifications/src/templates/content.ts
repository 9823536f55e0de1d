/** What a mail says, before it is HTML or text: both parts are made of this, so neither says more than the other. */
export interface Content {
  /** One line. */
  readonly subject: string;
  /** What mail programs show beside the subject. */
  readonly preview: string;
  readonly heading: string;
  readonly lead: string;
  readonly action: Link;
  /** To be typed where it was asked for. */
  readonly code?: { readonly label: string; readonly code: string };
  /** Another way, with the question that it answers. */
  readonly alternative?: Link & { readonly question: string };
  /** How long the link lives, what to do if one did not ask for it. */
  readonly notes: readonly string[];
  readonly footer: string;
}

export interface Link {
  readonly label: string;
  /** Has passed `safeLink`. */
  readonly url: string;
}
