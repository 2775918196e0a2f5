/** An entry as Cloud Logging stores it: https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry */
export type StoredEntry = Readonly<{
  insertId?: string;
  timestamp?: string;
  receiveTimestamp?: string;
  logName: string;
  resource: Readonly<{ type: string; labels: Readonly<Record<string, string>> }>;
  severity: string;
  labels?: Readonly<Record<string, string>>;
  jsonPayload?: Readonly<Record<string, unknown>>;
  httpRequest?: Readonly<Record<string, unknown>>;
}>;

type Matcher = (entry: StoredEntry) => boolean;

const severities = ['DEFAULT', 'DEBUG', 'INFO', 'NOTICE', 'WARNING', 'ERROR', 'CRITICAL', 'ALERT', 'EMERGENCY'];

const token = /\s*(\(|\)|"(?:[^"\\]|\\.)*"|>=|<=|!=|[=<>:]|\*|[A-Za-z_][\w.]*|\d+(?:\.\d+)?)/y;

const tokensOf = (filter: string): string[] => {
  const tokens: string[] = [];
  token.lastIndex = 0;
  const end = filter.trimEnd().length;
  while (token.lastIndex < end) {
    const at = token.lastIndex;
    const [, found] = token.exec(filter) ?? [];
    if (found === undefined) throw new Error(`syntax error in the filter at ${at}: ${filter}`);
    tokens.push(found);
  }
  return tokens;
};

export const valueAt = (entry: StoredEntry, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined,
      entry,
    );

const rank = (path: string, value: unknown): number => {
  switch (path) {
    case 'severity':
      return severities.indexOf(String(value));
    case 'timestamp':
    case 'receiveTimestamp':
      return Date.parse(String(value));
    default:
      return Number(value);
  }
};

const lower = (value: unknown) => String(value).toLowerCase();

const compare = (path: string, operator: string, wanted: string): Matcher => {
  const holds = (value: unknown): boolean => {
    switch (operator) {
      case '=':
        return lower(value) === lower(wanted);
      case '!=':
        return lower(value) !== lower(wanted);
      case ':':
        return wanted === '*' || lower(value).includes(lower(wanted));
      case '>':
        return rank(path, value) > rank(path, wanted);
      case '>=':
        return rank(path, value) >= rank(path, wanted);
      case '<':
        return rank(path, value) < rank(path, wanted);
      case '<=':
        return rank(path, value) <= rank(path, wanted);
      default:
        throw new Error(`${operator} is not an operator`);
    }
  };
  return (entry) => {
    const value = valueAt(entry, path);
    return value !== undefined && holds(value);
  };
};

const unquoted = (text: string) => (text.startsWith('"') ? (JSON.parse(text) as string) : text);

/**
 * Whether an entry matches a filter, for the part of the language that has comparisons, log_id, NOT, OR, AND (also written as a
 * line break) and parentheses: https://cloud.google.com/logging/docs/view/logging-query-language
 */
export const matchesFilter = (filter: string): Matcher => {
  const tokens = tokensOf(filter);
  const take = (wanted?: string): string => {
    const next = tokens.shift();
    if (next === undefined || (wanted !== undefined && next !== wanted)) {
      throw new Error(`expected ${wanted ?? 'more'} in the filter before ${tokens.join(' ')}`);
    }
    return next;
  };
  const listOf = (separator: string, item: () => Matcher): Matcher[] => {
    const items = [item()];
    while (tokens[0] === separator) {
      take();
      items.push(item());
    }
    return items;
  };

  const comparison = (path: string): Matcher => {
    const operator = take();
    if (tokens[0] !== '(') return compare(path, operator, unquoted(take()));
    take('(');
    const alternatives = listOf('OR', () => compare(path, operator, unquoted(take())));
    take(')');
    return (entry) => alternatives.some((matches) => matches(entry));
  };
  const term = (): Matcher => {
    const next = take();
    if (next === 'NOT') {
      const inner = term();
      return (entry) => !inner(entry);
    }
    if (next === '(') {
      const inner = conjunction();
      take(')');
      return inner;
    }
    if (next === 'log_id') {
      take('(');
      const id = unquoted(take());
      take(')');
      return ({ logName }) => decodeURIComponent(logName.replace(/^.*\/logs\//, '')) === id;
    }
    return comparison(next);
  };
  // OR binds closer than AND.
  const disjunction = (): Matcher => {
    const alternatives = listOf('OR', term);
    return (entry) => alternatives.some((matches) => matches(entry));
  };
  const conjunction = (): Matcher => {
    const parts = [disjunction()];
    while (tokens.length > 0 && tokens[0] !== ')') {
      if (tokens[0] === 'AND') take();
      parts.push(disjunction());
    }
    return (entry) => parts.every((matches) => matches(entry));
  };

  const matches = conjunction();
  if (tokens.length > 0) throw new Error(`unexpected end of the filter: ${tokens.join(' ')}`);
  return matches;
};
