/** Credentials for AWS. */
export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** For temporary credentials. */
  readonly sessionToken?: string;
}

/** How the SDK reaches S3. Defaults come from the AWS settings of the process. */
export interface S3Connection {
  /** Credentials, or a function that gets them when they are needed. */
  readonly credentials?: S3Credentials | (() => Promise<S3Credentials>);
  /** URL of an S3-compatible server: `http://127.0.0.1:9000`. */
  readonly endpoint?: string;
  readonly region?: string;
  /** Attempts for each request, the first one included. Default: 6. */
  readonly attempts?: number;
  /** Milliseconds to wait for a connection. Default: 5,000. */
  readonly connectTimeoutMs?: number;
  /** Milliseconds to wait on a connection on which nothing moves. Default: 20,000. */
  readonly idleTimeoutMs?: number;
}

/** Which bucket, and how requests address it. */
export interface S3ClientOptions {
  readonly bucket: string;
  /** Account that must own the bucket: 12 digits. Default: any. */
  readonly expectedOwner?: string | undefined;
  /**
   * Whether the bucket is in the path of a request instead of its host. Default: `true` for any
   * endpoint, option or AWS setting, that is not AWS's own.
   */
  readonly pathStyle?: boolean | undefined;
  readonly client?: S3Connection | undefined;
}

/** What another program needs to read the bucket by itself. */
export interface S3Keys {
  readonly region: string;
  readonly credentials: S3Credentials;
}
