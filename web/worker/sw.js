// Keeps the page itself on the device, so that it opens while the desk does not answer, and at once when it does. It
// never touches what the desk says: whatever begins with /api/ goes past it. tools/worker.mjs fills in the two names.

const version = '__VERSION__';
const files = ['__FILES__'];
const prefix = 'reeve-page-';
const mine = prefix + version;

self.addEventListener('install', (event) => {
    event.waitUntil(
        (async () => {
            const cache = await caches.open(mine);
            await Promise.all(files.map((path) => keep(cache, path)));
            // Pages that are open keep working: the files of the version before stay until the next one comes.
            await self.skipWaiting();
        })(),
    );
});

self.addEventListener('activate', (event) => {
    event.waitUntil(
        (async () => {
            const names = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== mine);
            await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)));
            await self.clients.claim();
        })(),
    );
});

self.addEventListener('fetch', (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== 'GET' || url.origin !== location.origin || url.pathname.startsWith('/api/')) {
        return;
    }
    if (request.mode === 'navigate' && !names_file(url.pathname)) {
        event.respondWith(answer_from(mine, '/', request));
    } else if (url.pathname.startsWith('/assets/')) {
        event.respondWith(answer_from(null, request, request));
    } else if (files.includes(url.pathname)) {
        event.respondWith(answer_from(mine, request, request));
    }
});

/** A file whose name tells what is in it is as good from the browser's own cache; the page itself is not. */
async function keep(cache, path) {
    const how = path.startsWith('/assets/') ? 'default' : 'reload';
    const answer = await fetch(path, { cache: how, credentials: 'same-origin' });
    if (!answer.ok) {
        throw new Error(`${path}: ${answer.status}`);
    }
    await cache.put(path, answer);
}

async function answer_from(cache, wanted, request) {
    const kept = cache === null ? await caches.match(wanted) : await (await caches.open(cache)).match(wanted);
    return kept ?? fetch(request);
}

/** An address with a dot in its last part names a file, as on the desk; a record's may hold one only when encoded. */
function names_file(path) {
    return path.slice(path.lastIndexOf('/') + 1).includes('.');
}
