import type { Answer } from '../../lib/engines/engine.ts';
import type { Context } from '../context.ts';
import { printAnswer, type ResultStyle } from '../terminal/print-answer.ts';
import { intoNewFile } from './new-file.ts';

/**
 * Prints an answer, or writes it to a new file while its rows arrive. No reader of a file goes away, so
 * it is written whole.
 *
 * @param out path of the file as a person names it; `undefined` for standard output
 * @throws InputError when the file cannot be made; OutputError when it cannot be written whole.
 */
export async function writeAnswer(
  context: Context,
  answer: Pick<Answer, 'columns' | 'rows' | 'csv'>,
  style: ResultStyle,
  out: string | undefined,
): Promise<void> {
  if (out === undefined) return printAnswer(context, answer, style);
  await intoNewFile(context.resolvePath(out), out, (print) =>
    printAnswer(
      {
        print,
        outputClosed: new AbortController().signal,
        width: Number.POSITIVE_INFINITY,
        colours: false,
      },
      answer,
      style,
    ),
  );
}
