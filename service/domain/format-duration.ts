const minuteInMilliseconds = 60_000;

/** The two largest units: "2 d 5 h", "1 h 5 min", "12 min" or "less than a minute". */
export const formatDuration = (milliseconds: number): string => {
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
