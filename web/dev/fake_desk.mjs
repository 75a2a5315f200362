// The desk itself: sessions, records, acts and their refusals, in memory. Only as much of the contract as the page asks.

import { randomUUID } from 'node:crypto';
import { limits_s, needs, priority_of, process } from './fake_process.mjs';
import { organisations, people, person, records as seed } from './fake_seed.mjs';

const minute_ms = 60_000;
const next_tier = { tier_1: 'tier_2', tier_2: 'tier_3', tier_3: 'tier_4' };
const type = process.types[0];

export class Refusal extends Error {
    constructor(status, detail, more = {}) {
        super(detail);
        this.problem = { type: `urn:reeve:${status}`, title: detail, status, detail, ...more };
    }
}

export class FakeDesk {
    #sessions = new Map();
    #records = [];
    #keys = new Map();

    constructor() {
        for (const each of seed) {
            this.#records.push(this.#seeded(each));
        }
    }

    demo_people() {
        return people.map((each) => ({
            name: each.login,
            password: `${each.login}-demo`,
            display: each.name,
            roles: each.roles,
            organisation: each.organisation.name,
        }));
    }

    /** `{status, headers, body}`; throws a Refusal. */
    answer({ method, url, headers, body }) {
        const path = url.pathname.replace(/^\/api\/v1/, '');
        if (method === 'POST' && !headers['idempotency-key']) {
            throw new Refusal(400, 'An Idempotency-Key is required from the page.');
        }
        if (path === '/session' && method === 'POST') {
            return this.#sign_in(body);
        }
        const session = /reeve_session=([\w-]+)/.exec(headers.cookie ?? '')?.[1];
        const me = people.find((each) => each.id === this.#sessions.get(session));
        if (!me) {
            throw new Refusal(401, 'Sign in first.');
        }
        if (path === '/session' && method === 'DELETE') {
            this.#sessions.delete(session);
            return { status: 204, headers: {} };
        }
        if (method !== 'POST') {
            return this.#route(method, path, url, headers, body, me);
        }
        const key = `${me.id} ${path} ${headers['idempotency-key']}`;
        const text = JSON.stringify(body);
        const known = this.#keys.get(key);
        if (known && known.text !== text) {
            throw new Refusal(422, 'This Idempotency-Key was used with another body.');
        }
        const found = known?.found ?? this.#route(method, path, url, headers, body, me);
        this.#keys.set(key, { text, found });
        return found;
    }

    #sign_in({ name, password }) {
        const found = people.find((each) => each.login === name);
        if (!found || password !== `${found.login}-demo`) {
            throw new Refusal(401, 'Wrong name or password.');
        }
        const session = randomUUID();
        this.#sessions.set(session, found.id);
        const cookie = `reeve_session=${session}; HttpOnly; SameSite=Lax; Path=/`;
        return { status: 200, headers: { 'Set-Cookie': cookie }, body: {} };
    }

    #route(method, path, url, headers, body, me) {
        const [first, number, part, name] = path.split('/').filter(Boolean).map(decodeURIComponent);
        this.#check_query(first, number, url.searchParams);
        const ok = (found) => ({ status: 200, headers: {}, body: found });
        const list = (items) => ok({ items, next: null });
        switch (`${method} ${first}`) {
            case 'GET me':
                return ok(this.#me(me));
            case 'GET processes':
                return number ? ok(process) : list([{ id: process.id, version: 1, title: process.title, active: true }]);
            case 'GET organisations':
                return list(organisations.map(({ id, name: display }) => ({ id, name: id, display })));
            case 'GET people':
                return list(people.map(({ id, name: display, login }) => ({ id, name: login, display })));
            case 'POST records':
                return number ? this.#change(number, part, name, headers, body, me) : this.#log(body, me);
            case 'PATCH records':
                return this.#edit(this.#find(number), headers, body, me);
            case 'GET records': {
                if (!number) {
                    return ok(this.#list(url.searchParams));
                }
                const record = this.#find(number);
                return part === 'timeline' ? list(record.entries) : this.#whole(record, me);
            }
            default:
                throw new Refusal(404, 'Not found.');
        }
    }

    #check_query(first, number, query) {
        const paged = ['limit', 'cursor'];
        const filters = 'process type kind state open priority rank assignee holder team organisation service reporter q sort count';
        const known = { processes: ['version'], people: paged, organisations: paged, records: number ? paged : [...paged, ...filters.split(' ')] };
        for (const name of query.keys()) {
            if (!(known[first] ?? []).includes(name)) {
                throw new Refusal(400, `There is no parameter '${name}' here.`);
            }
        }
    }

