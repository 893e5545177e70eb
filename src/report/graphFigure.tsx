/** The dependency graph as a drawing with links: colour, shape and letter say the verdict, the outline what it rests on. */
import type { ClaimReport, RestsOn } from '../ledger/report.ts';
import {
  type DependencyGraph,
  layOutDependencies,
  nodeHeight,
  type PlacedClaim,
  type Point,
} from './dependencyGraph.ts';
import { claimLabel, claimName } from './label.ts';
import { ScrollBox } from './scrollBox.tsx';
import { claimHref, useSite } from './site.ts';
import { VerdictBadge, VerdictMark, VerdictShape } from './verdictMark.tsx';
import { restsOnLabel, restsOnOrder, verdictOrder } from './verdicts.ts';

export function GraphFigure({ claims }: { readonly claims: readonly ClaimReport[] }) {
  const graph = layOutDependencies(claims);
  return (
    <section aria-labelledby="graph">
      <h2 id="graph">What rests on what</h2>
      <p>
        From left to right: an arrow leads from a claim to those that use it; arrows that follow from others
        are left out. Each claim links to its page. <a href="#claims">Skip to the list of claims</a>.
      </p>
      <Legend />
      {graph.nodes.length > 0 && (
        <ScrollBox name="Dependency graph">
          <Drawing graph={graph} />
        </ScrollBox>
      )}
      <Isolated claims={graph.isolated} />
    </section>
  );
}

function Drawing({ graph }: { readonly graph: DependencyGraph }) {
  const { width, height, nodes, arrows } = graph;
  const shown = [Math.ceil(width), Math.ceil(height)] as const;
  return (
    <svg class="graph" width={shown[0]} height={shown[1]} viewBox={`0 0 ${shown[0]} ${shown[1]}`}>
      <title>Dependency graph of the claims</title>
      <defs>
        <marker
          id="arrow"
          viewBox="0 0 8 8"
          refX="7.5"
          refY="4"
          markerWidth="6"
          markerHeight="6"
          orient="auto"
        >
          <path d="M0 0.5L8 4L0 7.5Z" />
        </marker>
      </defs>
      <g class="arrows">
        {arrows.map(({ from, to, points }) => (
          <path
            key={`${from} ${to}`}
            d={curve(points)}
            marker-end="url(#arrow)"
            data-from={from}
            data-to={to}
          />
        ))}
      </g>
      {nodes.map((node) => (
        <Node key={node.claim.id} node={node} />
      ))}
    </svg>
  );
}

function Node({ node: { claim, x, y, width } }: { readonly node: PlacedClaim }) {
  const site = useSite();
  const left = -width / 2;
  const description = describe(claim);
  return (
    <g transform={`translate(${round(x)} ${round(y)})`}>
      <a class="node" href={claimHref(site, claim.id)} data-claim={claim.id}>
        <title>{description}</title>
        <Outline restsOn={claim.restsOn} width={width} />
        <g transform={`translate(${round(left + 14)} 0)`}>
          <VerdictShape verdict={claim.verdict} />
        </g>
        <text x={round(left + 27)} y="4">
          {claimLabel(claim)}
        </text>
      </a>
    </g>
  );
}

function Outline({ restsOn, width }: { readonly restsOn: RestsOn; readonly width: number }) {
  const height = nodeHeight - 2;
  return (
    <rect
      class={`outline rests-${restsOn}`}
      x={round(-width / 2)}
      y={-height / 2}
      width={round(width)}
      height={height}
      rx="4"
    />
  );
}

function Legend() {
  return (
    <dl class="legend">
      <dt>Verdict</dt>
      <dd>
        {verdictOrder.map((verdict) => (
          <VerdictBadge key={verdict} verdict={verdict} />
        ))}
      </dd>
      <dt>Outline</dt>
      <dd>
        {restsOnOrder.map((restsOn) => (
          <span key={restsOn} class="sample">
            <svg
              width="34"
              height={nodeHeight}
              viewBox={`-17 ${-nodeHeight / 2} 34 ${nodeHeight}`}
              aria-hidden="true"
            >
              <Outline restsOn={restsOn} width={30} />
            </svg>
            {restsOnLabel(restsOn) || 'rests on sound lines'}
          </span>
        ))}
      </dd>
    </dl>
  );
}

function Isolated({ claims }: { readonly claims: readonly ClaimReport[] }) {
  const site = useSite();
  if (claims.length === 0) return null;
  return (
    <>
      <h3>Claims that neither use nor are used</h3>
      <ul class="chips">
        {claims.map((claim) => (
          <li key={claim.id}>
            <a href={claimHref(site, claim.id)} title={describe(claim)} data-claim={claim.id}>
              <VerdictMark verdict={claim.verdict} />
              {claimLabel(claim)}
              <span class="unseen">, {claim.verdict}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** `Equation 88: scale of the first update; corrected, rests on corrected`. */
function describe(claim: ClaimReport): string {
  const restsOn = restsOnLabel(claim.restsOn);
  return `${claimName(claim)}: ${claim.title}; ${claim.verdict}${restsOn === '' ? '' : `, ${restsOn}`}`;
}

/** A smooth line through the points, level at each. */
function curve([start, ...points]: readonly Point[]): string {
  if (start === undefined) return '';
  let path = `M${round(start.x)} ${round(start.y)}`;
  let last = start;
  for (const { x, y } of points) {
    const middle = round((last.x + x) / 2);
    path += `C${middle} ${round(last.y)} ${middle} ${round(y)} ${round(x)} ${round(y)}`;
    last = { x, y };
  }
  return path;
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}
