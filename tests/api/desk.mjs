// A real desk, started for a scenario file, and callers who are signed in to it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { complaint } from './described.mjs';

const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

// The body of an answer that must be 200.
export async function done(answer) {
  const { status, text, body } = await answer;
  assert.equal(status, 200, text);
  return body;
}

export class Desk {
  // `flags` are added to the command line; start is where the manual clock begins.
  static async start(binary, { start = '2014-01-20T08:00:00+02:00', flags = [], data = null } = {}) {
    const desk = new Desk();
    desk.data = data ?? mkdtempSync(memory + '/reeve-api-');
    const args = ['serve', '--data', desk.data, '--listen', '127.0.0.1:0', '--demo', '--clock', 'manual', ...flags];
    if (start) args.push('--start', start);
    desk.child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    await new Promise((ready, failed) => {
      desk.child.stdout.on('data', (part) => {
        said += part;
        const lines = said.split('\n');
        if (lines.length < 3) return;
        desk.base = lines[0].replace(/^listening /, '');
        desk.metrics = lines[1].replace(/^metrics /, '');
        ready();
      });
      desk.child.on('exit', (code) => failed(new Error(`reeve ended with ${code}: ${said}`)));
    });
    desk.people = Object.fromEntries(JSON.parse(readFileSync(desk.data + '/demo.json', 'utf8')).people.map((one) => [one.name, one]));
    desk.tokens = {};
    return desk;
  }

  async stop({ keep = false } = {}) {
    const ended = new Promise((done) => this.child.once('exit', done));
    this.child.kill('SIGTERM');
    await ended;
    if (!keep) rmSync(this.data, { recursive: true, force: true });
  }

  // Any request, its answer held against the description.
  async raw(method, path, { headers = {}, body } = {}) {
    const response = await fetch(this.base + path, { method, headers, body, redirect: 'manual' });
    const text = await response.text();
    const wrong = complaint(method, path.split('?')[0], response.status, response.headers.get('content-type'), text);
    if (wrong) throw new Error(wrong + '\n' + text.slice(0, 600));
    const json = (response.headers.get('content-type') ?? '').includes('json') ? JSON.parse(text) : null;
    return { status: response.status, headers: response.headers, text, body: json };
  }

  async token(name) {
    if (!this.tokens[name]) {
      const answer = await this.raw('POST', '/api/v1/session', {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name, password: this.people[name].password, token: true }),
      });
      if (answer.status !== 200) throw new Error(`${name} cannot sign in: ${answer.text}`);
      this.tokens[name] = answer.body.token;
    }
    return this.tokens[name];
  }

  async call(name, method, path, body, headers = {}) {
    const all = { authorization: 'Bearer ' + (await this.token(name)), ...headers };
    if (body !== undefined) all['content-type'] ??= 'application/json';
    return this.raw(method, path, { headers: all, body: body === undefined ? undefined : typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body) });
  }

  get(name, path, headers) {
    return this.call(name, 'GET', path, undefined, headers);
  }
  post(name, path, body, headers) {
    return this.call(name, 'POST', path, body, headers);
  }
  // What must be there to be read, as its body.
  async read(name, path) {
    return done(this.get(name, path));
  }
  record(name, number) {
    return this.read(name, '/api/v1/records/' + number);
  }
  // The first page of it, oldest first.
  async timeline(name, number) {
    return (await this.read(name, `/api/v1/records/${number}/timeline`)).items;
  }
  act(name, number, act, body = {}, headers) {
    return this.post(name, `/api/v1/records/${number}/acts/${act}`, body, headers);
  }
  // To an agreement's words as they stand; what it was answered.
  async agree(name, agreement, body = {}) {
    const path = '/api/v1/agreements/' + agreement;
    const seen = await this.get(name, path);
    return this.post(name, path + '/agree', body, seen.status === 200 ? { 'if-match': seen.headers.get('etag') } : {});
  }
  clock(now) {
    return this.raw('POST', '/api/v1/clock', { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ now }) });
  }

  // An issue of José's, High and held by tier 2 unless said otherwise; its number.
  async issue(name = 'jose', { title = 'The report fails', fields = {}, ...rest } = {}) {
    const answer = await this.post(name, '/api/v1/records', {
      type: 'epts-support/issue',
      title,
      fields: { urgency: 'job_stopped', impact: 'single_user', ...fields },
      ...rest,
    });
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.body.number;
  }
}
