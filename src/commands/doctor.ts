import { access, constants, mkdir } from 'node:fs/promises';
import { compose } from '../compose.js';
import type { CommandLine, Config } from '../config.js';
import { ClerkError } from '../domain/errors.js';

interface Check {
  readonly what: string;
  /** Says how it is; throws when it is not well. */
  readonly look: () => Promise<string>;
}

/** `munshi doctor`: checks settings and store and says what is missing. Exit code 1 when something is. */
export async function doctor(config: Config, _line: CommandLine): Promise<number> {
  const munshi = compose(config);
  const remote = config.store === 'dynamodb' || config.dynamodb_endpoint !== undefined;
  const checks: Check[] = [
    { what: 'node', look: async () => `${process.version} on ${process.platform}-${process.arch}` },
    {
      what: 'settings',
      look: async () =>
        `shop ${config.shop}, ${config.currency}, ${config.time_zone}, fiscal year from month ${config.fiscal_year_start}${config.read_only ? ', read-only' : ''}`,
    },
    {
      what: 'data folder',
      look: async () => {
        await mkdir(config.data_dir, { recursive: true, mode: 0o700 });
        await access(config.data_dir, constants.R_OK | constants.W_OK);
        return config.data_dir;
      },
    },
    {
      what: 'store',
      look: async () => {
        const { table } = await munshi.store();
        const started = performance.now();
        await table.get({ PK: 'doctor', SK: 'doctor' });
        return `${remote ? 'DynamoDB' : 'embedded'}, table ${config.table}, answered in ${Math.round(performance.now() - started)} ms`;
      },
    },
    {
      what: 'replica',
      look: async () => {
        const { replica } = await munshi.shop();
        await replica.sync();
        const whole = await replica.verify();
        if (!whole) await replica.sync();
        const { rows } = await replica.read(
          'SELECT (SELECT count(*) FROM sales), (SELECT count(*) FROM lines), (SELECT count(*) FROM products)',
          [],
        );
        const [sales, lines, products] = rows[0] ?? [];
        return `${sales} sales, ${lines} lines, ${products} products${whole ? '' : '; had drifted from the store and was rebuilt'}`;
      },
    },
    {
      what: 'Bedrock',
      look: async () => setting(config.bedrock_model, '--bedrock-model', 'words about forecasts'),
    },
    {
      what: 'SageMaker',
      look: async () => setting(config.sagemaker_endpoint, '--sagemaker-endpoint', 'forecasts'),
    },
    { what: 'Textract', look: async () => 'not used by this version' },
  ];
  let failed = false;
  try {
    for (const { what, look } of checks) {
      try {
        process.stdout.write(`ok       ${what.padEnd(12)} ${await look()}\n`);
      } catch (error) {
        failed = true;
        const cause =
          error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
        const told =
          error instanceof ClerkError
            ? [`${error.message}${cause}`, error.fix].join(' ')
            : error instanceof Error
              ? error.message
              : String(error);
        process.stdout.write(`missing  ${what.padEnd(12)} ${told}\n`);
      }
    }
  } finally {
    await munshi.close();
  }
  return failed ? 1 : 0;
}

function setting(value: string | undefined, flag: string, purpose: string): string {
  return value === undefined
    ? `off (${flag})`
    : `${value} is set for ${purpose}; not asked here, as it may cost`;
}
