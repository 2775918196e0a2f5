const incidentField = (path: string, name: string) => `JSON_VALUE(json_payload.event.incident.${path}) AS ${name}`;
const label = (name: string, as = name) => `JSON_VALUE(labels.${name}) AS ${as}`;

const latestUpdatePerIncident = (view: string) => `
  SELECT
    ${label('provider')},
    ${label('incident_id')},
    ${label('status')},
    ${label('impact')},
    ${incidentField('name', 'name')},
    ${incidentField('shortlink', 'link')},
    TIMESTAMP(COALESCE(JSON_VALUE(json_payload.event.incident.startedAt), JSON_VALUE(json_payload.event.incident.createdAt))) AS since,
    TIMESTAMP(JSON_VALUE(json_payload.event.incident.resolvedAt)) AS resolved,
    timestamp AS updated,
    ROW_NUMBER() OVER (PARTITION BY JSON_VALUE(labels.page_id), JSON_VALUE(labels.incident_id) ORDER BY timestamp DESC) AS age
  FROM \`${view}\`
  WHERE JSON_VALUE(labels.kind) = 'incident'
    AND JSON_VALUE(labels.rehearsal) IS NULL
    AND JSON_VALUE(labels.backfill) IS NULL
    AND timestamp > TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 30 DAY)
`;

/** Queries for Log Analytics over the last 30 days of a view such as `project.region.bucket._AllLogs`: https://cloud.google.com/logging/docs/analyze/query-and-view */
export const sqlQuery = {
  openIncidents: (view: string) => `SELECT provider, name, status, impact, since, updated, link
FROM (${latestUpdatePerIncident(view)})
WHERE age = 1 AND status NOT IN ('resolved', 'postmortem', 'withdrawn')
ORDER BY updated DESC`,

  incidentHistory: (view: string, incidentId: string) => `SELECT
  timestamp,
  severity,
  ${label('status')},
  JSON_VALUE(json_payload.message) AS message,
  JSON_VALUE(json_payload.event.updates[0].body) AS update_text
FROM \`${view}\`
WHERE JSON_VALUE(labels.incident_id) = '${incidentId}'
ORDER BY timestamp`,

  incidentsByProvider: (view: string) => `SELECT
  provider,
  COUNT(*) AS incidents,
  COUNTIF(impact IN ('critical', 'major')) AS critical_or_major,
  COUNTIF(status NOT IN ('resolved', 'postmortem', 'withdrawn')) AS still_open,
  APPROX_QUANTILES(TIMESTAMP_DIFF(resolved, since, MINUTE), 2)[OFFSET(1)] AS median_minutes_to_resolve,
  MAX(TIMESTAMP_DIFF(resolved, since, MINUTE)) AS longest_in_minutes
FROM (${latestUpdatePerIncident(view)})
WHERE age = 1
GROUP BY provider
ORDER BY incidents DESC`,

  refusedAndUnrecognisedDeliveries: (view: string) => `SELECT
  TIMESTAMP_TRUNC(timestamp, DAY) AS day,
  COALESCE(JSON_VALUE(json_payload.reason), 'unrecognised') AS reason,
  SUM(COALESCE(INT64(json_payload.refusals), 1)) AS deliveries,
  MAX(timestamp) AS newest
FROM \`${view}\`
WHERE (JSON_VALUE(json_payload.reason) IS NOT NULL OR JSON_VALUE(json_payload.rawBody) IS NOT NULL)
  AND timestamp > TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 30 DAY)
GROUP BY day, reason
ORDER BY day DESC, deliveries DESC`,
};
