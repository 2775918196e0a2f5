/** Is aborted by the first Ctrl-C, which then does not end the process; a second one does. */
export const interruption = (process: NodeJS.Process): AbortSignal => {
  const controller = new AbortController();
  process.once('SIGINT', () => {
    controller.abort();
  });
  return controller.signal;
};
