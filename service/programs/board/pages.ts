import type { Board } from '../../board/board.ts';
import { boardAt, incidentsAt } from '../../board/board-at.ts';
import { findProvider } from '../../board/find-provider.ts';
import { homePage } from '../../board/html/home-page.ts';
import { incidentPage } from '../../board/html/incident-page.ts';
import type { ShownView } from '../../board/html/links.ts';
import { providerPage } from '../../board/html/provider-page.ts';
import type { BoardSettings } from '../../board/pages-at.ts';
import type { HttpResponse } from '../../http/http-response.ts';
import type { AskedMoment } from './parse-moment.ts';
import { errorToResponse, pageToResponse } from './to-response.ts';

/** Answers with what is shown of a time. */
export type AnswerAt = (board: Board, moment: AskedMoment, parameters: URLSearchParams) => HttpResponse;

const notFound = errorToResponse({ _tag: 'NotFound' });

const viewOf =
  (settings: BoardSettings) =>
  (board: Board, moment: AskedMoment): ShownView => ({ ...boardAt(settings)(board, moment), isLive: moment.isLive });

export const answerHome =
  (settings: BoardSettings): AnswerAt =>
  (board, moment) =>
    pageToResponse(homePage(viewOf(settings)(board, moment)));

export const answerProvider =
  (settings: BoardSettings) =>
  (idOrName: string): AnswerAt =>
  (board, moment) => {
    const view = viewOf(settings)(board, moment);
    const provider = findProvider(view.providers, idOrName);
    return provider === undefined ? notFound : pageToResponse(providerPage(provider, view));
  };

export const answerIncident =
  (settings: BoardSettings) =>
  (id: string): AnswerAt =>
  (board, moment) => {
    const incident = incidentsAt(settings)(board, moment).find((it) => it.id === id);
    return incident === undefined ? notFound : pageToResponse(incidentPage(incident, viewOf(settings)(board, moment)));
  };
