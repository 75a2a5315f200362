import { describe, expect, it } from 'vitest';
import { drawing_of } from './drawing';
import { arrow_of, path_of, wrapped } from './layout';
import { large, small } from './test_types';

const measure = (text: string) => text.length * 7;

interface Box {
    x: number;
    y: number;
    width: number;
    height: number;
}
function meet(one: Box, other: Box): boolean {
    return (
        Math.abs(one.x - other.x) < (one.width + other.width) / 2 && Math.abs(one.y - other.y) < (one.height + other.height) / 2
    );
}
function meeting_pairs(boxes: Box[]): [Box, Box][] {
    return boxes.flatMap((one, at) => boxes.slice(at + 1).filter((other) => meet(one, other)).map((other): [Box, Box] => [one, other]));
}

describe.each([
    ['small', small],
    ['of forty states', large()],
])('the drawing of a lifecycle that is %s', (_, type) => {
    const drawing = drawing_of(type, 'work', measure);

    it('has every state, and every act that leads on, inside the picture', () => {
        const states = drawing.nodes.filter((node) => node.kind === 'state').map((node) => node.id);
        expect(states).toEqual(type.states.map((state) => state.name));
        const leading = type.diagram.edges.flatMap((edge) => (edge.from.length === 0 ? [null] : edge.from).map((from) => [edge.act, from, edge.to]));
        expect(drawing.edges.map((edge) => [edge.step.act.name, edge.step.from])).toEqual(
            leading.filter(([, from, to]) => to !== null && from !== to).map(([act, from]) => [act, from]),
        );
        for (const { x, y, width, height } of [...drawing.nodes, ...drawing.edges]) {
            expect(x - width / 2).toBeGreaterThanOrEqual(0);
            expect(y - height / 2).toBeGreaterThanOrEqual(0);
            expect(x + width / 2).toBeLessThanOrEqual(drawing.width);
            expect(y + height / 2).toBeLessThanOrEqual(drawing.height);
        }
    });

    it('lays no words over other words', () => {
        expect(meeting_pairs([...drawing.nodes, ...drawing.edges])).toEqual([]);
    });

    it('begins at the start and leads downwards', () => {
        const start = drawing.nodes.find((node) => node.kind === 'start');
        expect(start?.y).toBe(Math.min(...drawing.nodes.map((node) => node.y)));
    });
});

describe('the drawing', () => {
    it('writes acts that leave the state as it is into the state, each leading to its step', () => {
        const work = drawing_of(small, null, measure).nodes.find((node) => node.id === 'work');
        expect(work?.lines.map((line) => [line.kind, line.text, line.step])).toEqual([
            ['title', 'Work', undefined],
            ['step', '↻ note', 'work.note'],
        ]);
    });

    it('marks the present state, a waiting one and an end by words', () => {
        const lines = Object.fromEntries(
            drawing_of(small, 'wait', measure).nodes.map((node) => [node.id, node.lines.map((line) => line.text)]),
        );
        expect(lines['wait']).toEqual(['Wait', 'It is here now', 'waits for the reporter']);
        expect(lines['done']).toEqual(['Done', 'end']);
    });

    it('says beside a way what the desk does by itself', () => {
        const lapse = drawing_of(small, null, measure).edges.find((edge) => edge.id === 'wait.lapse');
        expect(lapse?.lines.map((line) => line.text)).toEqual(['lapse', 'the desk, after 14 days']);
    });

    it('draws a line through its points and an arrow at its end', () => {
        expect(path_of([{ x: 0, y: 0 }, { x: 0, y: 10 }])).toBe('M0,0 L0,10');
        expect(path_of([{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 10 }])).toBe('M0,0 Q10,0 10,10');
        expect(arrow_of([{ x: 0, y: 0 }, { x: 0, y: 10 }])).toBe('M0,10 L-3.5,2 L3.5,2 Z');
        expect(path_of([])).toBe('');
    });

    it('breaks words at spaces alone', () => {
        expect(wrapped('Send someone on site', 12)).toEqual(['Send someone', 'on site']);
        expect(wrapped('unbreakable', 4)).toEqual(['unbreakable']);
    });
});
