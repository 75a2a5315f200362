interface Named {
    name: string;
    title?: string;
}

interface Known {
    id: string;
    name: string;
}

/** How a named thing of a process is called: by its title, which the desk gives in the reader's language, or its name. */
export function title_of({ name, title }: Named): string {
    return title || plain_name(name);
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

