const origin = 'https://console.cloud.google.com';

/** Pages of the Google Cloud console. */
export const consoleUrl = {
  /** Logs Explorer with a query over one log bucket, given by its full name. */
  logs: (project: string, bucket: string, query: string) =>
    [
      `${origin}/logs/query`,
      `;query=${encodeURIComponent(query)}`,
      `;storageScope=storage,${encodeURIComponent(`${bucket}/views/_AllLogs`)}`,
      `;duration=P30D?project=${project}`,
    ].join(''),
  /** Logs Explorer with a query over the project's own log bucket, which holds the operational logs. */
  logsOfProject: (project: string, query: string) =>
    `${origin}/logs/query;query=${encodeURIComponent(query)};duration=P1D?project=${project}`,
  dashboard: (project: string, dashboard: string) =>
    `${origin}/monitoring/dashboards/builder/${dashboard.replace(/.*\//, '')};duration=P1D?project=${project}`,
  logRouter: (project: string) => `${origin}/logs/router?project=${project}`,
  uptimeChecks: (project: string) => `${origin}/monitoring/uptime?project=${project}`,
  alerts: (project: string) => `${origin}/monitoring/alerting?project=${project}`,
  service: (project: string, region: string, service: string) =>
    `${origin}/run/detail/${region}/${service}/revisions?project=${project}`,
  scheduler: (project: string) => `${origin}/cloudscheduler?project=${project}`,
  subscription: (project: string, subscription: string) =>
    `${origin}/cloudpubsub/subscription/detail/${subscription}?project=${project}`,
};
