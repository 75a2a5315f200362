import * as desk from '../api/desk';
import { Refused } from '../api/refused';
import type {
    ActBody,
    ActComment,
    Audience,
    DeskRecord,
    Field,
    NewAttachment,
    NewTimeEntry,
    NewVote,
    RecordAct,
    SentValue,
} from '../api/types';
import { act_title, asks_nothing, is_built_in } from '../features/acts/act_form';
import { type FileRef, sent_ref } from '../features/attachments/attachments.svelte';
import { error_words } from '../features/errors/error_words';
import { type StepName, is_tick } from '../features/record/ticks';
import type { Clash } from '../features/record/edit_conflict';
import { say } from '../words';
import { RecordWork } from './record_work.svelte';

export interface Undo {
    text: string;
    run: () => Promise<void>;
}

type Going = { ref: FileRef; audience: Audience | null };
type Said = Pick<ActBody, 'comment' | 'attachments'>;

/** What a person does to the record on the screen, and what she is told of it. */
export class RecordDeeds {
    /** The act whose form is open. */
    open_act = $state.raw<RecordAct | null>(null);
    renaming = $state(false);
    /** What counting the clocks anew would change is being looked at. */
    recounting = $state(false);
    /** What going to another version of its process would change is being looked at. */
    moving = $state(false);
    problem = $state<string | null>(null);
    tick_problem = $state<string | null>(null);
    undo = $state.raw<Undo | null>(null);
    readonly #work: RecordWork;
    readonly #announce: (sentence: string) => void;
    readonly #words_of: (field: string) => string;
    /** The record as it was when a field's form was opened: what was changed since is seen from there. */
    readonly #seen = new Map<string, DeskRecord>();
    /** The same for a form of several fields, till she was told of another's edit. */
    #form_seen: DeskRecord | null = null;

    constructor(work: RecordWork, announce: (sentence: string) => void, words_of: (field: string) => string) {
        this.#work = work;
        this.#announce = announce;
        this.#words_of = words_of;
    }

    async open(act: RecordAct): Promise<void> {
        this.problem = null;
        if (act.name === 'recompute' && is_built_in(act)) {
            this.recounting = true;
            return;
        }
        if (act.name === 'move' && is_built_in(act)) {
            this.moving = true;
            return;
        }
        if (!asks_nothing(act)) {
            this.begin_form();
            this.open_act = act;
            return;
        }
        try {
            await this.do_act(act, {}, null, []);
        } catch (error) {
            this.problem = error_words(error);
        }
    }

    async do_act(
        act: RecordAct,
        fields: Record<string, SentValue>,
        comment: ActComment | null,
        files: Going[],
        trees: Record<string, string[]> = {},
    ) {
        const { number } = this.#work;
        const record = this.#work.record.value;
        if (record === null) {
            return;
        }
        if (is_tick(act)) {
            await this.#tick(act.of, true, said_with(comment, files));
            return;
        }
        if (act.name === 'edit') {
            await this.save_all(fields);
            return;
        }
        const body: ActBody = {
            ...(Object.keys(fields).length > 0 ? { fields } : {}),
            ...said_with(comment, files),
            ...(Object.keys(trees).length > 0 ? { trees } : {}),
        };
        const send = (key: string) => desk.act(number, act.name, body, record.version, key);
        this.#work.show(await this.#work.send(`act.${act.name}`, body, send));
        this.#announce(say('acts.done', { act: act_title(act) }));
    }

    /** Counts the clocks anew as the differences on screen, of this tag, have it. */
    async recompute(seen: string): Promise<void> {
        const { number } = this.#work;
        const send = (key: string) => desk.act(number, 'recompute', {}, seen, key);
        this.#work.show(await this.#work.send('act.recompute', { seen }, send));
        this.#announce(say('recompute.done'));
    }

    /** To another version of its process, by the version of the record whose differences are on screen. */
    async move(version: number, seen_version: number): Promise<void> {
        const { number } = this.#work;
        const body: ActBody = { fields: { version } };
        const send = (key: string) => desk.act(number, 'move', body, seen_version, key);
        const moved = await this.#work.send('act.move', { version, seen_version }, send);
        // Gone before the record changes: it would ask what going there once more would change.
        this.moving = false;
        this.#work.show(moved);
        this.#announce(say('move.done', { version: String(version) }));
    }

    async vote(ballot: NewVote): Promise<void> {
        const { number } = this.#work;
        this.#work.show(await this.#work.send(`vote.${ballot.approval}`, ballot, (key) => desk.vote(number, ballot, key)));
        this.#announce(say('approval.sent'));
    }

