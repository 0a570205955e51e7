/** By which AWS knows who asks. */
export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of credentials that expire. */
  readonly sessionToken?: string;
}

/** How the SDK reaches S3. What is left out comes from the AWS settings of the process. */
export interface S3Connection {
  /** The ones of a session, or what gets them when they are needed. */
  readonly credentials?: S3Credentials | (() => Promise<S3Credentials>);
  /** Of a server that speaks S3: `http://127.0.0.1:9000`. */
  readonly endpoint?: string;
  readonly region?: string;
  /** How often a request is tried, the first time included. Default: 6. */
  readonly attempts?: number;
  /** After how long a connection that is not made is given up. Default: 5,000. */
  readonly connectTimeoutMs?: number;
  /** After how long a connection on which nothing moves is given up. Default: 20,000. */
  readonly idleTimeoutMs?: number;
}

/** Which bucket, and how it is spoken to. */
export interface S3ClientOptions {
  readonly bucket: string;
  /** The account that the bucket must belong to: 12 digits. Default: any. */
  readonly expectedOwner?: string | undefined;
  /** Whether the bucket is in the path of the address instead of its host. Default: `false`. */
  readonly pathStyle?: boolean | undefined;
  readonly client?: S3Connection | undefined;
}

/** What another program needs to read the bucket by itself. */
export interface S3Keys {
  readonly region: string;
  readonly credentials: S3Credentials;
}
