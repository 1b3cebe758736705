// What it means at the end: of each line the plan (ring) and the scenario (dot) on one scale of euro, with its range.
import { make, show, showAmount, toggle } from "./dom.js";

const NICE = [1, 2, 5, 10];

/** The next round number of 1, 2 or 5 with zeros. */
function roundUp(cents) {
  const size = 10 ** Math.floor(Math.log10(Math.max(cents, 100)));
  return NICE.map((one) => one * size).find((one) => one >= cents);
}

/** The words for an end: over, short, or that a shortage remains possible. */
export function endWords(words, found) {
  if (found.end === null) return [words.say("end_unknown"), ""];
  const amount = words.about(Math.abs(found.end));
  const possible = found.low !== null && found.low < 0 && found.end >= 0;
  return [words.say(found.end < 0 ? "end_short" : "end_over", { amount }), possible ? words.say("still_possible") : ""];
}

export class Ends {
  constructor(board) {
    this.board = board;
    const { words, data } = board;
    this.rows = new Map();
    this.list = make("ol", { class: "pok-wi-ends" });
    this.scale = [0, 1, 2].map(() => make("span", {}));
    this.axis = make("div", { class: "pok-wi-axis", "aria-hidden": "true" }, ...this.scale);
    this.node = make("section", { class: "pok-wi-card" },
      make("h2", {}, words.say("ends_title", { end: data.end })), make("p", {}, words.say("ends_legend")),
      make("div", { class: "pok-wi-sides", "aria-hidden": "true" }, make("span", {}, words.say("side_short")), make("span", {}, words.say("side_over"))),
      this.list, this.axis);
    for (const line of data.lines) for (const year of this.parts(line)) this.add(line, year);
  }

  /** A line as a whole; of a plan with one line also its years. */
  parts(line) {
    return this.board.data.byYear ? [...line.cells.filter((cell) => cell.year !== null).map((cell) => cell.year), null] : [null];
  }

  add(line, year) {
    const { words } = this.board;
    const name = year === null ? (this.board.data.byYear ? words.say("whole", { name: line.name }) : line.name) : String(year);
    const row = { line, year, ring: make("i", { class: "pok-wi-ring" }), dot: make("i", { class: "pok-wi-dot" }),
      way: make("i", { class: "pok-wi-way" }), range: make("i", { class: "pok-wi-range" }),
      end: make("strong", {}), more: make("span", {}) };
    row.node = make("li", { "data-end": year === null ? line.code : `${line.code}|${year}` }, make("span", { class: "pok-wi-ends-name" }, name),
      make("span", { class: "pok-wi-plot", "aria-hidden": "true" }, row.range, row.way, row.ring, row.dot),
      make("span", { class: "pok-wi-ends-told" }, row.end, row.more));
    this.rows.set(`${line.code}|${year}`, row);
    this.list.append(row.node);
  }

  found(row, outcome) {
    if (row.year === null) return outcome;
    const left = outcome.byYear.find(([year]) => year === row.year)?.[1] ?? null;
    return { end: left, low: null, high: null };
  }

  /** Half the width of the scale in cents: it only grows while the hand moves. */
  reach(settled) {
    const of = (outcome) => [outcome.end, outcome.low, outcome.high, ...(this.board.data.byYear ? outcome.byYear.map(([, left]) => left) : [])];
    const all = this.board.shownLines().flatMap((line) => [...of(this.board.plan.get(line.code)), ...of(this.board.outcomes.get(line.code))]);
    const needed = roundUp(Math.max(100000, ...all.map((amount) => Math.abs(amount ?? 0))));
    return settled ? needed : Math.max(this.half ?? 0, needed);
  }

  update(codes, settled) {
    const half = this.reach(settled), rescaled = half !== this.half;
    this.half = half;
    const { words } = this.board;
    if (rescaled) [-half, 0, half].forEach((cents, at) => show(this.scale[at], words.euro(Math.abs(cents))));
    const shown = new Set(this.board.shownLines().map((line) => line.code));
    for (const row of this.rows.values()) {
      toggle(row.node, !shown.has(row.line.code));
      if (rescaled || codes.has(row.line.code)) this.place(row);
    }
  }

  place(row) {
    const before = this.found(row, this.board.plan.get(row.line.code)), after = this.found(row, this.board.outcomes.get(row.line.code));
    const at = (cents) => 50 + (50 * cents) / this.half;
    toggle(row.ring, before.end === null);
    toggle(row.dot, after.end === null);
    toggle(row.way, before.end === null || after.end === null || before.end === after.end);
    toggle(row.range, after.low === null);
    if (before.end !== null) row.ring.style.left = `${at(before.end)}%`;
    if (after.end !== null) row.dot.style.left = `${at(after.end)}%`;
    if (!row.way.hidden) {
      row.way.style.left = `${Math.min(at(before.end), at(after.end))}%`;
      row.way.style.width = `${Math.abs(at(after.end) - at(before.end))}%`;
      row.way.dataset.to = after.end < before.end ? "less" : "more";
    }
    if (after.low !== null) {
      row.range.style.left = `${at(after.low)}%`;
      row.range.style.width = `${at(after.high) - at(after.low)}%`;
    }
    const [told, more] = endWords(this.board.words, after);
    showAmount(row.end, told, after.end);
    show(row.more, more);
    row.node.classList.toggle("pok-wi-short", after.end !== null && after.end < 0);
  }
}
