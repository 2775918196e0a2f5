import type { Rules } from '../../service/announcing/suppressed-by.ts';

export const announceEverything: Rules = { minImpact: 'none', maintenance: true, components: new Set() };
