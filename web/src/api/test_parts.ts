// For tests alone: a shape of the API of which a test says only what it is about.

export type Part<Whole> = Whole extends readonly (infer Item)[]
    ? Part<Item>[]
    : Whole extends object
      ? { [Member in keyof Whole]?: Part<Whole[Member]> }
      : Whole;

/** The part as if it were whole: whatever the test does not say must not matter to what it tries. */
export function part_of<Whole>(part: Part<Whole>): Whole {
    return part as Whole;
}
