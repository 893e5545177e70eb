/**
 * The Julia source, line by line, as Python: a check of what it says where there is no Julia to run it. It knows the few forms that the source
 * uses and refuses every other line, so it shows that the statements are right, not that Julia accepts them.
 */
const FORMS: readonly [RegExp, string][] = [
  [/^\s*#.*$/, ''],
  [/^"[^"$]*"$/, ''],
  [/^function (\w+)\((.*)\)$/, 'def $1($2):'],
  [/^(\s*)for (\w+) in (\S+):(.+)$/, '$1for $2 in range($3, ($4) + 1):'],
  [/^(\s*)while (.+)$/, '$1while $2:'],
  [/^(\s*)if !\((.+) && (.+)\)$/, '$1if not ($2 and $3):'],
  [/^(\s*)if ([^&|!]+)$/, '$1if $2:'],
  [/^(\s*)else$/, '$1else:'],
  [/^\s*end$/, ''],
  [/^(\s*)push!\((\w+), (.+)\)$/, '$1$2.append($3)'],
  [/^(\s*)throw\(DomainError\((\(.+?\)), (".*")\)\)$/, '$1raise ValueError($2, $3)'],
  [/^(\s*)return \($/, '$1return dict('],
  [/^(\s*)return (\w+)$/, '$1return $2'],
  [/^const (\w+) = (?:Int|Float64)\[$/, '$1 = OneBased(['],
  [/^\]$/, '])'],
  [/^(?:const )?(\s*)(\w+) = (?:Float64)?\[(.*)\]$/, '$1$2 = OneBased([$3])'],
  [/^const (\w+ = \S+)$/, '$1'],
  [/^(\s*[\w[\]]+ (?:\+)?= .+)$/, '$1'],
  [/^( {4}\))$/, '$1'],
  [/^( {4}[-0-9][-0-9.e, ]*)$/, '$1'],
  [/^$/, ''],
];

const HEAD = `from math import sqrt, exp, expm1, inf as Inf

class OneBased(list):
    def __getitem__(self, k):
        if not 1 <= k <= len(self):
            raise IndexError(k)
        return list.__getitem__(self, k - 1)
    def __setitem__(self, k, value):
        list.__setitem__(self, k - 1, value)
`;

export function juliaAsPython(source: string): string {
  const lines = source.split('\n').map((line) => {
    const form = FORMS.find(([pattern]) => pattern.test(line));
    if (form === undefined) throw new Error(`not a known form of Julia: ${line}`);
    return line.replace(...form);
  });
  return HEAD + lines.join('\n');
}

/** Blocks that are opened and closed: every function, for, while and if has its end. */
export const openBlocks = (source: string): number =>
  source.split('\n').reduce((open, line) => {
    if (/^\s*(function|for|while|if) /.test(line)) return open + 1;
    return /^\s*end$/.test(line) ? open - 1 : open;
  }, 0);
