// The page's own database on this device: what waits to be sent, and the answers that were read last.

import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { OutboxItem } from './outbox';

interface Shape extends DBSchema {
    outbox: { key: string; value: OutboxItem; indexes: { person: string } };
    answers: { key: string; value: { path: string; person: string; answer: unknown; kept_ms: number } };
}

const name = 'reeve';

let opened: Promise<IDBPDatabase<Shape>> | null = null;

/** Rejects where the device keeps nothing, as in some private windows. */
export function device_base(): Promise<IDBPDatabase<Shape>> {
    opened ??= openDB<Shape>(name, 1, {
        upgrade(base) {
            base.createObjectStore('outbox', { keyPath: 'id' }).createIndex('person', 'person');
            base.createObjectStore('answers', { keyPath: 'path' });
        },
        // A later page of this desk wants to change the shape: it must not wait for this one.
        blocking: () => void opened?.then((base) => base.close()).then(() => (opened = null)),
        terminated: () => (opened = null),
    });
    opened.catch(() => (opened = null));
    return opened;
}
