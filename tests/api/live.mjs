// A reader of the live feed: server-sent events, as a browser reads them.

export class Live {
  // Resolves when the head has come. `name` is who listens; `at` where she was.
  static async open(desk, name, { at = null, since = null, headers = {}, token = null } = {}) {
    const live = new Live();
    live.events = [];
    live.id = at ?? '';
    live.beats = 0;
    live.ended = false;
    live.waiting = [];
    live.abort = new AbortController();
    const all = { authorization: 'Bearer ' + (token ?? (await desk.token(name))), accept: 'text/event-stream', ...headers };
    if (at) all['last-event-id'] = at;
    const query = since ? '?since=' + encodeURIComponent(since) : '';
    live.response = await fetch(desk.base + '/api/v1/events' + query, { headers: all, signal: live.abort.signal });
    live.status = live.response.status;
    live.headers = live.response.headers;
    if (live.status === 200) live.reading = live.read();
    else live.text = await live.response.text();
    return live;
  }

  async read() {
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const part of this.response.body) {
        text += decoder.decode(part, { stream: true });
        for (let end; (end = text.indexOf('\n\n')) >= 0; text = text.slice(end + 2)) this.block(text.slice(0, end));
        this.stir();
      }
    } catch {
      // Closed from here, or the desk was killed: the end of the stream either way.
    }
    this.ended = true;
    this.stir();
  }

  block(text) {
    const event = { name: 'message', data: null };
    for (const line of text.split('\n')) {
      if (line.startsWith(':')) this.beats += 1;
      else if (line.startsWith('id: ')) this.id = line.slice(4);
      else if (line.startsWith('retry: ')) this.retry = Number(line.slice(7));
      else if (line.startsWith('event: ')) event.name = line.slice(7);
      else if (line.startsWith('data: ')) event.data = JSON.parse(line.slice(6));
    }
    if (event.data !== null) this.events.push(event);
  }

  stir() {
    this.waiting = this.waiting.filter((one) => !one());
  }

  // Until `holds(this)` does, or fails after `limit` ms.
  until(holds, limit = 20000, what = String(holds)) {
    return new Promise((done, failed) => {
      const timer = setTimeout(() => failed(new Error(`not within ${limit} ms: ${what}\nheard ${JSON.stringify(this.events)}`)), limit);
      const look = () => {
        if (!holds(this)) return false;
        clearTimeout(timer);
        done(this);
        return true;
      };
      if (!look()) this.waiting.push(look);
    });
  }
  // The position has been given: from here on nothing is missed.
  begun() {
    return this.until((live) => live.id !== '');
  }
  told(number) {
    return this.events.filter((one) => one.name === 'record' && one.data.number === number).map((one) => one.data);
  }
  async close() {
    this.abort.abort();
    await this.reading;
  }
}
