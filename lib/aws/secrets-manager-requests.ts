/** What is asked of Secrets Manager about one secret. */
export interface SecretsManagerRequests {
  /**
   * The text of the secret; `undefined` where there is no such secret.
   *
   * @throws KeyError, after the retries of the SDK, also when the secret is not a text.
   */
  getText(): Promise<string | undefined>;
}
