import type { Violations } from '../../codec/violations.ts';
import type { HttpResponse } from '../../http/http-response.ts';
import { problem } from '../../http/problem.ts';

export const invalidParameters = (violations: Violations): HttpResponse =>
  problem(400, 'A parameter of the query is not what it should be', { violations });

export const noSuchProvider = problem(404, 'There is no such provider');
