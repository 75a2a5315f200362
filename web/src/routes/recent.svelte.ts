// The records that this person looked at last, on this device.

const kept_max = 5;

let numbers = $state.raw<string[]>([]);

export function recent(): string[] {
    return numbers;
}

export function read_recent(person: string): void {
    try {
        const found: unknown = JSON.parse(localStorage.getItem(slot(person)) ?? '[]');
        numbers = Array.isArray(found) ? found.filter((each) => typeof each === 'string').slice(0, kept_max) : [];
    } catch {
        numbers = [];
    }
}

export function remember(person: string, number: string): void {
    if (numbers[0] === number) {
        return;
    }
    numbers = [number, ...numbers.filter((each) => each !== number)].slice(0, kept_max);
    try {
        localStorage.setItem(slot(person), JSON.stringify(numbers));
    } catch {
        // Only a convenience: a full store loses nothing that matters.
    }
}

export function forget_recent(person: string): void {
    numbers = [];
    try {
        localStorage.removeItem(slot(person));
    } catch {
        // Nothing was kept then.
    }
}

function slot(person: string): string {
    return `reeve.recent.${person}`;
}
