const bytesPerMebibyte = 1024 * 1024;

/** The largest request body that a program reads, before and after inflating. */
export const maxBodyBytes = 4 * bytesPerMebibyte;

/** The same limit, as text for the reader. */
export const maxBodySize = `${maxBodyBytes / bytesPerMebibyte} MiB`;
