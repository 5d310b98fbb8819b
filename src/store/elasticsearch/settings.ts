/** How to reach an Elasticsearch, 8.19 or 9: one of `url` and `cloudId`, and an API key or a user with a password. */
export interface ElasticsearchSettings {
  url?: string | undefined;
  /** Of Elastic Cloud. */
  cloudId?: string | undefined;
  apiKey?: string | undefined;
  username?: string | undefined;
  password?: string | undefined;
  /** A file with the certificate of the authority that signed the server's, in PEM. */
  caFile?: string | undefined;
  /** SHA-256 fingerprint of that certificate, where there is no file at hand. */
  caFingerprint?: string | undefined;
  /** Third part of the index names: `logs-sysmon.<dataset>-<namespace>-YYYY.MM.DD`. */
  namespace: string;
  shards: number;
  replicas: number;
}
