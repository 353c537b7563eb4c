import { createHash, randomUUID } from 'node:crypto';
import { localeOrder } from '../date-order.js';
import { ClerkError, invalid, throwIfCancelled } from '../errors.js';
import type { FilesPort } from '../ports/files/files.js';
import type { KeptPort } from '../ports/files/kept.js';
import type { LanguagePort } from '../ports/language/language.js';
import type { ReadingPort } from '../ports/reading/reading.js';
import { once } from '../ports/store/once.js';
import { shopKey } from '../ports/store/repository.js';
import type { Table } from '../ports/store/table.js';
import type { ShopSettings } from '../shop.js';
import { type Clock, localDate } from '../time.js';
import { type Bill, LONGEST_BASE64 } from './bill.js';
import { BillRecord, billItem } from './bill-record.js';
import { Duplicates } from './duplicates.js';
import { modelLook } from './model-look.js';
import { readBill } from './second-look.js';

const DAY_MS = 86_400_000;

interface Ports {
  readonly table: Table;
  /** Absent where no engine may be used. */
  readonly reading: ReadingPort | undefined;
  /** Looks at what is in doubt, where one may see the bills. */
  readonly model?: LanguagePort | undefined;
  /** Absent where no path may be named. */
  readonly files: FilesPort | undefined;
  /** Absent where images are not kept. */
  readonly kept: { readonly files: KeptPort; readonly days: number } | undefined;
  readonly settings: ShopSettings;
  readonly clock: Clock;
}

export interface BillSource {
  readonly content?: string | undefined;
  readonly path?: string | undefined;
}

interface Keyed {
  readonly key: string;
  readonly payload: unknown;
}

interface Progress {
  readonly signal: AbortSignal;
  readonly progress: (done: number, total?: number, message?: string) => void;
}

/** Reads bills and keeps what was read. */
export class BillService {
  readonly #ports: Ports;
  readonly #duplicates: Duplicates;

  constructor(ports: Ports) {
    this.#ports = ports;
    this.#duplicates = new Duplicates(ports.table, ports.settings.shop_id);
  }

  /**
   * Reads a bill, tells which earlier ones it may repeat, and keeps it with its image.
   *
   * @throws ClerkError as {@link ReadingPort.read}; `invalid_input`, `refused`, `not_found` for a source that cannot
   * be read.
   */
  async read(
    source: BillSource,
    { key, payload }: Keyed,
    { signal, progress }: Progress,
  ): Promise<BillRecord> {
    const { reading, model, settings, clock, table } = this.#ports;
    if (reading === undefined)
      throw new ClerkError('not_configured', 'No engine for reading bills is set up.', {
        fix: 'Start munshi with --reading local or --reading textract.',
      });
    const bytes = await this.#load(source, signal);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const now = clock();
    const id = `${now.toISOString().slice(0, 10).replaceAll('-', '')}-${randomUUID().slice(0, 13)}`;
    const outcome = await once(
      table,
      // The bytes may be large: their digest stands for them.
      {
        shop: shopKey(settings.shop_id),
        operation: 'ocr_bill',
        key,
        payload: digested(payload, sha256),
        now,
      },
      BillRecord,
      async () => {
        const { bill, engine, pages, kind } = await reading
          .read(
            bytes,
            async (read) => ({
              bill: await readBill(
                read,
                {
                  today: localDate(now, settings.time_zone),
                  order: localeOrder(settings.locale),
                  currency: settings.currency,
                },
                model === undefined ? [] : [modelLook(model, read, signal)],
              ),
              engine: read.engine,
              pages: read.pages.length,
              kind: read.kind,
            }),
            { signal, onPage: (done, total) => progress(done, total, `page ${done} of ${total} read`) },
          )
          .catch((error: unknown) => {
            throw about(source, error);
          });
        throwIfCancelled(signal);
        const record: BillRecord = {
          bill_id: id,
          read_at: now.toISOString(),
          engine,
          pages,
          file: {
            sha256,
            bytes: bytes.length,
            kind,
            ...(this.#ports.kept === undefined ? {} : { kept_as: `${id}.${kind}` }),
          },
          bill: capped(bill),
          duplicates: await this.#duplicates.find(sha256, bill, signal),
        };
        await this.#keep(record, bytes, now);
        const item = billItem(settings.shop_id, record);
        const marks = this.#duplicates.marks(id, record.read_at, sha256, bill);
        return {
          writes: [item, ...marks].map((each) => ({ item: each, when: 'absent' as const })),
          result: record,
        };
      },
    );
    return outcome.result;
  }

  async close(): Promise<void> {
    await this.#ports.reading?.close();
    await this.#ports.model?.close();
  }

  async #load({ content, path }: BillSource, signal: AbortSignal): Promise<Uint8Array> {
    if ((content === undefined) === (path === undefined))
      throw invalid('content', 'Send either content or path.', { fix: 'Send one of the two.' });
    if (content !== undefined) return fromBase64(content);
    const name = path ?? '';
    if (/^[a-z][a-z0-9+.-]*:/i.test(name) && !/^[a-z]:[\\/]/i.test(name))
      throw new ClerkError('refused', 'An address is never fetched.', {
        field: 'path',
        fix: 'Send the file itself as content, or a path in an allowed folder.',
      });
    const { files } = this.#ports;
    if (files === undefined)
      throw new ClerkError('refused', 'Paths are not read here.', {
        field: 'path',
        fix: 'Send the file itself as content.',
      });
    return (await files.openAllowedFile(name, signal)).bytes;
  }

  async #keep(record: BillRecord, bytes: Uint8Array, now: Date): Promise<void> {
    const { kept } = this.#ports;
    if (kept === undefined || record.file.kept_as === undefined) return;
    await kept.files.keep(record.file.kept_as, bytes);
    const oldest = new Date(now.getTime() - kept.days * DAY_MS);
    await kept.files.dropBefore(oldest.toISOString().slice(0, 10).replaceAll('-', ''));
  }
}

/** Decodes base64, with or without a `data:` head. */
function fromBase64(content: string): Uint8Array {
  if (content.length > LONGEST_BASE64)
    throw new ClerkError('too_large', `content is longer than ${LONGEST_BASE64} characters.`, {
      field: 'content',
      fix: 'Send a smaller image: a photo 2,000 pixels high is enough.',
    });
  const text = content.replace(/^data:[\w/+.-]{0,60};base64,/, '').replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(text))
    throw invalid('content', 'content is not base64.', { fix: 'Send the bytes of the file in base64.' });
  return Buffer.from(text, 'base64');
}

/** A failure of the file as one of the argument that named it. */
function about({ path }: BillSource, error: unknown): unknown {
  if (!(error instanceof ClerkError) || error.field !== 'file') return error;
  return new ClerkError(error.code, error.message, {
    field: path === undefined ? 'content' : 'path',
    ...(error.fix === undefined ? {} : { fix: error.fix }),
    cause: error.cause,
  });
}

function digested(payload: unknown, sha256: string): unknown {
  return typeof payload === 'object' && payload !== null && 'content' in payload
    ? { ...payload, content: sha256 }
    : payload;
}

/** What is kept of a bill is bounded, whatever stands on the paper. */
function capped(bill: Bill): Bill {
  return { ...bill, items: bill.items.slice(0, 300), taxes: bill.taxes.slice(0, 20) };
}
