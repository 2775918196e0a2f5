import { readFileSync } from 'node:fs';
import path from 'node:path';
import { iconDocument, type Level, levels } from '../../board/html/level.ts';
import type { HttpResponse } from '../../http/http-response.ts';

const asset = (type: string, body: string | Buffer): HttpResponse => ({
  status: 200,
  headers: { 'Content-Type': type },
  body,
});

const fileOf = (name: string): Buffer => readFileSync(path.join(import.meta.dirname, 'assets', name));

const iconOf = (level: Level) => [`/icons/${level}.svg`, asset('image/svg+xml', iconDocument(level).markup)] as const;

/** What the pages refer to, by path. */
export const assets = (): Readonly<Record<string, HttpResponse>> => ({
  '/board.css': asset('text/css; charset=utf-8', fileOf('board.css')),
  '/board.js': asset('text/javascript; charset=utf-8', fileOf('board.js')),
  ...Object.fromEntries(levels.map(iconOf)),
});
