import { answerHeading, answerLevel, answerTitle } from './answer.ts';
import { type Html, html } from './html.ts';
import { incidentCard, maintenanceRow } from './incident.ts';
import { layout } from './layout.ts';
import type { ShownView } from './links.ts';
import { ago, fullTime } from './moment.ts';
import { historySection, providerSection } from './provider-rows.ts';
import { vendorName } from './vendor-text.ts';

const incidentSection = (view: ShownView): Html | undefined =>
  view.openIncidents.length === 0
    ? undefined
    : html`<section class="incidents" aria-labelledby="incidents">
        <h2 id="incidents">Open incidents</h2>
        ${view.openIncidents.map(incidentCard(view))}
      </section>`;

const maintenanceSection = (view: ShownView): Html | undefined => {
  const { runningMaintenance: running, upcomingMaintenance: upcoming } = view;
  if (running.length + upcoming.length === 0) return undefined;
  return html`<section class="maintenances" aria-labelledby="maintenance">
    <h2 id="maintenance">Maintenance</h2>
    ${
      running.length === 0
        ? undefined
        : html`<h3>Running</h3>
            <ul>
              ${running.map(maintenanceRow(view))}
            </ul>`
    }
    ${
      upcoming.length === 0
        ? undefined
        : html`<h3>Within seven days</h3>
            <ul>
              ${upcoming.map(maintenanceRow(view))}
            </ul>`
    }
  </section>`;
};

const unreadableNames = (view: ShownView): Html => {
  const names = view.self.unreadablePages.map(
    (id) => view.providers.find((provider) => provider.id === id)?.name ?? id,
  );
  return names.length === 0
    ? html`none`
    : html`${names.map((name, index) => html`${index === 0 ? '' : ', '}${vendorName(name)}`)}`;
};

const selfSection = (view: ShownView): Html => {
  const { lastDeliveryAt, refused, unrecognised } = view.self;
  return html`<section class="self" aria-labelledby="self">
    <h2 id="self">StatusWatch itself</h2>
    <dl>
      <div>
        <dt>Last delivery</dt>
        <dd>${lastDeliveryAt === undefined ? 'none in 24 hours' : ago(lastDeliveryAt, view)}</dd>
      </div>
      <div>
        <dt>Refused in 24 hours</dt>
        <dd>${refused}</dd>
      </div>
      <div>
        <dt>Not recognised in 24 hours</dt>
        <dd>${unrecognised}</dd>
      </div>
      <div>
        <dt>Pages that cannot be read</dt>
        <dd>${unreadableNames(view)}</dd>
      </div>
      <div>
        <dt>This view is from</dt>
        <dd>${fullTime(view.generatedAt)}</dd>
      </div>
    </dl>
  </section>`;
};

/** The board: the answer first, then what it rests on. */
export const homePage = (view: ShownView): string =>
  layout(
    {
      title: answerTitle(view),
      level: answerLevel(view),
      path: '/',
      content: html`${answerHeading(view)}
        <div class="columns">
          ${incidentSection(view)}
          <div class="column">${maintenanceSection(view)}${providerSection(view)}</div>
        </div>
        ${historySection(view)} ${selfSection(view)}`,
    },
    view,
  );
