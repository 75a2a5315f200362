// How long somebody worked, as people type it: `90` are minutes, `1:30` hours and minutes.

export const minutes_most = 24 * 60;

/** The minutes; null for what is no such time, or longer than a day. */
export function minutes_typed(typed: string): number | null {
    const [, hours = '0', minutes] = /^(?:(\d{1,2}):(?=[0-5]\d$))?(\d{1,4})$/.exec(typed.trim()) ?? [];
    const all = minutes === undefined ? 0 : Number(hours) * 60 + Number(minutes);
    return all >= 1 && all <= minutes_most ? all : null;
}
