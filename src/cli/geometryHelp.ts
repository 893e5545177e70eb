/** What `natgrad geometry identify --help` and `simulate --help` say besides their options. */
export const identifyHelp = `
PLACEHOLDER`;
export const simulateHelp = `
PLACEHOLDER`;
