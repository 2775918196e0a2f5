/**
 * The SDK of the Model Context Protocol validates by JSON Schema what a client is asked for and answers. The board asks no
 * client for anything, and its tools bring a validator of their own: 0.2 MB less.
 */
export const mcpWithoutValidator = {
  '@modelcontextprotocol/server/_shims': `
    exports.process = process;
    exports.DefaultJsonSchemaValidator = class {
      getValidator() { throw new Error('The image has no validator for JSON Schema'); }
    };`,
};
