/** Goes to the part of the screen that the address names, once it is there: its heading is read out, and keys go on from it. */
export function to_named_part(): void {
    const name = decodeURIComponent(location.hash.slice(1));
    const part = name === '' ? null : document.getElementById(name);
    part?.scrollIntoView();
    part?.querySelector<HTMLElement>('h2[tabindex]')?.focus({ preventScroll: true });
}
