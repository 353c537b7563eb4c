import {
  AnalyzeExpenseCommand,
  BadDocumentException,
  DocumentTooLargeException,
  InvalidParameterException,
  LimitExceededException,
  ProvisionedThroughputExceededException,
  TextractClient,
  type TextractClientConfig,
  ThrottlingException,
  UnsupportedDocumentException,
} from '@aws-sdk/client-textract';
import { ClerkError, throwIfCancelled } from '../../../errors.js';
import { identify, notReadable, tooLarge } from '../identify.js';
import { PageProcess } from '../page-process.js';
import type { Reading, ReadingPort, ReadOptions, ReadPage } from '../reading.js';
import { ExpenseAnswer, readExpense } from './expense.js';

/** For one page with its retries. */
const PAGE_MS = 20_000;
const ATTEMPTS = 3;

export interface TextractOptions {
  /** Address of another service that speaks the protocol; default: AWS. */
  readonly endpoint?: string | undefined;
  /** For one page, in milliseconds; default 20 s. */
  readonly patience?: number;
  readonly client?: TextractClientConfig;
}

/**
 * {@link ReadingPort} by Amazon Textract's AnalyzeExpense. Pages are drawn on this machine, upright as their EXIF
 * says, and sent one by one: the synchronous call takes one page.
 */
export class TextractReading implements ReadingPort {
  readonly #process = new PageProcess({});
  readonly #client: TextractClient;
  readonly #patience: number;

  constructor({ endpoint, patience = PAGE_MS, client = {} }: TextractOptions = {}) {
    this.#patience = patience;
    this.#client = new TextractClient({
      maxAttempts: ATTEMPTS,
      ...client,
      ...(endpoint === undefined ? {} : { endpoint }),
    });
  }

  async read<T>(
    bytes: Uint8Array,
    use: (reading: Reading) => Promise<T>,
    { signal, onPage }: ReadOptions = {},
  ): Promise<T> {
    const kind = identify(bytes);
    return this.#process.withDocument(
      bytes,
      kind,
      async (document) => {
        const pages: ReadPage[] = [];
        for (let page = 1; page <= document.pages; page += 1) {
          const { jpeg, width, height } = await document.picture(page);
          const answer = await this.#analyze(jpeg, signal);
          pages.push({ page, width, height, turned: 0, ...readExpense(answer, width, height) });
          onPage?.(page, document.pages);
        }
        return use({
          engine: 'textract',
          kind,
          pages,
          lookAgain: async (areas) => areas.map(() => []),
          picture: async (page) => (await document.picture(page)).jpeg,
        });
      },
      signal,
    );
  }

  async close(): Promise<void> {
    this.#client.destroy();
    this.#process.close();
  }

  async #analyze(jpeg: Uint8Array, signal: AbortSignal | undefined): Promise<ExpenseAnswer> {
    const late = AbortSignal.timeout(this.#patience);
    try {
      const answer = await this.#client.send(new AnalyzeExpenseCommand({ Document: { Bytes: jpeg } }), {
        abortSignal: signal === undefined ? late : AbortSignal.any([signal, late]),
      });
      return ExpenseAnswer.parse(answer);
    } catch (error) {
      throwIfCancelled(signal);
      if (late.aborted)
        throw new ClerkError('timeout', 'Textract did not answer in time.', {
          fix: 'Try again.',
          cause: error,
        });
      throw explained(error);
    }
  }
}

/** What a failure of Textract means for the caller; nothing of its own message. */
function explained(error: unknown): ClerkError {
  if (error instanceof BadDocumentException) return notReadable('Textract cannot read the image.', error);
  if (error instanceof UnsupportedDocumentException || error instanceof InvalidParameterException)
    return notReadable('Textract does not take the image.', error);
  if (error instanceof DocumentTooLargeException) return tooLarge('The page is too large for Textract.');
  if (
    error instanceof ThrottlingException ||
    error instanceof ProvisionedThroughputExceededException ||
    error instanceof LimitExceededException
  )
    return new ClerkError('busy', 'Textract has too much to do.', {
      fix: 'Try again in a minute.',
      cause: error,
    });
  return new ClerkError('unavailable', 'Textract could not be reached or refused the call.', {
    fix: 'Ask the operator to run munshi doctor; or to set --reading local.',
    cause: error,
  });
}
