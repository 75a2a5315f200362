// Helena types into four places by turns, and knows each character that she typed: the two composers of a record, the
// form of one of its acts, and the form that logs a new one.

const letters = [...'abcdefghijklmnoprstuvw   .,;:?!<>&"\'{}%\\/-–çãéßΩж日本😀'];
export const places = ['internal', 'public', 'act', 'log'];

export class Typist {
    /** What each place must hold: every character typed there so far. */
    typed = { internal: '', public: '', act: '', log: '' };
    place = 'internal';
    page = null;
    #context;
    #base;
    #number;
    #random;

    constructor(context, base, number, random) {
        this.#context = context;
        this.#base = base;
        this.#number = number;
        this.#random = random;
    }

    async open_tab() {
        this.page = await this.#context.newPage();
        await this.page.goto(this.#address());
    }

    /** Goes to a place as one does, leaving whatever was open. */
    async go_to(place) {
        const { page } = this;
        if ((await page.getByRole('dialog').count()) > 0 && place !== 'act') {
            await page.keyboard.press('Escape');
            await page.getByRole('dialog').waitFor({ state: 'detached' });
        }
        this.place = place;
        if (page.url() !== this.#address()) {
            await page.goto(this.#address());
        }
        await this.#box_open();
    }

    /** At the end of what stands there. */
    async type(count = 3 + this.#random.below(9)) {
        const box = await this.#box_open();
        await box.evaluate((field) => {
            field.focus();
            field.setSelectionRange(field.value.length, field.value.length);
        });
        for (let at = 0; at < count; at += 1) {
            const letter = this.#random.below(14) === 0 ? '\n' : this.#random.one_of(letters);
            this.typed[this.place] += letter;
            await this.page.keyboard.type(letter);
        }
    }

    /** Null when each place holds all that was typed there; else what is wrong. Looks first where she is. */
    async loss() {
        for (const place of [this.place, ...places.filter((each) => each !== this.place)]) {
            await this.go_to(place);
            const found = await this.#comes_to(this.typed[place]);
            if (found !== this.typed[place]) {
                return `${place}: ${JSON.stringify(found)} instead of ${JSON.stringify(this.typed[place])}`;
            }
        }
        return null;
    }

    /** The place where she is, open after whatever happened to the page. */
    async #box_open() {
        const { page, place } = this;
        if (place === 'log') {
            const box = page.locator('main form textarea[name=description]');
            await box.waitFor();
            return box;
        }
        await page.locator('.compose textarea').waitFor();
        if (place === 'act') {
            const box = page.getByRole('dialog').locator('textarea[name=comment]');
            if ((await box.count()) === 0) {
                await page.locator('.acts button[data-act=refer]').click();
            }
            await box.waitFor();
            return box;
        }
        await page.locator(`.compose input[value=${place}]`).check({ force: true });
        const box = page.locator(`.compose textarea[data-audience=${place}]`);
        await box.waitFor();
        return box;
    }

    /** What the place holds in the end: what the desk kept may come a moment after the screen. */
    async #comes_to(text) {
        const box = await this.#box_open();
        for (let tries = 0; tries < 100 && (await box.inputValue()) !== text; tries += 1) {
            await this.page.waitForTimeout(100);
        }
        return box.inputValue();
    }

    #address() {
        return this.#base + (this.place === 'log' ? '/new/epts-support/issue' : `/t/${this.#number}`);
    }
}
