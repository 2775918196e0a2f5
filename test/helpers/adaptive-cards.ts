import { createRequire } from 'node:module';
import type * as adaptiveCards from 'adaptivecards';

// Its modules lack the extensions that Node asks for; its bundle does not need them.
export const { AdaptiveCard, SerializationContext, Versions } = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
) as typeof adaptiveCards;
