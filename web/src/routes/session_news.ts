// What happens to the session in other tabs of the same browser.

export type SessionNews = { kind: 'in' | 'out'; person: string };

const name = 'reeve.session';

export function tell_session(news: SessionNews): void {
    const channel = new BroadcastChannel(name);
    channel.postMessage(news);
    channel.close();
}

/** Returns how to hear no more. */
export function on_session(tell: (news: SessionNews) => void): () => void {
    const channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }: MessageEvent<SessionNews>) => tell(data);
    return () => channel.close();
}
