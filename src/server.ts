#!/usr/bin/env node
import { type CommandLine, type Config, flagName, readCommandLine, readConfig, Settings } from './config.js';
import { ClerkError } from './domain/errors.js';

type Command = (config: Config, line: CommandLine) => Promise<number>;

/** Each command is loaded only when it runs. */
const COMMANDS: Record<string, { readonly usage: string; readonly load: () => Promise<Command> }> = {
  stdio: {
    usage: 'stdio                     serve one MCP client on standard input and output (default)',
    load: async () => (await import('./commands/stdio.js')).stdio,
  },
  http: {
    usage: 'http                      serve MCP over streamable HTTP at /mcp',
    load: async () => (await import('./commands/http.js')).http,
  },
  demo: {
    usage: 'demo                      fill a demo shop and take a tour of it',
    load: async () => (await import('./commands/demo.js')).demo,
  },
  call: {
    usage: 'call TOOL [JSON|-]        call one tool and print its answer; --url URL for a running server',
    load: async () => (await import('./commands/call.js')).call,
  },
  tools: {
    usage: 'tools                     list the tools served',
    load: async () => (await import('./commands/tools.js')).tools,
  },
  doctor: {
    usage: 'doctor                    check settings and store and say what is missing',
    load: async () => (await import('./commands/doctor.js')).doctor,
  },
  backup: {
    usage: 'backup FILE               write everything in the store to FILE',
    load: async () => (await import('./commands/backup.js')).backup,
  },
  restore: {
    usage: 'restore FILE              read a backup into an empty store',
    load: async () => (await import('./commands/restore.js')).restore,
  },
};

async function main(args: readonly string[]): Promise<number> {
  const line = readCommandLine(args);
  if (line.version) {
    const { IDENTITY } = await import('./compose.js');
    process.stdout.write(`${IDENTITY.version}\n`);
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, line.command) ? COMMANDS[line.command] : undefined;
  if (line.help || command === undefined) {
    process.stderr.write(usage());
    if (!line.help) process.stderr.write(`\nmunshi: there is no command ${line.command}\n`);
    return line.help ? 0 : 2;
  }
  const config = readConfig(line.flags, process.env);
  const run = await command.load();
  return run(config, line);
}

function usage(): string {
  const settings = Object.entries(Settings.shape).map(
    ([key, schema]) => `  --${flagName(key).padEnd(26)}${schema.description ?? ''}`,
  );
  return [
    'Usage: munshi [command] [flags]',
    '',
    ...Object.values(COMMANDS).map(({ usage: text }) => `  munshi ${text}`),
    '',
    'Flags; each is also an environment variable, --data-dir as MUNSHI_DATA_DIR:',
    ...settings,
    '',
  ].join('\n');
}

/** The configuration may be what failed, so its source is asked. */
function wantsDetail(args: readonly string[]): boolean {
  return (
    process.env.MUNSHI_LOG_LEVEL === 'debug' ||
    args.includes('--log-level=debug') ||
    args[args.indexOf('--log-level') + 1] === 'debug'
  );
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    const text =
      error instanceof ClerkError
        ? [error.message, error.fix].filter((part) => part !== undefined).join(' ')
        : 'failed unexpectedly; --log-level debug says more';
    process.stderr.write(`munshi: ${text}\n`);
    if (!(error instanceof ClerkError) && wantsDetail(process.argv))
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(error instanceof ClerkError && error.code === 'invalid_input' ? 2 : 1);
  },
);
