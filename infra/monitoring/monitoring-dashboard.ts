import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import { consoleUrl } from '../console-url.ts';
import { dashboardContent } from './dashboard-content.ts';
import type { MonitoredAnnouncer, MonitoredPoller, MonitoredReceiver, MonitoredTarget } from './monitored-services.ts';

// Monitoring gives a dashboard back without zero and empty values, so with them every update would change it.
const withoutDefaults = (_: string, value: unknown) =>
  value === 0 || value === '' || value === false || (Array.isArray(value) && value.length === 0) ? undefined : value;

type MonitoringDashboardArgs = Readonly<{
  project: string;
  receiver: pulumi.Output<MonitoredReceiver>;
  board: pulumi.Input<string>;
  /** At most one. */
  pollers: ReadonlyArray<pulumi.Output<MonitoredPoller>>;
  announcers: ReadonlyArray<Readonly<{ target: MonitoredTarget; names: pulumi.Output<MonitoredAnnouncer> }>>;
  /** Full names of the policies whose open alerts are listed. */
  alertPolicies: pulumi.Output<ReadonlyArray<string>>;
}>;

/** One page that shows what vendors report and whether StatusWatch itself is healthy. */
export class MonitoringDashboard extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: MonitoringDashboardArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:index:MonitoringDashboard', name, {}, opts);
    const announcers = pulumi.all(
      args.announcers.map(({ target, names }) => pulumi.output({ targetName: target.displayName, names })),
    );
    const dashboard = new gcp.monitoring.Dashboard(
      name,
      {
        dashboardJson: pulumi
          .output({
            displayName: `StatusWatch (${pulumi.getStack()})`,
            receiver: args.receiver,
            board: args.board,
            pollers: pulumi.all([...args.pollers]),
            announcers,
            alertPolicies: args.alertPolicies,
          })
          .apply((content) => JSON.stringify(dashboardContent(content), withoutDefaults)),
      },
      { parent: this },
    );
    this.url = dashboard.id.apply((id) => consoleUrl.dashboard(args.project, id));
    this.registerOutputs({ url: this.url });
  }
}
