/** A check run of the App on one commit. */
export interface CheckRun {
  readonly id: number;
  readonly headSha: string;
  readonly startedAt: string;
  name: string;
  externalId: string | null;
  detailsUrl: string | null;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: string | null;
  completedAt: string | null;
  output: { readonly title: string | null; readonly summary: string | null; readonly text: string | null };
  annotations: number;
}
