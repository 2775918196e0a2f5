export type HttpResponse = Readonly<{
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string | Buffer;
}>;

/** Never cached: it is the answer to this request alone. */
export const noStore = { 'Cache-Control': 'no-store' } as const;

export const closeConnection = { Connection: 'close' } as const;

export const json = (status: number, value: unknown, headers: HttpResponse['headers'] = {}): HttpResponse => ({
  status,
  headers: { 'Content-Type': 'application/json; charset=utf-8', ...noStore, ...headers },
  body: JSON.stringify(value),
});
