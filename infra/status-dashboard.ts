import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import type * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import { consoleUrl } from './console-url.ts';
import { dashboard } from './dashboard.ts';
import type { Watched, WatchedAnnouncer } from './watched.ts';

type StatusDashboardArgs = Readonly<{
  project: string;
  watched: pulumi.Output<Watched>;
  announcer: O.Option<pulumi.Output<WatchedAnnouncer>>;
  policies: pulumi.Output<ReadonlyArray<string>>;
}>;

/** One page that answers what vendors say, and whether StatusWatch is well. */
export class StatusDashboard extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: StatusDashboardArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:StatusDashboard', name, {}, opts);
    const page = new gcp.monitoring.Dashboard(
      name,
      {
        dashboardJson: pulumi
          .all([args.watched, pulumi.all(RA.toArray(RA.fromOption(args.announcer))), args.policies])
          .apply(([watched, announcers, policies]) =>
            JSON.stringify(dashboard(watched, RA.head(announcers), policies, `StatusWatch (${pulumi.getStack()})`)),
          ),
      },
      { parent: this },
    );
    this.url = page.id.apply((id) => consoleUrl.dashboard(args.project, id));
    this.registerOutputs({ url: this.url });
  }
}
