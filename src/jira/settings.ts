/** The Jira Cloud site that tickets go to. */
export interface JiraSettings {
  /** E.g. `https://acme.atlassian.net`. */
  host: string;
  /** The account that owns the token: issues and comments are its own. */
  email: string;
  apiToken: string;
  /** Key of the project that tickets go to if nobody chose another, e.g. `OPS`. */
  project: string;
  /** Milliseconds after which an answer counts as lost; 20,000 if not given. */
  timeout?: number;
}
