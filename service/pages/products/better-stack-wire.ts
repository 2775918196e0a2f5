import * as t from 'io-ts';
import { IsoTime } from '../../codec/iso-time.ts';
import { NonEmptyString } from '../../codec/non-empty-string.ts';
import { object } from '../../codec/object.ts';
import { nullish } from '../../codec/optional.ts';
import { NumericId } from './numeric-id.ts';

export const Page = object(
  {
    data: object(
      {
        id: NumericId,
        type: t.literal('status_page'),
        attributes: object({ company_name: nullish(t.string), aggregate_state: nullish(t.string) }, 'Attributes'),
      },
      'Data',
    ),
    included: nullish(t.readonlyArray(t.unknown)),
  },
  'Page',
);

export const Included = object({ type: NonEmptyString }, 'Included');

export const Resource = object(
  { id: NumericId, attributes: object({ public_name: nullish(t.string), status: NonEmptyString }, 'Attributes') },
  'Resource',
);
export type Resource = t.TypeOf<typeof Resource>;

const AffectedResource = object(
  { status_page_resource_id: NumericId, status: nullish(NonEmptyString) },
  'AffectedResource',
);
export type AffectedResource = t.TypeOf<typeof AffectedResource>;

export const Update = object(
  {
    id: NumericId,
    attributes: object(
      {
        message: nullish(t.string),
        published_at: nullish(IsoTime),
        notify_subscribers: nullish(t.boolean),
        affected_resources: nullish(t.readonlyArray(AffectedResource)),
      },
      'Attributes',
    ),
  },
  'Update',
);
export type Update = t.TypeOf<typeof Update>;

export const Report = object(
  {
    id: NumericId,
    attributes: object(
      {
        title: nullish(t.string),
        report_type: nullish(t.string),
        starts_at: nullish(IsoTime),
        ends_at: nullish(IsoTime),
        aggregate_state: NonEmptyString,
        affected_resources: nullish(t.readonlyArray(AffectedResource)),
      },
      'Attributes',
    ),
    relationships: nullish(
      object(
        {
          status_updates: nullish(
            object({ data: nullish(t.readonlyArray(object({ id: NumericId }, 'Reference'))) }, 'Updates'),
          ),
        },
        'Relationships',
      ),
    ),
  },
  'Report',
);
export type Report = t.TypeOf<typeof Report>;
