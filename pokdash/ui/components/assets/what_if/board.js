// The what-if board: sliders, ends, burn-downs and totals that follow the hand, one drawing a frame.
import { make } from "./dom.js";
import { Courses } from "./courses.js";
import { Ends } from "./ends.js";
import { Head } from "./head.js";
import { LineRows } from "./rows.js";
import { lineOutcome, together } from "./rule.js";
import { Sums } from "./sums.js";
import { Words } from "./words.js";

const SENT_AFTER = 250; // ms after the last change
const AS_EXPECTED = { pace: 100, first: null, last: null, leftOver: null };
const NOTHING = { amounts: {}, courses: {}, extra: 0, source: "", locked: [], more: false, claims: false };

export class Board {
  constructor(root, data) {
    this.data = data;
    this.words = new Words(data.texts, data.english);
    this.lines = new Map(data.lines.map((line) => [line.code, line]));
    this.levers = structuredClone(NOTHING);
    this.plan = new Map(data.lines.map((line) => [line.code, this.computed(line)]));
    this.outcomes = new Map(this.plan);
    [this.past, this.future, this.dirty] = [[], [], new Set(this.lines.keys())];
    this.kept = JSON.stringify(this.levers);
    const all = data.lines.flatMap((line) => line.cells.map((cell) => cell.amount ?? 0));
    const tenth = all.reduce((sum, amount) => sum + amount, 0) / 10;
    this.head = new Head(this);
    this.rows = new Map(data.lines.map((line) => [line.code, new LineRows(line, this, tenth)]));
    [this.ends, this.courses, this.sums] = [new Ends(this), new Courses(this), new Sums(this)];
    this.list = make("ul", { class: "pok-wi-lines" }, ...[...this.rows.values()].map((row) => row.node));
    this.node = make("div", { class: "pok-wi" }, this.head.node, this.head.bar,
      make("div", { class: "pok-wi-columns" },
        make("div", {}, make("section", { class: "pok-wi-card" }, make("h2", { class: "pok-hidden" }, this.words.say("amounts")), this.list), this.sums.node),
        make("div", {}, this.ends.node, this.courses.node)));
    for (const kind of ["pointerup", "pointercancel", "lostpointercapture"]) this.node.addEventListener(kind, () => { this.dragging = false; }, true);
    this.node.addEventListener("pointerdown", (event) => { this.dragging = event.target.type === "range"; }, true);
    root.append(this.node); // never replace the parent's children: the component's stylesheet is one of them
  }

  // What is asked of it

  course(code) {
    return this.levers.courses[code] ?? AS_EXPECTED;
  }

  usualCourse() {
    return { ...AS_EXPECTED };
  }

  isShown(line) {
    return this.levers.claims || !line.designated;
  }

  shownLines() {
    return this.data.lines.filter((line) => this.isShown(line));
  }

  deltas(line) {
    return line.cells.map((cell) => this.levers.amounts[cell.key] ?? 0);
  }

  changed(code) {
    return this.deltas(this.lines.get(code)).some(Boolean) || code in this.levers.courses;
  }

  moved() {
    const { amounts, courses, extra } = this.levers;
    return Object.keys(amounts).length > 0 || Object.keys(courses).length > 0 || extra !== 0;
  }

  computed(line) {
    return lineOutcome(line, this.deltas(line), this.course(line.code), this.data.firstMonth);
  }

  // What the hand does; `commit` ends a step

  setAmount(cell, delta) {
    if (delta) this.levers.amounts[cell.key] = delta;
    else delete this.levers.amounts[cell.key];
    this.redraw(cell.line);
  }

  setCourse(line, course) {
    const usual = Object.entries(AS_EXPECTED).every(([name, value]) => course[name] === value);
    if (usual) delete this.levers.courses[line.code];
    else this.levers.courses[line.code] = course;
    this.redraw(line.code);
  }

  lock(key, locked) {
    this.levers.locked = this.levers.locked.filter((one) => one !== key).concat(locked ? [key] : []);
    this.redraw(...this.lines.keys());
    this.commit();
  }

  setMore(more) {
    Object.assign(this.levers, more ? { more } : { more, extra: 0, source: "" });
    this.redraw();
    this.commit();
  }

