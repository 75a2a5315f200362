// What an approval is about, and what of that has changed since somebody looked.

import type { Approval, DeskRecord } from '../../api/types';
import { say } from '../../words';
import { plain_name, title_among } from '../../words/titles';
import { type Reader, field_words, value_words } from '../record/value_words';

/** The names of what is put before the seats. */
export function subject_words(approval: Approval, reader: Reader): string[] {
    const { covers } = approval;
    return [
        ...(covers.title ? [say('acts.edit_title')] : []),
        ...(covers.description ? [say('record.description')] : []),
        ...covers.fields.map((field) => field_words(field, reader)),
        ...covers.links.map((link) => title_among(reader.type?.links, link)),
        ...(covers.attachments ? [say('approval.documents')] : []),
    ];
}

export interface SubjectChange {
    what: string;
    before: string;
    after: string;
}

/** What of the approval's subject differs between the record as it was read and as it is, in words. */
export function subject_changes(approval: Approval, was: DeskRecord, is: DeskRecord, reader: Reader): SubjectChange[] {
    const { covers } = approval;
    const pairs: [string, string, string][] = [
        ...(covers.title ? [pair(say('acts.edit_title'), was.title, is.title)] : []),
        ...(covers.description ? [pair(say('record.description'), was.description, is.description)] : []),
        ...covers.fields.map((field): [string, string, string] => [
            field_words(field, reader),
            value_words(field, was.fields[field], reader),
            value_words(field, is.fields[field], reader),
        ]),
        ...covers.links.map((link) => pair(title_among(reader.type?.links, link), linked(was, link), linked(is, link))),
        ...(covers.attachments ? [pair(say('approval.documents'), files(was), files(is))] : []),
    ];
    return pairs.filter(([, before, after]) => before !== after).map(([what, before, after]) => ({ what, before, after }));
}

function pair(what: string, before: string, after: string): [string, string, string] {
    return [what, before || say('app.nothing'), after || say('app.nothing')];
}

function linked(record: DeskRecord, link: string): string {
    return record.links
        .filter((end) => end.link === link)
        .map((end) => end.number)
        .join(', ');
}

function files(record: DeskRecord): string {
    return record.attachments.map((file) => file.name || plain_name(file.id)).join(', ');
}
