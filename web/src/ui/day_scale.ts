// Where the hours of a day lie in its drawing.

/** How wide a day is drawn, in the drawing's own units. */
export const day_px = 240;
export const mark_hours = [6, 12, 18] as const;

/** Of a part of a day, from and to being shares of it. */
export function place_of({ from, to }: { from: number; to: number }): { x: number; width: number } {
    return { x: from * day_px, width: Math.max(1.5, (to - from) * day_px) };
}
