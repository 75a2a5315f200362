import { say } from '../words';

let told: string | null = null;

/**
 * Names the screen in the window's title, and moves the reading place to its heading when the screen is new; not away
 * from what somebody is working with in it, such as a filter that changes the heading.
 */
export function set_heading(heading: string): void {
    document.title = `${heading} · ${say('app.name')}`;
    const is_first = told === null;
    if (told === heading) {
        return;
    }
    told = heading;
    const working = document.activeElement?.closest('main, input, textarea, select') ?? null;
    if (!is_first && working === null) {
        document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
    }
}
