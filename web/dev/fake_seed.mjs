// The people and records that the fake desk starts with, told relative to the moment it starts.

const party = (id, name) => ({ id, name });

export const organisations = [
    party('cs_namaacha', 'Namaacha Health Centre'),
    party('cs_boane', 'Boane Health Centre'),
    party('hr_xai_xai', 'Xai-Xai Rural Hospital'),
    party('central', 'Central Support'),
];

export const people = [
    { ...party('p-helena', 'Helena Mucavele'), login: 'helena', roles: ['tier_2'], organisation: organisations[3] },
    { ...party('p-ivo', 'Ivo Chissano'), login: 'ivo', roles: ['tier_2'], organisation: organisations[3] },
    { ...party('p-rui', 'Rui Langa'), login: 'rui', roles: ['tier_3'], organisation: organisations[3] },
    { ...party('p-jose', 'José Tembe'), login: 'jose', roles: ['reporter'], organisation: organisations[1] },
    { ...party('p-martine', 'Martine Machava'), login: 'martine', roles: ['reporter'], organisation: organisations[0] },
    { ...party('p-tomas', 'Tomas Nhaca'), login: 'tomas', roles: ['reporter'], organisation: organisations[2] },
];

export const person = (id) => {
    const found = people.find((each) => each.id === id);
    return found ? party(found.id, found.name) : null;
};

/** Minutes are before now; `due` is minutes from now, and negative when late. */
export const records = [
    {
        title: 'Server in Xai-Xai does not answer since the power cut',
        description: 'Nobody at the hospital can open the system. The server room had no power from 06:10 to 07:40.',
        reporter: 'p-tomas', logged_by: 'p-tomas', facility: 'hr_xai_xai', urgency: 'job_stopped',
        impact: 'multiple_users', area: 'hardware', state: 'logged', role: 'tier_2', person: null, age: 71, due: -11,
    },
    {
        title: 'Monthly report stops with an error',
        description:
            'The monthly report stops with “indicator MQ-12 has no denominator”.\nMy colleague gets the same with her login. It is due tomorrow.',
        reporter: 'p-jose', logged_by: 'p-jose', facility: 'cs_boane', urgency: 'job_stopped', impact: 'single_user',
        area: 'application', state: 'working', role: 'tier_2', person: 'p-helena', age: 445, due: 35, first: 'tier_1',
    },
    {
        title: 'Prescriptions open slowly in two provinces',
        description: 'Since Monday a prescription takes up to a minute to open.',
        reporter: 'p-martine', logged_by: 'p-ivo', facility: 'cs_namaacha', urgency: 'job_affected',
        impact: 'software_wide', area: 'application', state: 'working', role: 'tier_3', person: 'p-rui', age: 300, due: 125,
    },
    {
        title: 'New account for the nurse in the TB ward',
        description: 'She starts on Monday and needs to enter consultations.',
        reporter: 'p-martine', logged_by: 'p-martine', facility: 'cs_namaacha', urgency: 'not_affecting',
        impact: 'single_user', area: 'account', state: 'waiting', role: 'tier_2', person: 'p-helena', age: 1_500, due: null,
    },
    {
        title: 'Two patients share one identifier',
        description: 'NID 0110-2291 opens two files, with different dates of birth.',
        reporter: 'p-tomas', logged_by: 'p-tomas', facility: 'hr_xai_xai', urgency: 'patient_safety',
        impact: 'single_user', area: 'data', state: 'logged', role: 'tier_2', person: null, age: 4, due: 26,
    },
    {
        title: 'Label printer prints the date of yesterday',
        description: '',
        reporter: 'p-jose', logged_by: 'p-jose', facility: 'cs_boane', urgency: 'not_affecting', impact: 'single_user',
        area: 'hardware', state: 'resolved', role: 'tier_2', person: 'p-ivo', age: 4_000, due: 0, met: true,
        solution: 'The printer kept its own clock; its battery was changed and the time set.',
    },
];
for (let at = 1; at <= 60; at += 1) {
    records.push({
        title: `Routine check ${at} of the pharmacy stock screen`,
        description: 'Logged from the weekly check list.',
        reporter: 'p-martine', logged_by: 'p-martine', facility: 'cs_namaacha', urgency: 'not_affecting',
        impact: 'single_user', area: 'application', state: 'logged', role: 'tier_2', person: null, age: 60 + at,
        due: 1_000 + at * 60,
    });
}
