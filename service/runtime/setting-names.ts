/** The settings of all programs, which share one `.env`. */
export const settingNames = [
  'PORT',
  'STATUSPAGE_WEBHOOK_TOKEN',
  'STATUSPAGE_WEBHOOK_SECRET',
  'STATUSPAGE_PAGES',
  'POLL_PAGES',
  'POLL_MINUTES',
  'HISTORY_FILE',
  'HISTORY_LOG_VIEW',
  'HISTORY_API_URL',
  'BOARD_PORT',
  'BOARD_HOST',
  'BOARD_COMPONENTS',
  'BOARD_URL',
  'LOG_LEVEL',
  'LOG_FORMAT',
  'LOG_CLIENT_ADDRESS',
  'GOOGLE_CLOUD_PROJECT',
  'SLACK_BOT_TOKEN',
  'SLACK_CHANNEL',
  'SLACK_WEBHOOK_URL',
  'SLACK_API_URL',
  'TEAMS_WEBHOOK_URL',
  'TEAMS_MIN_IMPACT',
  'PAGERDUTY_ROUTING_KEY',
  'PAGERDUTY_URL',
  'PAGERDUTY_MIN_IMPACT',
  'GOOGLE_CHAT_WEBHOOK_URL',
  'GOOGLE_CHAT_MIN_IMPACT',
  'OUTGOING_WEBHOOK_URL',
  'OUTGOING_WEBHOOK_SECRET',
  'OUTGOING_WEBHOOK_MIN_IMPACT',
  'ANNOUNCE_MIN_IMPACT',
  'ANNOUNCE_MAINTENANCE',
  'ANNOUNCE_COMPONENTS',
  'ANNOUNCE_ROUTES',
];

// The libraries that we use have settings of their own that start with GOOGLE_.
const isOfOursAlone = (name: string): boolean => name.includes('_') && !name.startsWith('GOOGLE_');

const prefixes = new Set(settingNames.filter(isOfOursAlone).map((name) => name.slice(0, name.indexOf('_') + 1)));

/** Whether a name starts like one of our settings. */
export const hasSettingPrefix = (name: string): boolean =>
  prefixes.has(name.slice(0, name.indexOf('_') + 1)) || name.startsWith('GOOGLE_CHAT_');