    #me(me) {
        const roles = me.roles.map((role) => ({ process: process.id, role, organisation: null }));
        const reads_internal = !me.roles.includes('reporter');
        const processes = [{ id: process.id, reads_internal }];
        return { id: me.id, name: me.login, display: me.name, organisation: me.organisation, roles, processes };
    }

    #find(number) {
        const record = this.#records.find((each) => each.number === number);
        if (!record) {
            throw new Refusal(404, 'Not found.');
        }
        return record;
    }

    #list(query) {
        const equal = {
            state: (record) => record.state,
            priority: (record) => record.priority.value,
            holder: (record) => record.holder?.role,
            assignee: (record) => record.holder?.person?.id,
            reporter: (record) => record.reporter.id,
            organisation: (record) => record.organisation.id,
            kind: (record) => record.kind,
        };
        const found = this.#records.filter((record) => {
            const open = type.states.find((state) => state.name === record.state).open === true;
            const q = query.get('q')?.toLowerCase() ?? '';
            return (
                (query.get('open') === null || String(open) === query.get('open')) &&
                `${record.number} ${record.title}`.toLowerCase().includes(q) &&
                Object.entries(equal).every(([name, of]) => query.get(name) === null || of(record) === query.get(name))
            );
        });
        const due = (record) => 
            Math.min(
                ...record.clocks
                    .filter((clock) => clock.due && ['running', 'breached'].includes(clock.state))
                    .map((clock) => Date.parse(clock.due)),
            );
        if (query.get('sort') === 'due') {
            found.sort((a, b) => due(a) - due(b));
        }
        if (query.get('sort') === '-updated') {
            found.sort((a, b) => Date.parse(b.updated) - Date.parse(a.updated));
        }
        const from = Number(query.get('cursor') ?? 0);
        const to = from + Number(query.get('limit') ?? 50);
        const items = found.slice(from, to).map(({ entries, ...record }) => record);
        const count = query.get('count') === 'true' ? { count: found.length } : {};
        return { items, next: to < found.length ? String(to) : null, ...count };
    }

    #whole({ entries, ...record }, me) {
        const acts = type.acts.filter((act) => !act.creates).map((act) => this.#act_for(act, record, me));
        const staff = !me.roles.includes('reporter');
        const own = ['edit', 'assign', 'take', 'comment', 'watch'].map((name) => ({
            name, title: name, needs: [], allowed: staff || name === 'comment' || name === 'watch',
            why_not: staff ? null : 'Only those who work on it may do this.',
        }));
        const body = { ...record, acts: [...acts, ...own] };
        return { status: 200, headers: { ETag: `"${record.version}"` }, body };
    }

    #act_for(act, record, me) {
        const holds = act.by.includes('holder') && me.roles.includes(record.holder?.role);
        const may = holds || act.by.some((role) => me.roles.includes(role));
        const from = act.from.includes(record.state);
        const state = type.states.find((each) => each.name === record.state).title.en;
        const why_not = !may ? 'Only the holder may do this.' : !from ? `Not while it is “${state}”.` : null;
        const title = act.title.en;
        return { name: act.name, title, needs: needs[act.name] ?? [], allowed: why_not === null, why_not, form: act.form };
    }

    #log(body, me) {
        const required = type.fields.filter((field) => field.required && !field.default && !body.fields[field.name]);
        const unmet = required.map((field) => ({ what: 'field', field: field.name, why: `${field.title.en} is needed.` }));
        if (unmet.length > 0) {
            throw new Refusal(422, 'Something is missing.', { unmet });
        }
        const { facility = me.organisation.id, urgency, impact, area } = body.fields;
        const record = this.#seeded({
            ...body, facility, urgency, impact, area, reporter: body.reporter ?? me.id, logged_by: me.id,
            state: 'logged', role: 'tier_2', person: null, age: 0, due: 480,
        });
        this.#records.push(record);
        return { ...this.#whole(record, me), status: 201 };
    }

    #change(number, part, name, headers, body, me) {
        const record = this.#find(number);
        if (part === 'comments') {
            this.#tell(record, me, 'commented', { text: body.text, audience: body.audience ?? 'internal' });
            return this.#whole(record, me);
        }
        this.#check_version(record, headers);
        if (['assign', 'take', 'watch'].includes(name)) {
            const whom = name === 'assign' ? body.fields.person : me.id;
            if (name !== 'watch') {
                record.holder.person = person(whom);
            }
            const what = name === 'watch' ? 'watching' : 'assigned';
            this.#tell(record, me, name, { changes: [{ what, value: person(whom) }], audience: 'internal' });
            return this.#whole(record, me);
        }
        const act = this.#act_for(type.acts.find((each) => each.name === name), record, me);
        if (!act.allowed) {
            throw new Refusal(409, act.why_not);
        }
        const unmet = act.needs.filter((need) =>
            need.what === 'comment' ? !body.comment : String(body.fields?.[need.field] ?? '').length < 20,
        );
        if (unmet.length > 0) {
            throw new Refusal(422, 'Something is missing.', { unmet });
        }
        this.#perform(record, name, body, me);
        return this.#whole(record, me);
    }

    #perform(record, name, body, me) {
        const changes = Object.entries(body.fields ?? {}).map(([field, value]) => ({ what: 'field', field, value }));
        Object.assign(record.fields, body.fields);
        const { to } = type.acts.find((each) => each.name === name);
        changes.push({ what: 'state', value: to });
        record.state = to;
        record.waiting = to === 'waiting' ? 'reporter' : null;
        if (name === 'acknowledge') {
            record.holder.person = person(me.id);
            record.clocks[0].state = 'met';
        }
        if (name === 'refer') {
            const role = next_tier[record.holder.role];
            changes.push({ what: 'holder', leg: record.holder.leg + 1, cause: 'act', value: { role } });
            record.holder = { role, since: new Date().toISOString(), leg: record.holder.leg + 1 };
            record.legs.at(-1).to = record.holder.since;
            record.legs.push({ leg: record.holder.leg, role, from: record.holder.since, to: null, cause: 'act' });
        }
        const audience = type.acts.find((each) => each.name === name).comment;
        const said = body.comment ? { text: body.comment.text ?? body.comment } : {};
        this.#tell(record, me, 'acted', { act: name, changes, audience, ...said });
    }

    #edit(record, headers, body, me) {
        this.#check_version(record, headers);
        const { title = record.title, description = record.description, ...given } = body.fields;
        const changes = Object.entries(body.fields).map(([field, value]) => ({ what: 'field', field, value }));
        Object.assign(record, { title, description });
        Object.assign(record.fields, given);
        record.priority = priority_of(record.fields);
        this.#tell(record, me, 'edited', { changes, audience: 'internal' });
        return this.#whole(record, me);
    }

    #check_version(record, headers) {
        if (!headers['if-match']) {
            throw new Refusal(428, 'If-Match is required.');
        }
        if (headers['if-match'] !== `"${record.version}"`) {
            throw new Refusal(412, 'The record has changed since.');
        }
    }

    #tell(record, me, kind, more, at = new Date()) {
        record.version += 1;
        record.updated = at.toISOString();
        record.entries.push({
            seq: record.version,
            id: randomUUID(),
            kind,
            occurred_at: at.toISOString(),
            recorded_at: at.toISOString(),
            actor: me ? person(me.id) : { id: 'desk', name: 'Reeve' },
            audience: 'public',
            ...more,
        });
    }

    #seeded(each) {
        const before = (minutes) => new Date(Date.now() - minutes * minute_ms);
        const { urgency, impact, facility, area, solution = null } = each;
        const priority = priority_of({ urgency, impact });
        const since = before(each.first ? each.age - 12 : each.age);
        const leg = each.first ? 2 : 1;
        const organisation = organisations.find((known) => known.id === facility) ?? organisations[0];
        const record = {
            number: `EPTS-${String(this.#records.length + 398).padStart(5, '0')}`,
            type: 'epts-support/issue', kind: 'incident', process: 'epts-support', process_version: 1,
            state: each.state, priority, title: each.title, description: each.description,
            fields: { urgency, impact, facility: organisation, area, experienced: null, planned: null, solution },
            reporter: person(each.reporter), logged_by: person(each.logged_by), channel: 'web',
            holder: { role: each.role, person: person(each.person), since: since.toISOString(), leg },
            open: each.state !== 'resolved', waiting: each.state === 'waiting' ? 'reporter' : null,
            legs: legs_of(each, before, since),
            organisation, service: null, links: [], attachments: [], approvals: [], version: 0,
            created: before(each.age).toISOString(), updated: before(each.age).toISOString(),
            clocks: clocks_of(each, priority.value, since, leg), entries: [],
        };
        this.#tell_story(record, each, before);
        return record;
    }

    #tell_story(record, each, before) {
        const reporter = { id: each.logged_by };
        const helena = { id: 'p-helena' };
        const first = each.first ?? each.role;
        const holder = { what: 'holder', leg: 1, cause: 'logged', value: { role: first } };
        const logged = { changes: [{ what: 'priority', value: record.priority.value }, { what: 'state', value: 'logged' }, holder] };
        this.#tell(record, reporter, 'logged', logged, before(each.age));
        if (each.first) {
            const changes = [{ what: 'holder', leg: 2, cause: 'act', value: { role: each.role } }];
            const said = 'Not the network: it is the report itself.';
            this.#tell(record, { id: 'p-ivo' }, 'acted', { act: 'refer', changes, text: said, audience: 'internal' }, before(each.age - 12));
            this.#tell(record, helena, 'acted', { act: 'acknowledge', changes: [{ what: 'state', value: 'working' }, { what: 'clock', clock: 'response', value: 'met' }] }, before(each.age - 19));
            const note = 'Looks like EPTS-00287 from March: an upgrade dropped the denominator view.\nChecking whether Boane has patch 2.4.1.';
            this.#tell(record, helena, 'commented', { text: note, audience: 'internal' }, before(240));
            this.#tell(record, helena, 'commented', { text: 'Could you tell me the version shown at the bottom of the sign-in page?' }, before(60));
            this.#tell(record, null, 'clock_warned', { changes: [] }, before(20));
        }
    }
}

