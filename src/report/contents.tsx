/** Table of contents: the parts of the page, and under each paper section its equations, coloured by verdict. */
import { claimAnchor, sectionAnchor } from './anchors.ts';
import { claimLabel } from './label.ts';
import type { Section } from './sections.ts';

export function Contents({ sections }: { readonly sections: readonly Section[] }) {
  return (
    <nav aria-labelledby="contents">
      <h2 id="contents">Contents</h2>
      <ol>
        <li>
          <a href="#summary">Summary</a>
        </li>
        <li>
          <a href="#findings">Findings</a>
        </li>
        {sections.map((section, index) => (
          <li key={section.heading}>
            <a href={`#${sectionAnchor(index)}`}>{section.heading}</a>
            <EquationList section={section} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function EquationList({ section }: { readonly section: Section }) {
  return (
    <ul class="equations">
      {section.claims.map((claim) => (
        <li key={claim.id}>
          <a
            class={`badge ${claim.verdict}`}
            href={`#${claimAnchor(claim.id)}`}
            title={`${claim.title}: ${claim.verdict}`}
          >
            {claimLabel(claim)}
          </a>
        </li>
      ))}
    </ul>
  );
}
