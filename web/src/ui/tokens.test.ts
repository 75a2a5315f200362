import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const [light_css = '', dark_css = ''] = css.split('@media screen');

type Colour = [red: number, green: number, blue: number];

function tokens(text: string): Map<string, Colour> {
    const found = text.matchAll(/--([\w-]+): oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\);/g);
    return new Map([...found].map(([, name = '', l, c, h]) => [name, linear(Number(l) / 100, Number(c), Number(h))]));
}

/** OKLCH to linear sRGB, by Ottosson's matrices. */
function linear(lightness: number, chroma: number, hue: number): Colour {
    const a = chroma * Math.cos((hue * Math.PI) / 180);
    const b = chroma * Math.sin((hue * Math.PI) / 180);
    const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
    const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
    const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
    const clamp = (value: number) => Math.min(1, Math.max(0, value));
    return [
        clamp(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
        clamp(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
        clamp(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
    ];
}

function contrast(one: Colour, other: Colour): number {
    const luminance = ([red, green, blue]: Colour) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    const [dark = 0, bright = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
}

const papers = ['paper', 'sheet', 'well'];
const texts: [string, string][] = [
    ...['ink', 'ink-2', 'ink-3', 'accent', 'late', 'soon', 'fine', 'held'].flatMap((ink) =>
        papers.map((paper): [string, string] => [ink, paper]),
    ),
    ...['accent', 'late', 'soon', 'fine', 'held'].map((ink): [string, string] => [ink, `${ink}-wash`]),
    ['ink', 'soon-wash'],
    ['ink', 'late-wash'],
    ['ink-3', 'held-wash'],
    ['accent-ink', 'accent'],
    ['paper', 'ink'],
];
const marks: [string, string][] = ['edge', 'focus'].flatMap((mark) =>
    papers.slice(0, 2).map((paper): [string, string] => [mark, paper]),
);

describe.each([
    ['light', tokens(light_css)],
    ['dark', tokens(dark_css)],
])('%s', (_, colours) => {
    const of = (name: string) => colours.get(name) ?? expect.fail(`no colour ${name}`);

    it.each(texts)('%s can be read on %s', (ink, paper) => {
        expect(contrast(of(ink), of(paper))).toBeGreaterThanOrEqual(4.5);
    });

    it.each(marks)('%s can be seen on %s', (mark, paper) => {
        expect(contrast(of(mark), of(paper))).toBeGreaterThanOrEqual(3);
    });
});

/** Each rule of the page's styles. */
function styles_in_use(): { path: string; css: string; where: string; body: string }[] {
    const src = new URL('../', import.meta.url);
    const paths = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(svelte|css)$/.test(path));
    return paths.flatMap((path) => {
        const text = readFileSync(new URL(path, src), 'utf8');
        const styles = path.endsWith('.css') ? text : (/<style>([^]*)<\/style>/.exec(text)?.[1] ?? '');
        return [...styles.matchAll(/([^{};]+)\{([^{}]*)\}/g)].map(([, selector = '', body = '']) => ({
            path,
            css: styles,
            where: `${path}: ${selector.trim()}`,
            body,
        }));
    });
}

/** The colours that each rule sets: its text's, and that of what lies behind. */
function colours_in_use(): { where: string; ink: string | undefined; paper: string | undefined }[] {
    return styles_in_use().map(({ where, body }) => ({
        where,
        ink: /(?:^|[\s;])color: var\(--([\w-]+)\)/.exec(body)?.[1],
        paper: /background(?:-color)?: var\(--([\w-]+)\)/.exec(body)?.[1],
    }));
}

it('type is measured in the unit of the reader, but in drawings, which are scaled whole', () => {
    const drawings = ['features/overview/flow.svelte', 'features/processes/diagram.svelte', 'features/processes/diagram_state.svelte'];
    const fixed = styles_in_use().filter(({ path, body }) => !drawings.includes(path) && /font(-size)?:[^;]*\dpx/.test(body));
    expect(fixed.map(({ where }) => where)).toEqual([]);
    const narrow = styles_in_use().filter(({ css }) => /@media \([^)]*px/.test(css));
    expect(narrow.map(({ path }) => path)).toEqual([]);
});

describe('what the styles use', () => {
    const used = colours_in_use();
    const tried = (ink: string, paper: string) => texts.some((pair) => pair[0] === ink && pair[1] === paper);

    it('has every colour of a text held against every paper, or against what its own rule lays behind it', () => {
        const loose = used.filter(({ ink, paper }) =>
            ink === undefined ? false : paper === undefined ? !papers.every((each) => tried(ink, each)) : !tried(ink, paper),
        );
        const always_on_its_own = ['accent-ink', 'paper'];
        expect(loose.filter(({ ink, paper }) => paper !== undefined || !always_on_its_own.includes(ink ?? ''))).toEqual([]);
        expect(used.filter(({ ink }) => ink !== undefined).length).toBeGreaterThan(40);
    });

    it('has every paper that is laid behind a text held against some ink', () => {
        const marks_only = ['line', 'line-strong', 'edge', 'veil'];
        const bare = used.filter(
            ({ where, paper }) =>
                paper !== undefined &&
                !marks_only.includes(paper) &&
                !/::(before|after)$/.test(where) &&
                !texts.some((pair) => pair[1] === paper),
        );
        expect(bare.map(({ where, paper }) => `${where} lays ${paper}`)).toEqual([]);
    });
});

it('light and dark share their names', () => {
    expect([...tokens(dark_css).keys()]).toEqual([...tokens(light_css).keys()]);
});
