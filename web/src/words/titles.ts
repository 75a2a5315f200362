import { language } from './index';

interface Named {
    name: string;
    /** One text, or one for each language. */
    title?: string | Partial<Record<string, string>>;
}

interface Known {
    id: string;
    name: string;
}

/** How a named thing of a process is called: in the reader's language, else English, else by its name. */
export function title_of(thing: Named, languages: readonly string[] = [language]): string {
    const { title } = thing;
    if (typeof title === 'string') {
        return title === '' ? plain_name(thing.name) : title;
    }
    if (title) {
        for (const tag of [...languages, 'en']) {
            const found = title[tag] ?? title[tag.split('-')[0] ?? tag];
            if (found) {
                return found;
            }
        }
    }
    return plain_name(thing.name);
}

/** The title of the thing called `name` among `things`, or the name itself in plain writing. */
export function title_among(things: readonly Named[] | undefined, name: string): string {
    const found = things?.find((thing) => thing.name === name);
    return found ? title_of(found) : plain_name(name);
}

/** `job_stopped` → `Job stopped` */
export function plain_name(name: string): string {
    const words = name.replaceAll(/[_-]+/g, ' ').trim();
    return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1);
}

export function party_name(party: Known | null | undefined): string | null {
    return party ? party.name || plain_name(party.id) : null;
}