    async send_comment(text: string, audience: Audience, files: FileRef[]): Promise<void> {
        const attachments = files.map((ref) => named(ref, audience));
        const body = { text, audience, ...(files.length > 0 ? { attachments } : {}) };
        const send = (key: string) => desk.comment(this.#work.number, body, key);
        this.#work.show(await this.#work.send(`comment.${audience}`, body, send));
        this.#announce(say(audience === 'public' ? 'compose.sent_public' : 'compose.sent_internal'));
    }

    async log_time(entry: NewTimeEntry): Promise<void> {
        const { number } = this.#work;
        this.#work.show(await this.#work.send('act.log_time', entry, (key) => desk.log_time(number, entry, key)));
        this.#announce(say('time_entry.logged'));
    }

    async strike_time(entry: number): Promise<void> {
        const { number } = this.#work;
        const version = this.#work.record.value?.version ?? 0;
        const body: ActBody = { fields: { entry } };
        const send = (key: string) => desk.act(number, 'strike_time', body, version, key);
        this.#work.show(await this.#work.send(`act.strike_time.${entry}`, body, send));
        this.#announce(say('time_entry.struck_done'));
    }

    /** A step of a checklist, ticked or taken back. */
    async tick(of: StepName, on: boolean): Promise<void> {
        this.tick_problem = null;
        try {
            await this.#tick(of, on, {});
        } catch (error) {
            this.tick_problem = error_words(error);
        }
    }

    async #tick({ checklist, step }: StepName, on: boolean, said: Said): Promise<void> {
        const { number } = this.#work;
        const version = this.#work.record.value?.version ?? 0;
        const body: ActBody = { fields: { checklist, step, on }, ...said };
        const send = (key: string) => desk.act(number, 'tick', body, version, key);
        const shown = await this.#work.send(`act.tick.${checklist}.${step}`, body, send);
        this.#work.show(shown);
        const title = shown.checklists?.find((one) => one.name === checklist)?.steps.find((one) => one.name === step)?.title;
        this.#announce(say(on ? 'checklist.ticked' : 'checklist.unticked', { step: title ?? step }));
    }

    async change_link(link: string, to: string, remove: boolean): Promise<void> {
        const { number } = this.#work;
        const version = this.#work.record.value?.version ?? 0;
        const body: ActBody = { links: [{ link, number: to, ...(remove ? { remove } : {}) }] };
        this.#work.show(await this.#work.send('act.link', body, (key) => desk.act(number, 'link', body, version, key)));
        const text = say(remove ? 'record.unlinked' : 'record.linked', { number: to });
        this.undo = { text, run: () => this.change_link(link, to, !remove) };
    }

    /** Several fields at once: where one meets another's edit, nothing is saved and the form stays with her. */
    async save_all(fields: Record<string, SentValue>): Promise<void> {
        const seen = this.#form_seen ?? this.#work.record.value;
        if (seen === null) {
            return;
        }
        const [clash] = await this.#save(seen, fields, false);
        if (clash) {
            this.begin_form();
            const name = clash.by ?? say('timeline.someone');
            const detail = say('facts.clash_form', { name, field: this.#words_of(clash.field) });
            throw new Refused({ status: 409, detail });
        }
    }

    /** A form of several fields is opened, or its writer was shown what others set. */
    begin_form(): void {
        this.#form_seen = this.#work.record.value;
    }

    rename(): void {
        this.begin_form();
        this.renaming = true;
    }

    begin(field: Field): void {
        const record = this.#work.record.value;
        if (record) {
            this.#seen.set(field.name, record);
        }
    }

    async save_one(field: Field, value: SentValue, over: boolean): Promise<Clash | null> {
        const seen = this.#seen.get(field.name) ?? this.#work.record.value;
        const clashes = seen ? await this.#save(seen, { [field.name]: value }, over) : [];
        return clashes[0] ?? null;
    }

    async take_back(): Promise<void> {
        const last = this.undo;
        this.undo = null;
        try {
            await last?.run();
        } catch (error) {
            this.problem = error_words(error);
        }
    }

    async #save(seen: DeskRecord, fields: Record<string, SentValue>, over: boolean): Promise<Clash[]> {
        const before = RecordWork.before(this.#work.record.value ?? seen, fields);
        const edited = await this.#work.edit(fields, seen, over);
        if (edited.clashes.length === 0) {
            const field = this.#names(Object.keys(fields));
            const beside = this.#names(edited.beside);
            this.undo = {
                text: beside === '' ? say('facts.saved', { field }) : say('facts.saved_beside', { field, beside }),
                run: async () => {
                    await this.#work.edit(before, this.#work.record.value ?? seen, true);
                    this.#announce(say('facts.undone', { field }));
                },
            };
        }
        return edited.clashes;
    }

    #names(fields: string[]): string {
        return fields.map(this.#words_of).join(', ');
    }
}

/** What comes along with an act. */
function said_with(comment: ActComment | null, files: Going[]): Said {
    return {
        ...(comment === null ? {} : { comment }),
        ...(files.length > 0 ? { attachments: files.map(({ ref, audience }) => named(ref, audience)) } : {}),
    };
}

function named(ref: FileRef, audience: Audience | null): NewAttachment {
    return sent_ref(ref, audience === null ? {} : { audience });
}
