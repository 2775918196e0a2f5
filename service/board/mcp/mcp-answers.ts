import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { HttpResponse } from '../../http/http-response.ts';
import { incidentsAsked, type Moment } from '../api/api.ts';
import type { Board } from '../board.ts';
import { boardAt } from '../board-at.ts';
import type { ComponentView, IncidentView, ProviderView, UpdateView } from '../board-view.ts';
import type { BoardSettings } from '../pages-at.ts';
import { safeText } from '../safe-text.ts';

const maxNameCharacters = 160;
const maxStatusCharacters = 40;
const maxBodyCharacters = 600;
const maxUpdates = 3;
const maxComponents = 10;
const maxIncidents = 10;
const maxProviders = 100;

const capped = (text: string | undefined, maxCharacters = maxNameCharacters): string | undefined => {
  if (text === undefined) return undefined;
  const safe = safeText(text);
  return safe.length <= maxCharacters ? safe : `${safe.slice(0, maxCharacters).toWellFormed()}…`;
};

// Where a page has no id a provider's name stands for it, which is a vendor's text too.
const plainId = (id: string): string | undefined => (/^[\w.:-]{1,100}$/.test(id) ? id : undefined);

/** How many of a list are left out; absent where it is whole. */
const omittedOf = (items: ReadonlyArray<unknown>, max: number): number | undefined =>
  items.length > max ? items.length - max : undefined;

const componentText = ({ id, name, status }: ComponentView) => ({
  name: capped(name ?? id),
  status: capped(status, maxStatusCharacters),
});

const updateText = ({ createdAt, status, body }: UpdateView) => ({
  createdAt,
  status: capped(status, maxStatusCharacters),
  body: capped(body, maxBodyCharacters),
});

const incidentText = (incident: IncidentView) => {
  const { id, kind, provider, name, status, link, components, updates, ...ours } = incident;
  return {
    id: plainId(id),
    kind,
    provider: plainId(provider.id),
    ...ours,
    untrusted: {
      provider: capped(provider.name),
      name: capped(name),
      status: capped(status, maxStatusCharacters),
      link: capped(link),
      components: components.slice(0, maxComponents).map(componentText),
      updates: updates.slice(0, maxUpdates).map(updateText),
      omitted: {
        components: omittedOf(components, maxComponents),
        updates: omittedOf(updates, maxUpdates),
      },
    },
  };
};

const incidentTexts = (incidents: ReadonlyArray<IncidentView>) => incidents.slice(0, maxIncidents).map(incidentText);

const providerText = ({ id, name, state, impact, since, isRehearsal, components, unreadable }: ProviderView) => ({
  id: plainId(id),
  state,
  impact,
  since,
  isRehearsal,
  unreadable,
  untrusted: { name: capped(name), components: components.slice(0, maxComponents).map(componentText) },
});

/** `staleSince` is when the history was last read, where it cannot be read now. */
type AskedMoment = Moment & Readonly<{ staleSince: Date | undefined }>;

const momentText = ({ at, known, staleSince }: AskedMoment) => ({
  at: at.toISOString(),
  known,
  staleSince: staleSince?.toISOString(),
});

/** Answers a tool of the Model Context Protocol, with what is to be shown or why not. */
export type AnswerTool = (
  settings: BoardSettings,
  board: Board,
  moment: AskedMoment,
  parameters: URLSearchParams,
) => E.Either<HttpResponse, unknown>;

/** What is broken. All that a vendor wrote is capped, and stands under `untrusted`. */
export const statusAnswer: AnswerTool = (settings, board, moment) => {
  const { answer, providers, openIncidents, runningMaintenance, upcomingMaintenance } = boardAt(settings)(
    board,
    moment,
  );
  return E.right({
    ...momentText(moment),
    answer: answer.state,
    providerCount: answer.providerCount,
    providers: providers.slice(0, maxProviders).map(providerText),
    openIncidents: incidentTexts(openIncidents),
    runningMaintenance: incidentTexts(runningMaintenance),
    upcomingMaintenance: incidentTexts(upcomingMaintenance),
    omitted: {
      providers: omittedOf(providers, maxProviders),
      openIncidents: omittedOf(openIncidents, maxIncidents),
      runningMaintenance: omittedOf(runningMaintenance, maxIncidents),
      upcomingMaintenance: omittedOf(upcomingMaintenance, maxIncidents),
    },
  });
};

/** Incidents and maintenance, as `/api/incidents` finds them. All that a vendor wrote is capped, and stands under `untrusted`. */
export const incidentsAnswer: AnswerTool = (settings, board, moment, parameters) =>
  pipe(
    incidentsAsked(settings, board, moment, parameters),
    E.map((incidents) => ({
      ...momentText(moment),
      incidents: incidentTexts(incidents),
      omitted: { incidents: omittedOf(incidents, maxIncidents) },
    })),
  );
