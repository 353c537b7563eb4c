import path from 'node:path';
import { parseArgs } from 'node:util';
import envPaths from 'env-paths';
import * as z from 'zod';
import { TOOLSETS } from './catalogue/define-tool.js';
import { Thresholds } from './domain/advice/thresholds.js';
import { ClerkError } from './domain/errors.js';
import { GRAINS } from './domain/forecast/history/steps.js';
import {
  DEFAULT_QUIET_HOURS,
  DEFAULT_STOCK_LOCATIONS,
  INPUT_TAX,
  MOST_STOCK_LOCATIONS,
  NEGATIVE_STOCK,
  QUIET_HOURS,
  STOCK_LOCATION,
  UPI_ID,
} from './domain/shop.js';

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
const flag = z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1');
const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, 'is not a whole number')
    .transform(Number)
    .pipe(z.number().min(least).max(most));

const timeZone = z.string().refine(
  (zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  },
  { error: 'is not a time zone; use an IANA name such as Asia/Kolkata' },
);
const currency = z.string().refine((code) => Intl.supportedValuesOf('currency').includes(code), {
  error: 'is not a currency; use an ISO 4217 code such as INR',
});
const locale = z.string().refine(
  (tag) => {
    try {
      return Intl.getCanonicalLocales(tag).length > 0;
    } catch {
      return false;
    }
  },
  { error: 'is not a BCP 47 locale; use e.g. en-IN' },
);

/**
 * Every setting there is. A key in kebab case is the flag, in capitals after `MUNSHI_` the variable; a flag beats a
 * variable, a variable the default. A secret is marked with `.meta({ secret: true })` and never shown.
 */
export const Settings = z.object({
  data_dir: z
    .string()
    .min(1)
    .default(envPaths('munshi', { suffix: '' }).data)
    .describe('Folder for the embedded store, its replica and files'),
  shop: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'is lower-case letters, digits, - and _, at most 40')
    .default('main')
    .describe('Id of the shop to serve'),
  shop_name: z.string().min(1).max(100).optional().describe('Name of the shop; default: its id'),
  currency: currency.default('INR').describe('Currency of the shop, ISO 4217'),
  time_zone: timeZone.default('Asia/Kolkata').describe('Time zone of the shop, IANA name'),
  fiscal_year_start: whole(1, 12).default(4).describe('Month in which the fiscal year starts, 1 to 12'),
  locale: locale.default('en-IN').describe('Language and region of the shop, BCP 47'),
  upi_id: z
    .string()
    .regex(UPI_ID, 'is not a UPI id; use one such as shop@bank')
    .optional()
    .describe('UPI id that payment links name; without it there are none'),
  quiet_hours: z
    .string()
    .regex(QUIET_HOURS, 'is not a span of hours; use two different times, e.g. 21:00-09:00, or off')
    .default(DEFAULT_QUIET_HOURS)
    .describe('Hours of the shop in which no reminder should go out, or off'),
  negative_stock: z
    .enum(NEGATIVE_STOCK)
    .default('allow')
    .describe('Whether more may be sold than the books say is there: allow (with a warning) or refuse'),
  input_tax: z
    .enum(INPUT_TAX)
    .default('credit')
    .describe('Taxes on purchases: credit (claimed back) or cost (part of what goods cost)'),
  stock_locations: list
    .pipe(
      z
        .array(z.string().regex(STOCK_LOCATION, 'has a name that is empty or longer than 40 characters'))
        .min(1)
        .max(MOST_STOCK_LOCATIONS)
        .refine((names) => new Set(names.map((name) => name.toLowerCase())).size === names.length, {
          error: 'names a location twice',
        }),
    )
    .default([...DEFAULT_STOCK_LOCATIONS])
    .describe('Places where stock lies, by comma; sales take it from the first unless they name another'),
  alert_thresholds: list
    .transform((parts) =>
      Object.fromEntries(
        parts.map((part) => {
          const [name = '', value = ''] = part.split('=', 2).map((each) => each.trim());
          return [name, value === '' ? value : Number(value)];
        }),
      ),
    )
    .pipe(Thresholds)
    .optional()
    .describe(
      'From when on something is worth an alert, e.g. expiring_days=14,dead_days=90,overdue_days=1,unusual_widths=2,bias_percent=25',
    ),
  toolsets: list
    .pipe(z.array(z.enum(TOOLSETS)).min(1))
    .optional()
    .describe(`Toolsets to serve, by comma; default: all (${TOOLSETS.join(', ')})`),
  read_only: flag.default(false).describe('Serve no tool that writes'),
  file_dirs: list
    .optional()
    .describe('Folders import_file may read, by comma; default: files/ in the data folder'),
  bill_folders: list
    .optional()
    .describe('Folders ocr_bill may read over stdio, by comma; default: files/ in the data folder'),
  reading: z
    .enum(['local', 'textract', 'off'])
    .default('local')
    .describe(
      'What reads bills. local: on this machine; textract: Amazon Textract, by the usual AWS configuration',
    ),
  ocr_models: z
    .string()
    .min(1)
    .optional()
    .describe('Folder of PP-OCR models (ONNX) in place of the installed ones'),
  textract_endpoint: z.url().optional().describe('Address of another Textract-compatible service'),
  keep_bills: whole(0, 36_500).default(400).describe('Days the images of bills are kept; 0 keeps none'),
  store: z
    .enum(['embedded', 'dynamodb'])
    .default('embedded')
    .describe('embedded: on this machine; dynamodb: AWS, by the usual AWS configuration'),
  dynamodb_endpoint: z
    .url()
    .optional()
    .describe('Address of another DynamoDB-compatible store; implies --store dynamodb'),
  extenddb_binary: z
    .string()
    .min(1)
    .optional()
    .describe('Program to run as the embedded store in place of the installed ExtendDB'),
  table: z
    .string()
    .regex(/^[\w.-]{3,255}$/)
    .default('munshi')
    .describe('Name of the DynamoDB table'),
  sagemaker_endpoint: z
    .string()
    .regex(/^[a-zA-Z0-9-]{1,63}$/, 'is not the name of an endpoint')
    .optional()
    .describe('SageMaker endpoint (DeepAR format) that serves forecasts; without it they are made here'),
  sagemaker_grain: z
    .enum(GRAINS)
    .default('day')
    .describe('Step that the model of the endpoint was trained for: day, week or month'),
  bedrock_model: z
    .string()
    .regex(/^[\w.:/-]{1,2048}$/, 'is not the id of a model')
    .optional()
    .describe(
      'Bedrock model that reads questions and explains in words, e.g. amazon.nova-micro-v1:0; without it our own grammar and templates',
    ),
  bedrock_bill_model: z
    .string()
    .regex(/^[\w.:/-]{1,2048}$/, 'is not the id of a model')
    .optional()
    .describe('Bedrock model that may see bills and read again what is in doubt, e.g. amazon.nova-lite-v1:0'),
  host: z.string().default('127.0.0.1').describe('Address HTTP binds to; loopback only'),
  port: whole(0, 65_535).default(8000).describe('Port for HTTP; 0 takes a free one'),
  allowed_hosts: list.default([]).describe('Host names HTTP accepts beside loopback, by comma'),
  most_requests: whole(1, 100_000).default(1_024).describe('HTTP requests in work at once before 503'),
  most_requests_per_client: whole(1, 100_000)
    .default(256)
    .describe('HTTP requests in work at once from one address before 429'),
  log_level: z
    .enum(['silent', 'error', 'info', 'debug'])
    .default('info')
    .describe('What is logged on stderr'),
});
export type Config = z.output<typeof Settings>;

