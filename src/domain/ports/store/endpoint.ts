/** Where a DynamoDB-compatible store listens and how to sign for it. */
export interface StoreEndpoint {
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}
