import type { QuestionTree, TableCell } from '../../api/types';
import { say } from '../../words';
import { title_of } from '../../words/titles';
import { cell_words } from './process_words';

/** What comes out of questions, by columns: `Size: Minor, Hours: 4`. */
export function given_words(columns: QuestionTree['columns'], cells: readonly TableCell[]): string {
    return columns
        .flatMap((column, at) => {
            const cell = cells[at];
            const told = cell === undefined || cell.is === 'none' ? null : cell_words(cell, column.type.endsWith('duration'));
            return told === null ? [] : say('process.tree.gives', { name: title_of(column), value: told });
        })
        .join(', ');
}
