// Fills whatever a form made from a process asks for, as a person would who has an answer to everything.

import { settled } from './settled.mjs';

const words = 'Replaced the cable and tried it twice; it works again.';

export async function fill_form(form) {
    await settled(form.page());
    for (const input of await form.locator('input, select, textarea').all()) {
        if (!(await input.isVisible())) {
            continue;
        }
        const kind = await input.evaluate((element) => element.type);
        if (kind === 'file' || (await input.getAttribute('role')) === 'combobox') {
            continue;
        }
        const value = await input.inputValue().catch(() => '');
        if (kind === 'select-one') {
            await choose(input, value);
        } else if (kind === 'datetime-local') {
            await input.fill('');
        } else if (kind !== 'checkbox' && value === '') {
            const numeric = (await input.getAttribute('inputmode')) === 'decimal';
            await input.fill(numeric ? '1' : words);
        }
    }
}

/** The first real choice, where none is made yet; whoever logs reports for herself. */
async function choose(select, value) {
    const name = await select.getAttribute('name');
    const choices = await select.locator('option').count();
    if (value === '' && name !== 'reporter' && choices > 1) {
        await select.selectOption({ index: 1 });
    }
}
