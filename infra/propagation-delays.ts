/** How long after its creation a resource may take to become effective, though Google's API has confirmed it. */
export const propagationDelaysInSeconds = {
  // Until then the API answers 403: https://cloud.google.com/service-usage/docs/enable-disable
  api: 30,
  // https://cloud.google.com/iam/docs/access-change-propagation: typically 2 minutes
  grant: 120,
  // Until then a grant to the agent is refused, as it "does not exist".
  serviceAgent: 30,
};
