/** Names in the report of `natgrad invariance`. */
export const invarianceGenerator = 'natgrad invariance';
export const invarianceFile = 'invariance.json';
