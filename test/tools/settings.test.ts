import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { flagName, readCommandLine, readConfig, Settings } from '../../src/config.js';
import { ClerkError } from '../../src/domain/errors.js';
import { SERVER, serverEnv } from '../support/server.js';

const KEYS = Object.keys(Settings.shape);

function refusal(work: () => unknown): ClerkError {
  try {
    work();
  } catch (error) {
    if (error instanceof ClerkError) return error;
    throw error;
  }
  throw new Error('The setting was taken');
}

describe('a setting', () => {
  test('comes from its flag, else its variable, else its default', () => {
    expect(readConfig({}, {}).currency).toBe('INR');
    expect(readConfig({}, { MUNSHI_CURRENCY: 'USD' }).currency).toBe('USD');
    expect(readConfig({ currency: 'EUR' }, { MUNSHI_CURRENCY: 'USD' }).currency).toBe('EUR');
  });

  test.each(KEYS)('%s has a flag and a variable', (key) => {
    const value = {
      data_dir: '/tmp/somewhere',
      shop: 'corner',
      shop_name: 'Corner',
      currency: 'USD',
      time_zone: 'UTC',
      fiscal_year_start: '1',
      locale: 'de-DE',
      upi_id: 'shop@bank',
      quiet_hours: '22:30-07:00',
      negative_stock: 'refuse',
      input_tax: 'cost',
      alert_thresholds: 'expiring_days=5',
      stock_locations: 'counter,godown',
      toolsets: 'sales',
      read_only: 'true',
      file_dirs: '/a,/b',
      bill_folders: '/c,/d',
      reading: 'textract',
      ocr_models: '/opt/models',
      textract_endpoint: 'http://127.0.0.1:8002',
      keep_bills: '90',
      store: 'dynamodb',
      dynamodb_endpoint: 'http://127.0.0.1:8001',
      table: 'books',
      extenddb_binary: '/opt/extenddb',
      sagemaker_endpoint: 'demand-1',
      sagemaker_grain: 'week',
      bedrock_bill_model: 'amazon.nova-lite-v1:0',
      bedrock_model: 'amazon.nova-micro-v1:0',
      host: '::1',
      port: '9000',
      allowed_hosts: 'shop.local',
      most_requests: '5',
      most_requests_per_client: '4',
      log_level: 'debug',
    }[key];
    expect(value, 'a new setting needs an example here').toBeDefined();
    const standard = JSON.stringify(readConfig({}, {}));
    const byVariable = readConfig({}, { [`MUNSHI_${key.toUpperCase()}`]: value });
    const { flags } = readCommandLine(
      key === 'read_only' ? ['--read-only'] : [`--${flagName(key)}`, value ?? ''],
    );
    expect(readConfig(flags, {})).toEqual(byVariable);
    expect(JSON.stringify(byVariable)).not.toBe(standard);
  });

  test('that is empty counts as not given', () => {
    expect(readConfig({}, { MUNSHI_CURRENCY: '', MUNSHI_PORT: '' })).toMatchObject({
      currency: 'INR',
      port: 8000,
    });
  });

  test.each([
    ['currency', 'RUPEES'],
    ['currency', 'inr'],
    ['time_zone', 'Kolkata'],
    ['fiscal_year_start', '0'],
    ['fiscal_year_start', '13'],
    ['fiscal_year_start', '4.5'],
    ['fiscal_year_start', 'April'],
    ['locale', 'english please'],
    ['locale', '!'],
    ['upi_id', 'shop'],
    ['upi_id', 'shop@'],
    ['upi_id', '@bank'],
    ['upi_id', 'my shop@bank'],
    ['upi_id', 'a@b&am=1'],
    ['upi_id', `${'a'.repeat(260)}@bank`],
    ['quiet_hours', '21-9'],
    ['quiet_hours', '21:00-24:00'],
    ['quiet_hours', 'night'],
    ['quiet_hours', '00:00-00:00'],
    ['toolsets', 'sales,cheese'],
    ['toolsets', ','],
    ['read_only', 'maybe'],
    ['shop', 'My Shop'],
    ['shop', '../other'],
    ['store', 'sqlite'],
    ['dynamodb_endpoint', 'nowhere'],
    ['table', 'a b'],
    ['port', '65536'],
    ['port', '-1'],
    ['port', '0x50'],
    ['most_requests', '0'],
    ['log_level', 'loud'],
    ['host', '0.0.0.0'],
    ['host', 'shop.local'],
  ])('%s of "%s" is refused by the name it was given under', (key, value) => {
    const byFlag = refusal(() => readConfig({ [key]: value }, {}));
    expect(byFlag).toMatchObject({ code: 'invalid_input', field: key });
    expect(byFlag.message).toContain(`--${flagName(key)}`);
    if (key === 'host') return;
    const byVariable = refusal(() => readConfig({}, { [`MUNSHI_${key.toUpperCase()}`]: value }));
    expect(byVariable.message).toContain(`MUNSHI_${key.toUpperCase()}`);
  });

  test('that is a secret is never part of an error', () => {
    for (const [key, schema] of Object.entries(Settings.shape)) {
      if (z.globalRegistry.get(schema)?.secret !== true) continue;
      expect(refusal(() => readConfig({ [key]: 'hunter2\n' }, {})).message).not.toContain('hunter2');
    }
  });

  test('for the data folder becomes a full path', () => {
    expect(readConfig({ data_dir: 'books' }, {}).data_dir).toBe(path.resolve('books'));
  });
});

describe('the command line', () => {
  test('is stdio without a command, and splits command, arguments and flags', () => {
    expect(readCommandLine([])).toMatchObject({ command: 'stdio', positionals: [], help: false });
    expect(readCommandLine(['call', 'query_sales', '{}', '--url', 'http://x', '--shop=a'])).toMatchObject({
      command: 'call',
      positionals: ['query_sales', '{}'],
      url: 'http://x',
      flags: expect.objectContaining({ shop: 'a' }),
    });
  });

  test.each([[['--shpo', 'a']], [['--shop']], [['-x']], [['--read-only=yes']], [['--constructor', 'x']]])(
    'refuses %j and says where the flags are',
    (args) => {
      expect(refusal(() => readCommandLine(args))).toMatchObject({
        code: 'invalid_input',
        fix: expect.stringContaining('--help'),
      });
    },
  );

  test('--help lists every setting with what it is for', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [SERVER, '--help'], {
      encoding: 'utf8',
      env: serverEnv(),
    });
    expect(status).toBe(0);
    expect(stdout).toBe('');
    for (const [key, schema] of Object.entries(Settings.shape)) {
      expect(schema.description, key).toEqual(expect.any(String));
      expect(stderr).toMatch(new RegExp(`^ {2}--${flagName(key)} +\\S`, 'm'));
      expect(stderr).toContain(schema.description);
    }
    expect(stderr).toContain('MUNSHI_DATA_DIR');
  });

  test('a bad setting ends the process with its name and no trace', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [SERVER, 'stdio', '--currency', 'XYZW'], {
      encoding: 'utf8',
      env: serverEnv(),
    });
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('--currency');
    expect(stderr).not.toMatch(/\n\s+at |node_modules|dist\//);
  });
});
