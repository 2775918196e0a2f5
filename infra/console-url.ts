const origin = 'https://console.cloud.google.com';

/** Pages of Google's console. */
export const consoleUrl = {
  /** Logs Explorer with the query filled in; `bucket` is the full name of the log bucket that is searched. */
  logs: (project: string, bucket: string, query: string) =>
    [
      `${origin}/logs/query`,
      `;query=${encodeURIComponent(query)}`,
      `;storageScope=storage,${encodeURIComponent(`${bucket}/views/_AllLogs`)}`,
      `;duration=P30D?project=${project}`,
    ].join(''),
  /** What Cloud Run and the programs themselves say, which is in the project's own bucket. */
  logsOfProject: (project: string, query: string) =>
    `${origin}/logs/query;query=${encodeURIComponent(query)};duration=P1D?project=${project}`,
  dashboard: (project: string, dashboard: string) =>
    `${origin}/monitoring/dashboards/builder/${dashboard.replace(/.*\//, '')};duration=P1D?project=${project}`,
  alerts: (project: string) => `${origin}/monitoring/alerting?project=${project}`,
  service: (project: string, region: string, service: string) =>
    `${origin}/run/detail/${region}/${service}/revisions?project=${project}`,
  subscription: (project: string, subscription: string) =>
    `${origin}/cloudpubsub/subscription/detail/${subscription}?project=${project}`,
};
