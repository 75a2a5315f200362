// What tests of drafts are made of.

/** A device's storage, which may be full. */
export class MemoryStore {
    values = new Map<string, string>();
    full = false;
    get length() {
        return this.values.size;
    }
    key(at: number) {
        return [...this.values.keys()][at] ?? null;
    }
    getItem(name: string) {
        return this.values.get(name) ?? null;
    }
    setItem(name: string, value: string) {
        if (this.full) {
            throw new DOMException('full', 'QuotaExceededError');
        }
        this.values.set(name, value);
    }
    removeItem(name: string) {
        this.values.delete(name);
    }
}