function legs_of(each, before, since) {
    const now = { leg: each.first ? 2 : 1, role: each.role, person: person(each.person), from: since.toISOString(), to: null, cause: 'logged' };
    const first = { leg: 1, role: each.first, from: before(each.age).toISOString(), to: now.from, cause: 'logged' };
    return each.first ? [first, now] : [now];
}

function clocks_of(each, priority, since, leg) {
    const limit_s = limits_s[priority] ?? 144_000;
    const due = each.due === null ? null : new Date(Date.now() + each.due * minute_ms).toISOString();
    const left_s = each.due === null ? 111_600 : each.due * 60;
    const state = each.state === 'waiting' ? 'paused' : each.met ? 'met' : each.due < 0 ? 'breached' : 'running';
    const common = { leg, started: since.toISOString(), stopped: each.met ? since.toISOString() : null, calendar: 'Facility hours' };
    const response_state = each.state === 'logged' && each.due >= 0 ? 'running' : each.state === 'logged' ? 'breached' : 'met';
    const response_due = new Date(Math.max(since.getTime() + 3_600_000, Date.parse(due ?? 0) - 600_000)).toISOString();
    return [
        {
            name: 'response', ...common, state: response_state, due: response_due,
            stopped: response_state === 'met' ? new Date(since.getTime() + 420_000).toISOString() : null,
            limit_s: 3_600, elapsed_s: 420, remaining_s: 3_180, why: [],
        },
        {
            name: 'resolve_or_escalate', ...common, state, due,
            limit_s, elapsed_s: Math.max(0, limit_s - left_s), remaining_s: left_s,
            why: [
                { from: since.toISOString(), to: new Date(since.getTime() + 3_600_000).toISOString(), counted: true, reason: '' },
                { from: new Date(since.getTime() + 3_600_000).toISOString(), to: null, counted: state !== 'paused', reason: state === 'paused' ? 'waiting for the reporter' : '' },
            ],
        },
    ];
}
