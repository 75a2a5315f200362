// Where the states and steps of a lifecycle lie: layered by dagre, in pixels.

import { Graph, layout } from '@dagrejs/dagre';

export interface Point {
    x: number;
    y: number;
}
export type LineKind = 'title' | 'mark' | 'now' | 'step';
/** A line of words with its size as it will be drawn; `step` is the one that it tells of. */
export interface Line {
    text: string;
    kind: LineKind;
    width: number;
    height: number;
    step?: string;
}
export interface Sized {
    id: string;
    lines: Line[];
}
export interface Way extends Sized {
    from: string;
    to: string;
}
/** `x` and `y` are of the centre. */
export type Placed<Of> = Of & { x: number; y: number; width: number; height: number };
export type Drawn<Node extends Sized, Edge extends Way> = {
    width: number;
    height: number;
    nodes: Placed<Node>[];
    edges: (Placed<Edge> & { path: string; arrow: string })[];
};

const node_padding = 12;
const label_padding = 4;
const margin = 10;
/** Of a node without words. */
const dot_size = 14;

/** Lays the nodes out from top to bottom, every label in a place of its own. */
export function laid_out<Node extends Sized, Edge extends Way>(nodes: Node[], edges: Edge[]): Drawn<Node, Edge> {
    const graph = new Graph({ multigraph: true });
    graph.setGraph({ rankdir: 'TB', nodesep: 28, edgesep: 18, ranksep: 26, marginx: margin, marginy: margin });
    for (const node of nodes) {
        graph.setNode(node.id, box_of(node.lines, node_padding));
    }
    for (const { id, from, to, lines } of edges) {
        graph.setEdge(from, to, { ...box_of(lines, label_padding), labelpos: 'c' }, id);
    }
    layout(graph);
    const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
    return {
        width: Math.ceil(width),
        height: Math.ceil(height),
        nodes: nodes.map((node) => placed(node, graph.node(node.id) as Place)),
        edges: edges.map((edge) => {
            const place = graph.edge(edge.from, edge.to, edge.id) as Place & { points: Point[] };
            return { ...placed(edge, place), path: path_of(place.points), arrow: arrow_of(place.points) };
        }),
    };
}

type Place = { x: number; y: number; width: number; height: number };

function placed<Of extends object>(thing: Of, { x, y, width, height }: Place): Placed<Of> {
    return { ...thing, x: round(x), y: round(y), width, height };
}

/** A smooth line through the places between the points, from the first to the last. */
export function path_of(points: readonly Point[]): string {
    const [first, ...rest] = points;
    const last = rest.pop();
    if (first === undefined || last === undefined) {
        return '';
    }
    const bends = rest.map((point, at) => {
        const next = rest[at + 1];
        const end = next ? { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 } : last;
        return `Q${pair(point)} ${pair(end)}`;
    });
    return [`M${pair(first)}`, ...(bends.length > 0 ? bends : [`L${pair(last)}`])].join(' ');
}

const arrow_length = 8;
const arrow_half = 3.5;

/** The head of an arrow at the last point, as the line comes into it. */
export function arrow_of(points: readonly Point[]): string {
    const tip = points.at(-1);
    const before = points.at(-2);
    if (tip === undefined || before === undefined) {
        return '';
    }
    const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
    const along = { x: (tip.x - before.x) / length, y: (tip.y - before.y) / length };
    const foot = { x: tip.x - along.x * arrow_length, y: tip.y - along.y * arrow_length };
    const left = { x: foot.x - along.y * arrow_half, y: foot.y + along.x * arrow_half };
    const right = { x: foot.x + along.y * arrow_half, y: foot.y - along.x * arrow_half };
    return `M${pair(tip)} L${pair(left)} L${pair(right)} Z`;
}

function box_of(lines: readonly Line[], padding: number) {
    return {
        width: Math.max(0, ...lines.map((line) => line.width)) + 2 * padding,
        height: lines.reduce((sum, line) => sum + line.height, 0) + (lines.length > 0 ? 2 * padding : dot_size),
    };
}

function pair({ x, y }: Point): string {
    return `${round(x)},${round(y)}`;
}

function round(value: number): number {
    return Math.round(value * 10) / 10;
}

/** How far the letters stand above the foot of their line. */
const foot = 4.5;

/** The lines with their baselines, around the middle of the box. */
export function set_lines({ lines, y }: Placed<Sized>): (Line & { baseline: number })[] {
    let top = y - lines.reduce((sum, line) => sum + line.height, 0) / 2;
    return lines.map((line) => {
        top += line.height;
        return { ...line, baseline: top - foot };
    });
}

/** The text in lines of at most `most` characters where its spaces allow. */
export function wrapped(text: string, most: number): string[] {
    const lines: string[] = [];
    for (const word of text.split(' ')) {
        const last = lines.at(-1);
        if (last !== undefined && last.length + 1 + word.length <= most) {
            lines[lines.length - 1] = `${last} ${word}`;
        } else {
            lines.push(word);
        }
    }
    return lines;
}
