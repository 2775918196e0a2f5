/** The provider with this page id, else with this name in any case. */
export const findProvider = <Provider extends Readonly<{ id: string; name: string }>>(
  providers: ReadonlyArray<Provider>,
  idOrName: string,
): Provider | undefined => {
  const name = idOrName.toLowerCase();
  return providers.find(({ id }) => id === idOrName) ?? providers.find((it) => it.name.toLowerCase() === name);
};
