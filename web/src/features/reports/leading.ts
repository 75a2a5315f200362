/** Where a figure leads: the address of the list of its records. */
export type Leading = (figure: string) => string;
