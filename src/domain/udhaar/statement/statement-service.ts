import { csvBytes, fitsInline } from '../../csv.js';
import { ClerkError, invalid } from '../../errors.js';
import type { ExportsPort } from '../../ports/files/exports.js';
import type { ShopSettings } from '../../shop.js';
import { type Clock, localDate } from '../../time.js';
import { draftReminder, type ReminderDraft } from '../reminder/draft.js';
import type { Statement } from '../view.js';
import { statementCsv } from './csv.js';
import { type Issued, readCode, type Verdict, verificationCode, verify } from './proof.js';
import type { Book } from './statement.js';

export interface StatementPorts {
  readonly settings: ShopSettings;
  readonly clock: Clock;
  /** Absent where nothing may be written. */
  readonly exports: ExportsPort | undefined;
}

/** A statement for the customer. */
export interface IssuedStatement extends Issued {
  readonly code: string;
  /** Text or where it was written, if asked for. */
  readonly csv?: string;
  readonly csv_file?: string;
  readonly pdf_file?: string;
}

/** What is made of an account for its customer: reminders, statements, and the check of a statement. Sends nothing. */
export class StatementService {
  readonly #ports: StatementPorts;

  constructor(ports: StatementPorts) {
    this.#ports = ports;
  }

  /**
   * Drafts a reminder.
   *
   * @throws ClerkError `invalid_input` unless the account is shown as of today.
   */
  remind(statement: Statement): ReminderDraft {
    const { settings, clock } = this.#ports;
    const now = clock();
    if (statement.to !== localDate(now, settings.time_zone))
      throw invalid('as_of', 'A reminder says what is owed today.', { fix: 'Leave as_of out.' });
    return draftReminder(statement, settings, now);
  }

  /**
   * Issues a statement, with its code.
   *
   * @throws ClerkError `invalid_input` for a period that is not over or ends before it begins; `read_only` where a file
   * is needed and none may be written.
   */
  async issue(
    statement: Statement,
    forms: { readonly csv: boolean; readonly pdf: boolean },
    signal?: AbortSignal,
  ): Promise<IssuedStatement> {
    const { settings, clock } = this.#ports;
    const now = clock();
    const today = localDate(now, settings.time_zone);
    if (statement.to > today)
      throw invalid('as_of', `${statement.to} lies in the future.`, {
        fix: `Send a date up to today, ${today}.`,
      });
    if (statement.from > statement.to)
      throw invalid('from', `The statement would begin on ${statement.from} and end on ${statement.to}.`, {
        fix: 'Send a from that is not after as_of.',
      });
    const issued: Issued = {
      shop_id: settings.shop_id,
      statement,
      issued_at: new Date(Math.floor(now.getTime() / 1000) * 1000),
    };
    const name = fileName(issued);
    const csv = forms.csv ? statementCsv(issued) : undefined;
    const small = csv !== undefined && fitsInline(csv);
    const exports = forms.pdf || (csv !== undefined && !small) ? this.#exports() : undefined;
    const csvFile = small || csv === undefined ? undefined : exports?.save(`${name}.csv`, csvBytes(csv));
    const pdfFile = forms.pdf ? exports?.save(`${name}.pdf`, await this.#pdf(issued, signal)) : undefined;
    return {
      ...issued,
      code: verificationCode(issued),
      ...(small ? { csv } : {}),
      ...(csvFile === undefined ? {} : { csv_file: await csvFile }),
      ...(pdfFile === undefined ? {} : { pdf_file: await pdfFile }),
    };
  }

  /**
   * Says whether a statement of this account is genuine, by its code.
   *
   * @throws ClerkError `invalid_input` when the text is no code.
   */
  verify(book: Book, code: string): Verdict {
    const claim = readCode(code);
    if (claim === undefined)
      throw invalid('verify', 'This is not a verification code.', {
        fix: 'Send the whole code from the statement; it begins with MS1- and ends with 32 hexadecimal digits.',
      });
    return verify(this.#ports.settings.shop_id, book, claim);
  }

  async #pdf(issued: Issued, signal: AbortSignal | undefined): Promise<Uint8Array> {
    const { statementPdf } = await import('./pdf.js');
    return statementPdf(issued, this.#ports.settings, signal);
  }

  #exports(): ExportsPort {
    const { exports } = this.#ports;
    if (exports === undefined)
      throw new ClerkError('read_only', 'This server writes no files.', {
        field: 'show',
        fix: 'Leave pdf out, and ask for a csv of fewer entries by from and as_of.',
      });
    return exports;
  }
}

/** Tells whose and what it is, and is the same for the same statement. */
function fileName(issued: Issued): string {
  const { customer_id: id, from, to } = issued.statement;
  const whose = id.replace(/[^A-Za-z0-9]+/g, '_').slice(0, 40);
  return `statement-${whose}-${from}-${to}-${verificationCode(issued).slice(-8)}`;
}
