// The process that the fake desk runs: tiered support, as GET /api/v1/processes/{id} tells of it.

const choices = (pairs) => Object.entries(pairs).map(([value, en]) => ({ value, title: { en } }));
const field = (name, type, title, more = {}) => ({ name, type, title: { en: title }, required: false, computed: false, ...more });
const act = (name, title, from, to, by, form = []) => ({
    name,
    title: { en: title },
    from: from ?? [],
    to,
    by,
    form: form.map((asked) => fields.find((known) => known.name === asked) ?? { name: asked, type: 'text' }),
    creates: from === null,
    comment: ['ask', 'answer', 'reopen'].includes(name) ? 'public' : 'internal',
});

export const fields = [
    field('urgency', 'choice', 'Urgency', {
        required: true,
        choices: choices({
            patient_safety: 'Patient care or safety',
            job_stopped: 'Job stopped',
            job_affected: 'Job function affected',
            not_affecting: 'Needs addressing, job not affected',
        }),
    }),
    field('impact', 'choice', 'Impact', {
        required: true,
        choices: choices({
            single_user: 'Single user',
            multiple_users: 'Multiple users',
            software_wide: 'Software wide',
        }),
    }),
    field('facility', 'organisation', 'Facility', { required: true, default: 'reporter.organisation' }),
    field('area', 'choice', 'Concerns', {
        required: true,
        choices: choices({ application: 'The application', account: 'Account or password', data: 'Data', hardware: 'Hardware', network: 'Network' }),
    }),
    field('experienced', 'instant', 'First met'),
    field('priority', 'choice', 'Priority', {
        computed: true,
        choices: ['Critical', 'Urgent', 'High', 'Normal'].map((value) => ({ value })),
    }),
    field('planned', 'instant', 'Planned resolution'),
    field('solution', 'text', 'Solution', { long: true }),
];

export const process = {
    id: 'epts-support',
    version: 1,
    title: { en: 'Tiered support', pt: 'Suporte por níveis' },
    roles: [
        { name: 'reporter', title: { en: 'Health worker' } },
        { name: 'tier_1', title: { en: 'On-site support' } },
        { name: 'tier_2', title: { en: 'Central triage' } },
        { name: 'tier_3', title: { en: 'Senior technical support' } },
        { name: 'tier_4', title: { en: 'Developers' } },
    ],
    types: [
        {
            name: 'issue',
            kind: 'incident',
            title: { en: 'Issue', pt: 'Problema' },
            number: 'EPTS-{seq:5}',
            priority: 'priority',
            fields,
            states: [
                { name: 'logged', title: { en: 'Logged' }, open: true },
                { name: 'working', title: { en: 'In work' }, open: true },
                { name: 'waiting', title: { en: 'Waiting for the reporter' }, open: true, waiting: 'reporter' },
                { name: 'resolved', title: { en: 'Resolved' }, open: false },
                { name: 'closed', title: { en: 'Closed' }, open: false, end: true },
            ],
            clocks: [
                { name: 'response', title: { en: 'Response' } },
                { name: 'resolve_or_escalate', title: { en: 'Resolution or escalation' } },
            ],
            acts: [
                act('log', 'Log an issue', null, 'logged', ['reporter', 'tier_1', 'tier_2'], [
                    'title', 'description', 'urgency', 'impact', 'facility', 'area', 'experienced',
                ]),
                act('acknowledge', 'Acknowledge', ['logged'], 'working', ['holder']),
                act('ask', 'Ask the reporter', ['working'], 'waiting', ['holder']),
                act('answer', 'Answer', ['waiting'], 'working', ['reporter', 'holder']),
                act('refer', 'Refer to the next tier', ['logged', 'working'], 'logged', ['holder']),
                act('resolve', 'Resolve', ['working'], 'resolved', ['holder'], ['solution']),
                act('reopen', 'Reopen', ['resolved'], 'logged', ['reporter', 'tier_2']),
            ],
        },
    ],
};

export const needs = {
    ask: [{ what: 'comment', type: 'comment_public', why: 'Write the question to the reporter.', met: false }],
    answer: [{ what: 'comment', type: 'comment_public', why: 'Write the answer.', met: false }],
    refer: [{ what: 'comment', type: 'comment_internal', why: 'Tell the next tier what was found and tried.', met: false }],
    resolve: [
        {
            what: 'field',
            field: 'solution',
            why: 'Describe the solution (at least 20 characters) so that others can find it.',
            met: false,
        },
    ],
    reopen: [{ what: 'comment', type: 'comment_public', why: 'Say why it is not solved.', met: false }],
};

/** Priority = urgency × impact. */
export function priority_of({ urgency, impact }) {
    const rows = {
        patient_safety: ['Critical', 'Critical', 'Critical'],
        job_stopped: ['High', 'Urgent', 'Urgent'],
        job_affected: ['High', 'High', 'Urgent'],
        not_affecting: ['Normal', 'Normal', 'Normal'],
    };
    const value = rows[urgency]?.[['single_user', 'multiple_users', 'software_wide'].indexOf(impact)] ?? null;
    const rank = value === null ? null : ['Critical', 'Urgent', 'High', 'Normal'].indexOf(value) + 1;
    return { value, rank };
}

export const limits_s = { Critical: 1_800, Urgent: 3_600, High: 28_800, Normal: 144_000 };
