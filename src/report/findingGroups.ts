/**
 * What is wrong or unsupported in the printed paper, in groups, each in the order of the paper. A claim is in one group.
 *
 * Two groups are told by the ledger's way of naming claims: where an inference does not follow, its conclusion alone is a
 * claim of its own, `ID/conclusion`; claims on the paper's numbers and units are `units` and `units/...`.
 */
import type { ClaimReport } from '../ledger/report.ts';
import { isFalseAsPrinted } from './verdicts.ts';

export interface FindingGroup {
  readonly anchor: string;
  readonly heading: string;
  readonly explanation: string;
  readonly claims: readonly ClaimReport[];
}

interface Kind {
  readonly anchor: string;
  readonly heading: string;
  readonly explanation: string;
  /** @param ids of all claims of the run */
  readonly holds: (claim: ClaimReport, ids: ReadonlySet<string>) => boolean;
}

/** Where the conclusion of an inference that does not follow is judged alone. */
export const conclusionId = (id: string) => `${id}/conclusion`;

const isOnNumbers = ({ id }: ClaimReport) => id === 'units' || id.startsWith('units/');

/** The first kind that holds is the claim's. */
const kinds: readonly Kind[] = [
  {
    anchor: 'numbers',
    heading: 'Numbers and units that contradict',
    explanation: 'Values or units in the paper that cannot all be right.',
    holds: (claim) => isFalseAsPrinted(claim.verdict) && isOnNumbers(claim),
  },
  {
    anchor: 'steps',
    heading: 'Steps that do not follow',
    explanation:
      'The premises can hold and the conclusion fail; the conclusion alone is judged on a page of its own.',
    holds: ({ id, verdict }, ids) => isFalseAsPrinted(verdict) && ids.has(conclusionId(id)),
  },
  {
    anchor: 'equations',
    heading: 'Equations that are false as printed',
    explanation:
      'Each with an assignment at which the two sides differ, and the corrected line where there is one.',
    holds: ({ verdict, source }) => isFalseAsPrinted(verdict) && source === 'equation',
  },
  {
    anchor: 'statements',
    heading: 'Statements that are refuted',
    explanation: 'What the paper says in words and what does not hold as it is said.',
    holds: ({ verdict, source }) => isFalseAsPrinted(verdict) && source === 'statement',
  },
  {
    anchor: 'theory',
    heading: 'Theory beyond the paper that is refuted',
    explanation: 'Statements about the model that are not in the paper and do not hold as they were made.',
    holds: ({ verdict }) => isFalseAsPrinted(verdict),
  },
  {
    anchor: 'unsupported',
    heading: 'Unsupported',
    explanation: 'Neither proved nor refuted here; what will decide it is named.',
    holds: ({ verdict }) => verdict === 'inconclusive',
  },
  {
    anchor: 'remarks',
    heading: 'Remarks',
    explanation: 'On lines that hold: hidden assumptions, wrong references, limits of validity.',
    holds: ({ findings }) => findings.length > 0,
  },
];

/** In which order the groups are shown. */
const shownOrder = ['equations', 'statements', 'steps', 'numbers', 'theory', 'unsupported', 'remarks'];

/** The groups that have claims. */
export function findingGroups(claims: readonly ClaimReport[]): readonly FindingGroup[] {
  const ids = new Set(claims.map(({ id }) => id));
  const kindOf = (claim: ClaimReport) => kinds.find((kind) => kind.holds(claim, ids));
  return shownOrder
    .flatMap((anchor) => kinds.filter((kind) => kind.anchor === anchor))
    .map((kind) => ({ ...kind, claims: claims.filter((claim) => kindOf(claim) === kind) }))
    .filter((group) => group.claims.length > 0);
}
