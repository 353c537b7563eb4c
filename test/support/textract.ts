import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import type { ReadPage } from '../../src/domain/ports/reading/reading.js';

/** What the service answers to one call. */
export type TextractReply =
  | { readonly documents: readonly unknown[] }
  | { readonly error: string; readonly status?: number }
  | 'hang'
  | 'disconnect'
  | 'cut short';

export interface FakeTextract {
  readonly endpoint: string;
  /** The images that came in, decoded. */
  readonly received: Buffer[];
  readonly targets: string[];
}

/** A service that speaks AnalyzeExpense on loopback and answers in turn; the last reply repeats. */
export async function fakeTextract(replies: readonly TextractReply[]): Promise<FakeTextract> {
  const received: Buffer[] = [];
  const targets: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const reply = replies[Math.min(targets.length, replies.length - 1)] ?? 'hang';
      targets.push(String(request.headers['x-amz-target']));
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      received.push(imageOf(body));
      if (reply === 'hang') return;
      if (reply === 'disconnect') return void request.socket.destroy();
      const type = { 'content-type': 'application/x-amz-json-1.1' };
      if (reply === 'cut short') {
        response.writeHead(200, { ...type, 'content-length': '1000' });
        response.write('{"ExpenseDocuments":[');
        return void setImmediate(() => request.socket.destroy());
      }
      if ('error' in reply) {
        response.writeHead(reply.status ?? 400, { ...type, 'x-amzn-errortype': reply.error });
        response.end(
          JSON.stringify({ __type: reply.error, message: 'arn:aws:iam::123456789012:user/secret' }),
        );
        return;
      }
      response.writeHead(200, type);
      response.end(JSON.stringify({ DocumentMetadata: { Pages: 1 }, ExpenseDocuments: reply.documents }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { endpoint: `http://127.0.0.1:${port}`, received, targets };
}

function imageOf(body: unknown): Buffer {
  if (typeof body !== 'object' || body === null || !('Document' in body)) return Buffer.alloc(0);
  const { Document: document } = body;
  if (typeof document !== 'object' || document === null || !('Bytes' in document)) return Buffer.alloc(0);
  return Buffer.from(String(document.Bytes), 'base64');
}

/** A page's words as the blocks of an answer. */
export function asBlocks({ words, width, height }: ReadPage): unknown[] {
  return words.map(({ text, confidence, polygon }) => ({
    BlockType: 'WORD',
    Text: text,
    Confidence: confidence * 100,
    Geometry: { Polygon: polygon.map(({ x, y }) => ({ X: x / width, Y: y / height })) },
  }));
}
