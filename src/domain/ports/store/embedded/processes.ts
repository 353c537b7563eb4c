import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { errorCode } from './errors.js';

const POLL_MS = 25;

/** Whether some process has this id; it need not be the one that was recorded under it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/**
 * Ends every other process whose command line ends with these arguments and waits until it is gone: asked at
 * first, killed after `patienceMs`.
 *
 * The command line decides and not a recorded id: ids are reused, and a record may be lost or damaged.
 *
 * @throws Error when one is still there another `patienceMs` after the kill
 */
export async function endProcesses(args: readonly string[], patienceMs: number): Promise<void> {
  const ending = ` ${args.join(' ')}`;
  const started = performance.now();
  const signalled = new Set<string>();
  for (;;) {
    const found = (await processList()).filter(
      ({ pid, command }) => pid !== process.pid && command.endsWith(ending),
    );
    if (found.length === 0) return;
    const waited = performance.now() - started;
    if (waited > 2 * patienceMs) throw new Error(`process ${found[0]?.pid} of an earlier run does not end`);
    const signal = waited > patienceMs ? 'SIGKILL' : 'SIGTERM';
    for (const { pid } of found) {
      const once = `${pid} ${signal}`;
      if (!signalled.has(once)) send(pid, signal);
      signalled.add(once);
    }
    await delay(POLL_MS);
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone by itself, or another user's; the next look at the list tells.
  }
}

interface Listed {
  readonly pid: number;
  readonly command: string;
}

async function processList(): Promise<Listed[]> {
  if (process.platform === 'linux') return linuxProcesses();
  const run = promisify(execFile);
  const [program, args] =
    process.platform === 'win32'
      ? ([
          'powershell.exe',
          [
            '-NoProfile',
            '-NonInteractive',
            '-Command',
            'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.CommandLine)" }',
          ],
        ] as const)
      : (['/bin/ps', ['-axww', '-o', 'pid=,command=']] as const);
  const { stdout } = await run(program, args, { windowsHide: true, maxBuffer: 16 * 1024 * 1024 });
  return stdout.split(/\r?\n/).flatMap((line) => {
    const [, pid, command] = /^\s*(\d+)\s+(.*?)\s*$/.exec(line) ?? [];
    // Windows quotes arguments that hold spaces.
    return pid && command ? [{ pid: Number(pid), command: command.replaceAll('"', '') }] : [];
  });
}

function linuxProcesses(): Listed[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8')
          .replace(/\0$/, '')
          .replaceAll('\0', ' ');
        return command ? [{ pid: Number(name), command }] : [];
      } catch {
        return [];
      }
    });
}
