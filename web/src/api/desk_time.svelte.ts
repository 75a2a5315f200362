// The desk's time. Deadlines are the desk's, so what is left is counted by its clock, not by this device's.

const tick_ms = 15_000;

let offset_ms = 0;
let now_ms = $state(Date.now());

/** Takes the instant that an answer was made at; the device's own clock only carries it on. */
export function set_desk_time(date_header: string | null): void {
    const said = date_header === null ? Number.NaN : Date.parse(date_header);
    if (Number.isNaN(said)) {
        return;
    }
    const found = said - Date.now();
    // The header counts whole seconds: a smaller difference is no news.
    if (Math.abs(found - offset_ms) > 1_500) {
        offset_ms = found;
    }
    now_ms = Date.now() + offset_ms;
}

/** Milliseconds since 1970 on the desk's clock. Reading it in a component keeps the component up to date. */
export function desk_now(): number {
    return now_ms;
}

export function start_desk_time(): () => void {
    const timer = setInterval(() => (now_ms = Date.now() + offset_ms), tick_ms);
    return () => clearInterval(timer);
}