/**
 * Reads the settings from flags and environment.
 *
 * @throws ClerkError `invalid_input` naming the flag or variable at fault. Values of secrets are never shown.
 */
export function readConfig(
  flags: Readonly<Record<string, string | undefined>>,
  environment: NodeJS.ProcessEnv,
): Config {
  const given: Record<string, string> = {};
  const sources: Record<string, string> = {};
  for (const key of Object.keys(Settings.shape)) {
    const variable = `MUNSHI_${key.toUpperCase()}`;
    const value = flags[key] ?? environment[variable];
    if (value === undefined || value === '') continue;
    given[key] = value;
    sources[key] = flags[key] === undefined ? variable : `--${flagName(key)}`;
  }
  const result = Settings.safeParse(given);
  if (!result.success) {
    const [issue] = result.error.issues;
    const key = String(issue?.path[0]);
    const part = issue?.path.slice(1).map(String).join('.') ?? '';
    throw new ClerkError(
      'invalid_input',
      `${sources[key] ?? key}${part === '' ? '' : `, ${part}`}: ${issue?.message ?? 'is not valid'}.`,
      { field: key },
    );
  }
  if (!LOOPBACK.has(result.data.host)) {
    throw new ClerkError(
      'invalid_input',
      '--host must be a loopback address: HTTP has no authentication yet.',
      { field: 'host', fix: 'Use 127.0.0.1 or ::1.' },
    );
  }
  return { ...result.data, data_dir: path.resolve(result.data.data_dir) };
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** `read_only` as `read-only`. */
export function flagName(key: string): string {
  return key.replaceAll('_', '-');
}

export interface CommandLine {
  readonly command: string;
  readonly positionals: readonly string[];
  readonly flags: Readonly<Record<string, string | undefined>>;
  readonly url: string | undefined;
  readonly help: boolean;
  readonly version: boolean;
}

/**
 * Splits the command line. `--read-only` needs no value.
 *
 * @throws ClerkError `invalid_input` for a flag that does not exist.
 */
export function readCommandLine(args: readonly string[]): CommandLine {
  const keys = Object.keys(Settings.shape);
  const options = Object.fromEntries(
    keys.map((key) => [
      flagName(key),
      { type: key === 'read_only' ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...options,
        url: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
      },
    });
    const sent = new Map<string, string | boolean | undefined>(Object.entries(values));
    const flags = Object.fromEntries(keys.map((key) => [key, sent.get(flagName(key))?.toString()]));
    const [command = 'stdio', ...rest] = positionals;
    return {
      command,
      positionals: rest,
      flags,
      url: typeof values.url === 'string' ? values.url : undefined,
      help: values.help === true,
      version: values.version === true,
    };
  } catch (error) {
    throw new ClerkError(
      'invalid_input',
      error instanceof Error ? error.message : 'The command line cannot be read.',
      { fix: 'munshi --help lists the flags.' },
    );
  }
}
