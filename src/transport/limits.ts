/** Largest message a client may send, in bytes. Files for `import_file` are read from disk, not sent. */
export const LARGEST_MESSAGE = 4 * 1024 * 1024;

/** Most messages in one JSON-RPC batch (revision 2025-03-26). */
export const LARGEST_BATCH = 100;

const DEEPEST_JSON = 200;
/** Below this length no text can nest deep enough to trouble a recursive reader. */
const TOO_SHORT_TO_MATTER = 4_096;

/** Whether JSON text nests so deep that code which walks it by recursion could run out of stack. */
export function tooDeep(text: string): boolean {
  if (text.length < TOO_SHORT_TO_MATTER) return false;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === 92) at += 1;
      else if (code === 34) quoted = false;
    } else if (code === 34) quoted = true;
    else if (code === 91 || code === 123) {
      depth += 1;
      if (depth > DEEPEST_JSON) return true;
    } else if (code === 93 || code === 125) depth -= 1;
  }
  return false;
}
