import * as t from 'io-ts';
import { extractor, LogFilter, member, oneOf, refined, region, text, whole } from './codecs.ts';
import { missing, resourceType } from './resource-type.ts';

const metricLabel = t.strict({ key: text(/^[a-z][a-z0-9_]{0,99}$/, 'a label key'), valueType: t.literal('STRING') });

const LogMetric = refined(
  t.intersection([
    t.strict({
      name: text(
        /^[A-Za-z0-9_.,+!*'()%-][A-Za-z0-9_.,+!*'()%/-]{0,99}$/,
        'at most 100 characters that a name may have',
      ),
      description: t.string,
      filter: LogFilter,
      labelExtractors: t.record(t.string, extractor),
      metricDescriptor: t.strict({
        metricKind: t.literal('DELTA'),
        valueType: oneOf('INT64', 'DISTRIBUTION'),
        unit: t.string,
        displayName: t.string,
        labels: t.array(metricLabel),
      }),
    }),
    t.partial({
      valueExtractor: extractor,
      bucketOptions: t.strict({
        exponentialBuckets: t.strict({
          scale: t.number,
          growthFactor: refined(t.number, (factor) => factor > 1, 'a number above 1'),
          numFiniteBuckets: refined(whole, (buckets) => buckets >= 1 && buckets <= 200, 'a whole number from 1 to 200'),
        }),
      }),
    }),
  ]),
  ({ labelExtractors, metricDescriptor: { labels, valueType }, valueExtractor, bucketOptions }) =>
    Object.keys(labelExtractors).sort().join() ===
      labels
        .map(({ key }) => key)
        .sort()
        .join() &&
    (valueType === 'DISTRIBUTION') === (valueExtractor !== undefined) &&
    (bucketOptions === undefined || valueType === 'DISTRIBUTION'),
  'a metric with an extractor for each label and, as a distribution, for its value',
);

export const loggingTypes = {
  'gcp:logging/projectBucketConfig:ProjectBucketConfig': resourceType({
    inputs: t.strict({
      project: t.string,
      location: region,
      bucketId: text(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/, 'letters, digits, hyphens, underscores and periods'),
      description: t.string,
      retentionDays: refined(whole, (days) => days >= 1 && days <= 3650, 'a whole number from 1 to 3650'),
      enableAnalytics: t.boolean,
    }),
    api: 'logging.googleapis.com',
    immutable: ['project', 'location', 'bucketId'],
    make: ({ project, location, bucketId }) => ({
      id: `projects/${project}/locations/${location}/buckets/${bucketId}`,
    }),
  }),
  'gcp:logging/logViewIamBinding:LogViewIamBinding': resourceType({
    inputs: t.strict({
      parent: text(/^projects\/[^/]+$/, 'a project'),
      location: region,
      bucket: t.string,
      name: text(/^\w+$/, 'the name of a view'),
      role: text(/^roles\/logging\.\w+$/, 'a role'),
      members: t.array(member),
    }),
    api: 'logging.googleapis.com',
    immutable: ['parent', 'location', 'bucket', 'name', 'role'],
    make: ({ parent, location, bucket, name, role }) => ({
      id: `${parent}/locations/${location}/buckets/${bucket}/views/${name}/${role}`,
    }),
    lacks: ({ parent, location, bucket }, cloud) =>
      missing(cloud, 'the log bucket', `${parent}/locations/${location}/buckets/${bucket}`),
  }),
  'gcp:logging/projectSink:ProjectSink': resourceType({
    inputs: t.strict({
      name: text(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/, 'letters, digits, hyphens, underscores and periods'),
      destination: text(/^(logging|pubsub)\.googleapis\.com\/projects\//, 'a log bucket or a topic'),
      filter: LogFilter,
      uniqueWriterIdentity: t.boolean,
    }),
    api: 'logging.googleapis.com',
    autonamed: 'name',
    immutable: ['name', 'uniqueWriterIdentity'],
    make: ({ name }, { project }) => ({
      id: `projects/${project}/sinks/${name}`,
      writerIdentity: 'serviceAccount:service-123456789012@gcp-sa-logging.iam.gserviceaccount.com',
    }),
    lacks: ({ destination }, cloud) =>
      missing(cloud, 'the log bucket or topic', destination.replace(/^(logging|pubsub)\.googleapis\.com\//, '')),
  }),
  'gcp:logging/projectExclusion:ProjectExclusion': resourceType({
    inputs: t.strict({
      name: text(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/, 'letters, digits, hyphens, underscores and periods'),
      description: t.string,
      filter: LogFilter,
    }),
    api: 'logging.googleapis.com',
    autonamed: 'name',
    immutable: ['name'],
    make: ({ name }, { project }) => ({ id: `projects/${project}/exclusions/${name}` }),
  }),
  'gcp:logging/metric:Metric': resourceType({
    inputs: LogMetric,
    api: 'logging.googleapis.com',
    // A new name makes a second metric by PUT: https://github.com/hashicorp/terraform-provider-google/blob/main/google/services/logging/resource_logging_metric.go
    immutable: [],
    make: ({ name }) => ({ id: name }),
  }),
  'gcp:logging/savedQuery:SavedQuery': resourceType({
    inputs: refined(
      t.intersection([
        t.strict({
          name: text(/^[a-z][a-z0-9-]{0,62}$/, 'at most 63 lower-case letters, digits and hyphens'),
          parent: text(/^projects\/[^/]+$/, 'a project'),
          location: t.string,
          visibility: oneOf('SHARED', 'PRIVATE'),
          displayName: t.string,
          description: t.string,
        }),
        t.partial({
          loggingQuery: t.strict({ filter: LogFilter, summaryFields: t.array(t.strict({ field: t.string })) }),
          opsAnalyticsQuery: t.strict({ sqlQueryText: text(/^SELECT\b/, 'a query in SQL') }),
        }),
      ]),
      ({ loggingQuery, opsAnalyticsQuery }) => (loggingQuery === undefined) !== (opsAnalyticsQuery === undefined),
      'a query of one kind',
    ),
    api: 'logging.googleapis.com',
    autonamed: 'name',
    immutable: ['name', 'parent', 'location'],
    make: ({ parent, location, name }) => ({ id: `${parent}/locations/${location}/savedQueries/${name}` }),
  }),
};
