/*
 * A box, a dot and a switch, drawn over the browser's own inputs (ui/base.css). Where colours are forced, those stay.
 */
export const CHECKBOX = "choice choice-box";
export const RADIO = "choice choice-dot";
export const SWITCH = "choice choice-switch";
