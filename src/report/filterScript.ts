/**
 * The front page's script: shows the claims that match the form, fades the others in the graph, says how many are left,
 * and keeps the choice in the address (#verdict=corrected&text=g1). It also brings out the arrows of the claim in focus.
 * Without it every claim is shown.
 */
export const filterScript = `
const form = document.getElementById('filters');
const shown = document.getElementById('shown');
const rows = [...document.querySelectorAll('tr[data-claim]')];
const marks = [...document.querySelectorAll('a[data-claim]')];
const arrows = [...document.querySelectorAll('.arrows path')];
const keys = ['verdict', 'section', 'source', 'rests'];

const words = (text) => text.toLowerCase().split(/\\s+/).filter(Boolean);
const textOf = (row) => (row.textContent + ' ' + row.dataset.text).toLowerCase();
const choice = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim() !== ''));

function matches(row, chosen) {
  return keys.every((key) => !chosen.has(key) || row.dataset[key] === chosen.get(key)) &&
    words(chosen.get('text') ?? '').every((word) => textOf(row).includes(word));
}

function apply() {
  const chosen = choice();
  for (const row of rows) row.hidden = !matches(row, chosen);
  const left = new Set(rows.filter((row) => !row.hidden).map((row) => row.dataset.claim));
  for (const mark of marks) mark.classList.toggle('faded', !left.has(mark.dataset.claim));
  for (const body of document.querySelectorAll('.claims tbody')) {
    body.hidden = !body.querySelector('tr[data-claim]:not([hidden])');
  }
  shown.textContent = left.size === rows.length ? rows.length + ' claims' : left.size + ' of ' + rows.length + ' claims';
}

function remember() {
  apply();
  history.replaceState(null, '', '#' + choice());
}

function readAddress() {
  const chosen = new URLSearchParams(location.hash.slice(1));
  if (![...keys, 'text'].some((key) => chosen.has(key))) return false;
  for (const key of [...keys, 'text']) form.elements[key].value = chosen.get(key) ?? '';
  apply();
  return true;
}

function bringOut(id) {
  for (const { classList, dataset } of arrows) classList.toggle('near', dataset.from === id || dataset.to === id);
}

form.hidden = false;
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('input', remember);
form.addEventListener('reset', () => setTimeout(remember));
addEventListener('hashchange', () => {
  if (readAddress()) document.getElementById('claims').scrollIntoView();
});
for (const mark of marks) {
  for (const event of ['focus', 'mouseenter']) mark.addEventListener(event, () => bringOut(mark.dataset.claim));
  for (const event of ['blur', 'mouseleave']) mark.addEventListener(event, () => bringOut());
}
readAddress();
`;
