import * as t from 'io-ts';

/** An object with these fields and any others. Unlike in `t.type`, `is` treats an absent field as undefined, as `decode` does. */
export const object = <P extends t.Props>(props: P, name: string): t.ExactC<t.TypeC<P>> => {
  const { validate, encode } = t.type(props, name);
  const fields = Object.entries(props);
  const is = (input: unknown): input is t.TypeOfProps<P> =>
    t.UnknownRecord.is(input) && fields.every(([key, codec]) => codec.is(input[key]));
  return t.exact(new t.InterfaceType(name, is, validate, encode, props), name);
};
