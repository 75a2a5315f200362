import { tick } from 'svelte';

/**
 * Leads to the first input of a form that is marked as wrong, which may lie far from the button that was pressed; what
 * stands above the form takes the focus by itself.
 */
export async function to_first_wrong(form: HTMLElement): Promise<void> {
    await tick();
    if (form.querySelector('[role=alert]:focus') === null) {
        form.querySelector<HTMLElement>('[aria-invalid=true], [data-wrong] .answers button')?.focus();
    }
}
