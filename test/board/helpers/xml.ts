import { SaxesParser } from 'saxes';

/** Throws for what is not well-formed. */
export const parseXml = (text: string): void => {
  new SaxesParser({ xmlns: true }).write(text).close();
};