  setExtra(extra) {
    this.levers.extra = extra;
    this.redraw();
    this.commit();
  }

  setSource(source) {
    this.levers.source = source;
    this.redraw();
    this.commit();
  }

  /** Lines that were set aside earlier come into view; out of view they are as in the plan again. */
  setClaims(claims) {
    this.levers.claims = claims;
    if (!claims) {
      for (const line of this.data.lines.filter((one) => one.designated)) {
        for (const cell of line.cells) delete this.levers.amounts[cell.key];
        delete this.levers.courses[line.code];
      }
    }
    this.redraw(...this.lines.keys());
    this.commit();
  }

  toPlan() {
    this.levers = { ...structuredClone(NOTHING), locked: this.levers.locked, claims: this.levers.claims };
    this.redraw(...this.lines.keys());
    this.commit();
  }

  undo() {
    this.step(this.past, this.future);
  }

  redo() {
    this.step(this.future, this.past);
  }

  step(from, to) {
    if (!from.length) return;
    to.push(this.kept);
    this.kept = from.pop();
    this.levers = JSON.parse(this.kept);
    this.redraw(...this.lines.keys());
    this.send();
  }

  commit() {
    const now = JSON.stringify(this.levers);
    this.settled = true;
    this.redraw();
    if (now === this.kept) return;
    this.past.push(this.kept);
    this.future = [];
    this.kept = now;
    this.send();
  }

  // Between the browser and Python

  send() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.deliver(), SENT_AFTER);
  }

  deliver() {
    clearTimeout(this.timer);
    this.timer = null;
    this.tell(this.sent());
  }

  sent() {
    return { revision: this.revision, levers: JSON.parse(this.kept) };
  }

  /** Something that Python does: it answers with other levers, or asks for a name. */
  ask(what) {
    clearTimeout(this.timer);
    this.timer = null;
    this.head.divide.open = false;
    this.call({ ...this.sent(), what });
  }

  /** What Python says: other levers at another revision. What is seen wins from a server that forgot (a new epoch), and
   *  from what comes while somebody drags. */
  hear({ levers, revision, epoch, opened }) {
    if (revision === this.revision && epoch === this.epoch) return;
    if ((this.epoch && epoch !== this.epoch) || this.dragging) {
      Object.assign(this, { epoch, revision, opened });
      this.send();
    } else {
      clearTimeout(this.timer);
      this.timer = null;
      if (opened !== this.opened) [this.past, this.future] = [[], []];
      else this.past.push(this.kept);
      this.future = [];
      Object.assign(this, { epoch, revision, opened, levers: { ...structuredClone(NOTHING), ...levers } });
      this.kept = JSON.stringify(this.levers);
      this.settled = true;
      this.redraw(...this.lines.keys());
    }
  }

  // One drawing a frame

  redraw(...codes) {
    for (const code of codes) this.dirty.add(code);
    this.frame ??= requestAnimationFrame(() => this.draw());
  }

  draw() {
    const codes = this.dirty, settled = this.settled ?? false;
    [this.frame, this.dirty, this.settled] = [null, new Set(), false];
    for (const code of codes) this.outcomes.set(code, this.computed(this.lines.get(code)));
    const shown = this.shownLines().map((line) => line.code);
    const after = together(shown.map((code) => this.outcomes.get(code)), this.levers.extra);
    const before = together(shown.map((code) => this.plan.get(code)), 0);
    this.head.update(after);
    const locked = new Set(this.levers.locked);
    for (const code of codes) {
      const line = this.lines.get(code), row = this.rows.get(code);
      row.node.hidden = !this.isShown(line);
      row.update(this.outcomes.get(code), this.deltas(line), this.course(code), locked, this.head.check.textContent);
    }
    this.ends.update(codes, settled);
    this.courses.update(settled ? new Set(this.lines.keys()) : codes, settled);
    this.sums.update(codes, before, after);
    this.node.dataset.drawn = this.revision ?? "";
  }

  close() {
    cancelAnimationFrame(this.frame);
    if (this.timer) this.deliver();
    this.node.remove();
  }
}
