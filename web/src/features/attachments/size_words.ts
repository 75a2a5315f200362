import { say } from '../../words';

/** `640 B`, `148 KB`, `2.4 MB`. */
export function size_words(bytes: number): string {
    if (bytes < 1_000) {
        return say('file.bytes', { count: bytes });
    }
    if (bytes < 1_000_000) {
        return say('file.kilobytes', { count: Math.round(bytes / 1_000) });
    }
    return say('file.megabytes', { count: (bytes / 1_000_000).toFixed(1) });
}
