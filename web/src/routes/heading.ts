import { say } from '../words';

let told: string | null = null;

/** Names the screen in the window's title, and moves the reading place to its heading when the screen is new. */
export function set_heading(heading: string): void {
    document.title = `${heading} · ${say('app.name')}`;
    const is_first = told === null;
    if (told === heading) {
        return;
    }
    told = heading;
    const typing = document.activeElement?.matches('input, textarea, select') ?? false;
    if (!is_first && !typing) {
        document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
    }
}
