const minuteInMilliseconds = 60_000;

/** The two largest units, as "2 d 5 h", "1 h 5 min" or "12 min"; less than a minute is said so. */
export const duration = (milliseconds: number): string => {
  const minutes = Math.floor(milliseconds / minuteInMilliseconds);
  const units = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'min'],
  ] as const;
  const largest = units.findIndex(([count]) => count > 0);
  return largest === -1
    ? 'less than a minute'
    : units
        .slice(largest, largest + 2)
        .filter(([count]) => count > 0)
        .map(([count, unit]) => `${count} ${unit}`)
        .join(' ');
};
