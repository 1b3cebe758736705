// The burn-down of each line that changes: what was left, what the plan leaves and what the scenario leaves.
import { draw, make, show, toggle } from "./dom.js";
import { endWords } from "./ends.js";

const WIDTH = 1000, HEIGHT = 260;

class Panel {
  constructor(line, board) {
    Object.assign(this, { line, board });
    const { words, data } = board;
    this.actual = line.past; // [month number, cents]: what was left at its end
    this.begin = Math.min(data.firstMonth - 1, ...this.actual.map(([month]) => month));
    this.end = data.firstMonth + Math.max(1, line.course?.spending.length ?? 1) - 1;
    const path = (name) => draw("path", { class: name, "vector-effect": "non-scaling-stroke" });
    [this.below, this.past, this.before, this.after] = [draw("rect", { class: "pok-wi-below", width: WIDTH }), path("pok-wi-past"), path("pok-wi-before"), path("pok-wi-after")];
    this.zero = path("pok-wi-zero");
    this.today = path("pok-wi-today");
    this.svg = draw("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img" },
      this.below, this.zero, this.today, this.past, this.before, this.after);
    this.top = make("span", { class: "pok-wi-y" });
    this.nil = make("span", { class: "pok-wi-y" }, words.euro(0));
    this.told = make("p", {});
    this.years = make("div", { class: "pok-wi-years", "aria-hidden": "true" });
    for (let month = this.begin + 1; month <= this.end; month++) {
      if (month % 12 === 0 || month === this.begin + 1) this.years.append(make("span", { style: `left: ${this.x(month - 1) / 10}%` }, String(Math.floor(month / 12))));
    }
    this.node = make("figure", { class: "pok-wi-panel", "data-panel": line.code },
      make("figcaption", {}, make("h3", {}, words.say("course_title", { name: line.name })), this.told),
      make("div", { class: "pok-wi-chart" }, this.svg, this.top, this.nil), this.years);
    this.tall = 0;
  }

  x(month) {
    return ((month - this.begin) / Math.max(1, this.end - this.begin)) * WIDTH;
  }

  y(cents) {
    return ((this.high - cents) / (this.high - this.low || 1)) * HEIGHT;
  }

  /** The scale holds what is drawn; while the hand moves it only grows. */
  rescale(after, settled) {
    const all = [0, this.board.plan.get(this.line.code).left, after.left, ...this.actual.map(([, cents]) => cents),
      ...this.board.plan.get(this.line.code).path, ...after.path];
    const [low, high] = [Math.min(...all), Math.max(...all)];
    const [from, to] = settled || this.low === undefined ? [low, high] : [Math.min(low, this.low), Math.max(high, this.high)];
    if (from === this.low && to === this.high) return;
    [this.low, this.high] = [from, to];
    this.still();
  }

  /** What does not move with the hand. */
  still() {
    const plan = this.board.plan.get(this.line.code), { words, data } = this.board;
    const steps = this.actual.map(([month, cents], at) => (at ? `H${this.x(month)}V${this.y(cents)}` : `M${this.x(month)},${this.y(cents)}`));
    this.past.setAttribute("d", steps.join(""));
    this.before.setAttribute("d", this.pathOf(plan));
    this.zero.setAttribute("d", `M0,${this.y(0)}H${WIDTH}`);
    this.today.setAttribute("d", `M${this.x(data.firstMonth - 1)},0V${HEIGHT}`);
    this.below.setAttribute("y", this.y(0));
    this.below.setAttribute("height", Math.max(0, HEIGHT - this.y(0)));
    show(this.top, words.euro(Math.floor(this.high / 100000) * 100000));
    this.top.style.top = `${(this.y(Math.floor(this.high / 100000) * 100000) / HEIGHT) * 100}%`;
    this.nil.style.top = `${(this.y(0) / HEIGHT) * 100}%`;
  }

  pathOf(outcome) {
    const from = this.board.data.firstMonth;
    let path = `M${this.x(from - 1)},${this.y(outcome.left)}`;
    for (let at = 0; at < outcome.path.length; at++) path += `L${this.x(from + at).toFixed(1)},${this.y(outcome.path[at]).toFixed(1)}`;
    return path;
  }

  update(settled) {
    const after = this.board.outcomes.get(this.line.code), plan = this.board.plan.get(this.line.code), { words } = this.board;
    this.rescale(after, settled);
    this.after.setAttribute("d", this.pathOf(after));
    const told = words.say("course_told", { scenario: endWords(words, after).filter(Boolean).join("; "), plan: endWords(words, plan).filter(Boolean).join("; ") });
    show(this.told, told);
    this.svg.setAttribute("aria-label", `${words.say("course_title", { name: this.line.name })}. ${told}`);
  }
}

export class Courses {
  constructor(board) {
    this.board = board;
    this.panels = new Map();
    const { words } = board;
    this.hint = make("p", { class: "pok-wi-note" }, words.say("course_hint"));
    this.list = make("div", { class: "pok-wi-panels" });
    this.node = make("section", { class: "pok-wi-card" }, make("h2", {}, words.say("courses_title")), make("p", {}, words.say("course_legend")), this.hint, this.list);
  }

  update(codes, settled) {
    let shown = 0;
    for (const line of this.board.data.lines) {
      const changed = this.board.changed(line.code) && this.board.outcomes.get(line.code).left !== null;
      const panel = this.panels.get(line.code) ?? (changed ? this.open(line) : null);
      if (!panel) continue;
      toggle(panel.node, !changed);
      if (!changed) continue;
      shown += 1;
      if (codes.has(line.code)) panel.update(settled);
    }
    toggle(this.hint, shown > 0);
  }

  open(line) {
    const panel = new Panel(line, this.board);
    this.panels.set(line.code, panel);
    const order = this.board.data.lines.map((one) => one.code);
    const next = [...this.panels.values()].filter((one) => order.indexOf(one.line.code) > order.indexOf(line.code))
      .sort((a, b) => order.indexOf(a.line.code) - order.indexOf(b.line.code))[0];
    this.list.insertBefore(panel.node, next?.node ?? null);
    return panel;
  }
}
