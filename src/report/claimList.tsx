/** Every claim in one table, under the paper's sections, and the filters above it, which the script makes visible. */
import type { ClaimReport } from '../ledger/report.ts';
import { claimAnchor } from './fileNames.ts';
import { filterScript } from './filterScript.ts';
import { claimLabel } from './label.ts';
import { type Section, sectionsOf } from './sections.ts';
import { claimHref, useSite } from './site.ts';
import { VerdictBadge } from './verdictMark.tsx';
import { restsOnOrder, sourceName, sourceOrder, verdictOrder } from './verdicts.ts';

export function ClaimList({ claims }: { readonly claims: readonly ClaimReport[] }) {
  const sections = sectionsOf(claims);
  return (
    <section aria-labelledby="claims">
      <h2 id="claims">Claims</h2>
      <Filters sections={sections} />
      <p class="shown">
        <output id="shown" aria-live="polite">
          {claims.length} claims
        </output>
      </p>
      <table class="claims">
        <caption class="unseen">Claims by section of the paper</caption>
        <thead>
          <tr>
            <th scope="col">Claim</th>
            <th scope="col">About</th>
            <th scope="col">Verdict</th>
            <th scope="col">Rests on</th>
          </tr>
        </thead>
        {sections.map((section) => (
          <SectionRows key={section.heading} section={section} />
        ))}
      </table>
      <script dangerouslySetInnerHTML={{ __html: filterScript }} />
    </section>
  );
}

function SectionRows({ section }: { readonly section: Section }) {
  return (
    <tbody>
      <tr class="section">
        <th scope="rowgroup" colSpan={4}>
          {section.heading}
        </th>
      </tr>
      {section.claims.map((claim) => (
        <ClaimRow key={claim.id} claim={claim} />
      ))}
    </tbody>
  );
}

function ClaimRow({ claim }: { readonly claim: ClaimReport }) {
  const site = useSite();
  const text = [claim.id, claim.statement, ...claim.findings].join(' ');
  return (
    <tr
      id={claimAnchor(claim.id)}
      data-claim={claim.id}
      data-verdict={claim.verdict}
      data-section={claim.section}
      data-source={claim.source}
      data-rests={claim.restsOn}
      data-text={text}
    >
      <th scope="row">
        <a href={claimHref(site, claim.id)}>{claimLabel(claim)}</a>
      </th>
      <td>
        {claim.title}
        {claim.says !== undefined && <q>{claim.says}</q>}
        {claim.verdict !== claim.expected && <strong class="alarm"> Expected {claim.expected}.</strong>}
        {claim.survivors.length > 0 && <strong class="alarm"> A mutant was not refuted.</strong>}
      </td>
      <td>
        <VerdictBadge verdict={claim.verdict} />
      </td>
      <td class="quiet">{claim.restsOn}</td>
    </tr>
  );
}

type Choice = readonly [value: string, text: string];
const same = (values: readonly string[]): readonly Choice[] => values.map((value) => [value, value]);

function Filters({ sections }: { readonly sections: readonly Section[] }) {
  return (
    <form id="filters" class="filters" aria-label="Filter the claims" hidden>
      <Select name="verdict" label="Verdict" choices={same(verdictOrder)} />
      <Select name="section" label="Section" choices={same(sections.map(({ heading }) => heading))} />
      <Select
        name="source"
        label="Source"
        choices={sourceOrder.map((source) => [source, sourceName[source]])}
      />
      <Select name="rests" label="Rests on" choices={same(restsOnOrder)} />
      <label>
        Text
        <input type="search" name="text" placeholder="number, word, symbol" />
      </label>
      <button type="reset">Reset</button>
    </form>
  );
}

interface SelectProperties {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly Choice[];
}

function Select({ name, label, choices }: SelectProperties) {
  return (
    <label>
      {label}
      <select name={name}>
        <option value="">any</option>
        {choices.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
