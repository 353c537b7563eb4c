import { onTestFinished } from 'vitest';
import { connectDynamoDb } from '../../src/domain/ports/store/connection.js';
import type { StoreEndpoint } from '../../src/domain/ports/store/endpoint.js';
import { Table } from '../../src/domain/ports/store/table.js';
import { type FaultProxy, faultProxy } from './fault-proxy.js';

/** A table reached as on AWS, by the environment's credentials and region, at an address of its own. */
export function tableAt(url: string, endpoint: StoreEndpoint, name = 'munshi'): Table {
  process.env.AWS_REGION = endpoint.region;
  process.env.AWS_ACCESS_KEY_ID = endpoint.accessKeyId;
  process.env.AWS_SECRET_ACCESS_KEY = endpoint.secretAccessKey;
  const connection = connectDynamoDb(name, url);
  onTestFinished(() => connection.close());
  return new Table(connection.client, name);
}

/** The same, through a proxy that can make requests go wrong. */
export async function wiredTable(
  endpoint: StoreEndpoint,
  name = 'munshi',
): Promise<{ readonly table: Table; readonly proxy: FaultProxy }> {
  const proxy = await faultProxy(endpoint.url);
  return { table: tableAt(proxy.url, endpoint, name), proxy };
}
