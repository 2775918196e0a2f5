import { incidentPath } from '../../domain/incident-path.ts';
import type { IncidentView } from '../board-view.ts';
import { html } from './html.ts';
import { incidentFacts, updateList } from './incident.ts';
import { layout } from './layout.ts';
import { levelOfIncident } from './level.ts';
import { linkTo, providerPath, type ShownView } from './links.ts';
import { plainName, vendorLink, vendorName } from './vendor-text.ts';

/** One incident with all its updates. */
export const incidentPage = (incident: IncidentView, view: ShownView): string => {
  const { id, provider, name, link, updates } = incident;
  return layout(
    {
      title: `${plainName(provider.name)}: ${plainName(name)}`,
      level: levelOfIncident(incident),
      path: incidentPath(id),
      content: html`<p class="of">
          <a href="${linkTo(providerPath(provider.id), view)}">${vendorName(provider.name)}</a>
        </p>
        <h1>${vendorName(name)}</h1>
        ${incidentFacts(incident, view)} ${vendorLink(link, 'The vendor’s own page')}
        <section aria-labelledby="updates">
          <h2 id="updates">Updates</h2>
          ${updateList(updates, view)}
        </section>`,
    },
    view,
  );
};
