// Fills whatever a form made from a process asks for, as a person would who has an answer to everything.

const words = 'Replaced the cable and tried it twice; it works again.';

export async function fill_form(form) {
    await form.page().waitForLoadState('networkidle');
    for (const input of await form.locator('input, select, textarea').all()) {
        if (!(await input.isVisible())) {
            continue;
        }
        const kind = await input.evaluate((element) => element.type);
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

/** The first real choice, where one is wanted and none is made. */
async function choose(select, value) {
    const wanted = (await select.getAttribute('aria-required')) === 'true';
    if (value === '' && wanted) {
        await select.selectOption({ index: 1 });
    }
}
