// The rule of a what-if, on whole cents. `pokdash/domain/what_if.py` says what it means; a browser test holds both together.

/** `pace` percent of an amount, half a cent rounded away from zero. Exact up to 2^53 / 400 cents. */
export function atPace(cents, pace) {
  const doubled = 2 * Math.abs(cents) * pace + 100;
  return (Math.sign(cents) * (doubled - (doubled % 200))) / 200 || 0;
}

const total = (amounts) => amounts.reduce((sum, amount) => sum + amount, 0);

const through = (spending, at) => (at >= 0 && spending.length ? spending[Math.min(at, spending.length - 1)] : 0);

function windowOf(course, change, firstMonth) {
  const end = course.spending.length - 1;
  const within = (month, usual, least) => Math.max(least, Math.min(month === null ? usual : month - firstMonth, end));
  return [within(change.first, 0, 0), within(change.last, end, -1)];
}

/** What is spent after now by the end of each month, if the line goes on as the scenario says. */
export function scenarioSpending(course, change, firstMonth) {
  const [first, last] = windowOf(course, change, firstMonth);
  const before = through(course.spending, first - 1);
  const spent = course.spending.map((_, at) =>
    first <= at ? atPace(through(course.spending, Math.min(at, last)) - before, change.pace) : 0,
  );
  spent[spent.length - 1] = Math.max(spent.at(-1), course.committed);
  return spent;
}

function endRange(course, change, firstMonth, spent, end) {
  if (!course.above.length) return [null, null];
  const [first, last] = windowOf(course, change, firstMonth);
  const [above, below] = [course.above, course.below].map((far) => atPace(through(far, last - first), change.pace));
  return [end - above, end + (spent - Math.max(spent - below, course.committed))];
}

/** What a scenario makes of one line; null is unknown. */
export function lineOutcome(line, deltas, change, firstMonth) {
  const delta = total(deltas);
  const known = line.cells.map((cell) => cell.amount).filter((amount) => amount !== null);
  const found = { delta, allocated: known.length ? total(known) + delta : null, leftOver: change.leftOver };
  if (line.left === null) return { ...found, left: null, path: [], end: null, low: null, high: null, byYear: [], lapsed: 0 };
  const spending = line.course ? scenarioSpending(line.course, change, firstMonth) : [];
  const byYear = line.cells.flatMap((cell, at) => {
    if (cell.year === null) return [];
    const january = cell.year * 12 - firstMonth;
    const spent = through(spending, january + 11) - through(spending, january - 1);
    return [[cell.year, cell.left + deltas[at] - spent]];
  });
  const lastMonth = firstMonth + Math.max(0, spending.length - 1);
  const lapses = change.leftOver === "lapse" ? byYear.filter(([year]) => year * 12 + 11 < lastMonth) : [];
  const lapsed = (month) => total(lapses.map(([year, left]) => (year * 12 + 11 <= month ? Math.max(0, left) : 0)));
  const now = line.left + delta;
  const path = spending.map((spent, at) => now - spent - lapsed(firstMonth + at));
  const left = now - lapsed(firstMonth - 1);
  const end = path.length ? path.at(-1) : left < 0 ? left : null;
  const [low, high] = line.course ? endRange(line.course, change, firstMonth, spending.at(-1), end) : [null, null];
  return { ...found, left, path, end, low, high, byYear, lapsed: lapsed(lastMonth) };
}

/** All lines together; over and short are never netted. */
export function together(lines, extra) {
  const sides = { surplus: [], shortage: [], carriedOn: [], lapsed: [] };
  for (const one of lines) {
    const over = one.end !== null && one.end > 0 ? one.end : 0;
    if (over) sides.surplus.push(over);
    if (one.end !== null && one.end < 0) sides.shortage.push(-one.end);
    if (over && one.leftOver === "carry_over") sides.carriedOn.push(over);
    const lapsing = one.lapsed + (one.leftOver === "lapse" ? over : 0);
    if (lapsing) sides.lapsed.push(lapsing);
  }
  const side = (amounts) => ({ amount: total(amounts), lines: amounts.length });
  return {
    allocated: total(lines.map((one) => one.allocated ?? 0)),
    undivided: extra - total(lines.map((one) => one.delta)),
    mayBeShort: lines.filter((one) => one.end !== null && one.low !== null && one.low < 0 && one.end >= 0).length,
    withoutEnd: lines.filter((one) => one.end === null).length,
    isOpen: lines.every((one) => one.end === null),
    surplus: side(sides.surplus),
    shortage: side(sides.shortage),
    carriedOn: side(sides.carriedOn),
    lapsed: side(sides.lapsed),
  };
}
