// The slider rows: one for each amount, and for each line how fast it goes on and what happens with what is left.
import { make, show, showAmount, toggle } from "./dom.js";

const STEP = 100000; // cents: € 1.000 an arrow key
const LEAP = 10; // steps for Page Up and Page Down

/** Page Up and Page Down of a slider: larger steps, of our own size. */
function leaping(input) {
  input.addEventListener("keydown", (event) => {
    const leap = { PageUp: LEAP, PageDown: -LEAP }[event.key];
    if (!leap) return;
    event.preventDefault();
    input.value = Number(input.value) + leap;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

const placed = (input) => (Number(input.value) - Number(input.min)) / (Number(input.max) - Number(input.min) || 1);

/** One amount: its slider, its exact field, what it differs from the plan, and whether it is fixed. */
class AmountRow {
  constructor(cell, name, board, scale) {
    Object.assign(this, { cell, board, line: board.lines.get(cell.line) });
    this.alone = this.line.cells.length === 1;
    this.lowest = Math.floor((cell.least - cell.amount) / STEP);
    this.highest = Math.ceil(Math.max(cell.amount, scale) / STEP);
    const { words } = board;
    this.slider = make("input", {
      type: "range", min: this.lowest, max: this.highest, step: 1, "aria-label": words.say("slider", { name }),
      oninput: () => this.move(this.atStep(Number(this.slider.value))), onchange: () => board.commit(),
    });
    leaping(this.slider);
    this.field = make("input", {
      type: "text", inputmode: "decimal", autocomplete: "off", class: "pok-wi-amount", "aria-label": words.say("field", { name }),
      onchange: () => this.type(), onkeydown: (event) => event.key === "Escape" && this.back(event),
    });
    this.wrong = make("span", { class: "pok-wi-wrong", role: "alert", hidden: true });
    this.delta = make("span", { class: "pok-wi-delta" });
    this.lock = make("input", { type: "checkbox", role: "switch", onchange: () => board.lock(cell.key, this.lock.checked) });
    this.reset = make("button", {
      type: "button", class: "pok-wi-plain", "aria-label": words.say("reset_one", { name }), onclick: () => this.toPlan(),
    }, "↺");
    this.tick = make("i", { class: "pok-wi-tick", "aria-hidden": "true" });
    const share = (0 - this.lowest) / (this.highest - this.lowest || 1);
    this.track = make("div", { class: "pok-wi-track", style: `--tick: ${share}` }, this.slider, this.tick);
    this.node = make("div", { class: "pok-wi-row", role: "group", "aria-label": name, "data-cell": cell.key },
      make("div", { class: "pok-wi-name" }, make("strong", {}, board.data.byYear ? String(cell.year) : name), make("span", {}, words.say(cell.assumed ? "in_plan_assumed" : "in_plan", { amount: words.euro(cell.amount) }))),
      make("div", { class: "pok-wi-slide" }, this.track, make("small", {}, cell.floorText)),
      make("div", { class: "pok-wi-sum" }, this.field, this.delta, this.wrong),
      make("div", { class: "pok-wi-side" }, make("label", {}, this.lock, words.say("locked")), this.reset));
  }

  /** The change in cents at a position of the slider; at its end exactly the least amount. */
  atStep(step) {
    return Math.max(step * STEP, this.cell.least - this.cell.amount);
  }

  move(delta) {
    toggle(this.wrong, true);
    this.board.setAmount(this.cell, delta);
  }

  back(event) {
    event.preventDefault();
    this.field.value = this.shown;
    toggle(this.wrong, true);
  }

  type() {
    const { words } = this.board, cents = words.typed(this.field.value);
    const wrong = cents === null ? "not_an_amount" : cents < this.cell.least ? "too_little" : null;
    toggle(this.wrong, !wrong);
    if (wrong) {
      show(this.wrong, words.say(wrong, { least: words.euro(this.cell.least) }));
      return;
    }
    this.move(cents - this.cell.amount);
    this.board.commit();
  }

  /** Back to the plan; of a line with one amount its pace and months too. */
  toPlan() {
    this.board.setAmount(this.cell, 0);
    if (this.alone) this.board.setCourse(this.line, this.board.usualCourse());
    this.board.commit();
    this.slider.focus();
  }

  update(delta, locked, left, changed) {
    const { words } = this.board, amount = this.cell.amount + delta, least = amount === this.cell.least;
    const step = least ? this.lowest : Math.round(delta / STEP), most = Math.max(this.highest, step);
    if (most !== Number(this.slider.max)) {
      this.slider.max = most;
      this.track.style.setProperty("--tick", -this.lowest / (most - this.lowest || 1));
    }
    if (Number(this.slider.value) !== step) this.slider.value = step;
    this.track.style.setProperty("--at", placed(this.slider));
    this.shown = words.euro(amount);
    if (this.field.value !== this.shown) this.field.value = this.shown;
    this.field.dataset.cents = amount;
    const told = delta ? words.signed(delta) : words.say("same");
    showAmount(this.delta, told, delta);
    this.slider.setAttribute("aria-valuetext", words.say("valuetext", { amount: this.shown, difference: told, check: left }));
    this.lock.checked = locked;
    this.slider.disabled = this.field.disabled = locked;
    this.reset.disabled = locked || !(delta || (this.alone && changed));
  }
}

/** How the spending of a line goes on: pace, first and last month, and what happens with what is left. */
class CourseRow {
  constructor(line, board) {
    Object.assign(this, { line, board });
    const { words } = board, { name } = line, end = line.course ? line.course.spending.length : 0;
    const movable = Boolean(line.course?.movable);
    this.pace = make("input", {
      type: "range", min: 0, max: 200, step: 1, disabled: !movable, "aria-label": words.say("pace_of", { name }),
      oninput: () => this.change({ pace: Number(this.pace.value) }), onchange: () => board.commit(),
    });
    leaping(this.pace);
    this.paceShown = make("output", { class: "pok-wi-pace" });
    const months = (usual) => [make("option", { value: "" }, words.say(usual)),
      ...board.data.months.slice(0, end).map((month, at) => make("option", { value: board.data.firstMonth + at }, month))];
    const select = (label, options, chosen) => {
      const node = make("select", { "aria-label": words.say(label, { name }), onchange: () => { this.change(chosen(node.value)); board.commit(); } }, ...options);
      return node;
    };
    const month = (value) => (value === "" ? null : Number(value));
    this.first = select("first_of", months("from_now"), (value) => ({ first: month(value) }));
    this.last = select("last_of", months("to_end"), (value) => ({ last: month(value) }));
    this.stopped = make("option", { hidden: true }, words.say("stopped")); // a scenario of some time ago: it has passed
    this.last.append(this.stopped);
    this.first.disabled = this.last.disabled = !movable;
    this.leftOver = select("left_over_of", ["", "carry_over", "lapse"].map((value) =>
      make("option", { value }, words.say(`left_over_${value || "open"}`))), (value) => ({ leftOver: value || null }));
    this.note = make("p", { class: "pok-wi-note" }, movable ? words.say("pace_note") : words.say(line.course ? "over_note" : "no_course_note"));
    this.reset = make("button", {
      type: "button", class: "pok-wi-plain", "aria-label": words.say("reset_course", { name }),
      onclick: () => { this.change(board.usualCourse()); board.commit(); },
    }, "↺");
    this.told = make("span", { class: "pok-wi-told" });
    this.node = make("details", { class: "pok-wi-course" },
      make("summary", {}, words.say("unfold"), this.told),
      make("div", {},
        make("label", { class: "pok-wi-paced" }, words.say("pace"), this.pace, this.paceShown),
        make("label", {}, words.say("first"), this.first), make("label", {}, words.say("last"), this.last),
        make("label", {}, words.say("left_over"), this.leftOver), this.reset),
      this.note);
  }

  /** A month after the last one takes the last one with it, and the other way round. */
  change(changed) {
    const next = { ...this.board.course(this.line.code), ...changed };
    if (next.first !== null && next.last !== null && next.first > next.last) {
      if ("first" in changed) next.last = next.first;
      else next.first = next.last;
    }
    this.board.setCourse(this.line, next);
  }

  update(change) {
    const { words } = this.board;
    if (Number(this.pace.value) !== change.pace) this.pace.value = change.pace;
    this.pace.style.setProperty("--at", change.pace / 200);
    show(this.paceShown, `${change.pace}%`);
    this.pace.setAttribute("aria-valuetext", words.say("pace_value", { pace: change.pace }));
    const past = (month) => month !== null && month < this.board.data.firstMonth;
    toggle(this.stopped, !past(change.last));
    this.stopped.value = past(change.last) ? change.last : "stopped";
    this.first.value = past(change.first) ? "" : change.first ?? "";
    this.last.value = change.last ?? "";
    this.leftOver.value = change.leftOver ?? "";
    const changed = change.pace !== 100 || change.first !== null || change.last !== null || change.leftOver !== null;
    this.reset.disabled = !changed;
    show(this.told, changed ? words.say("unfold_changed", { pace: change.pace }) : "");
  }
}

/** A line: its amounts, what is left of it now, and how it goes on. */
export class LineRows {
  constructor(line, board, scale) {
    Object.assign(this, { line, board });
    const many = line.cells.length > 1, { words } = board;
    this.amounts = line.cells.map((cell) => (cell.amount === null ? null
      : new AmountRow(cell, many ? words.say("of_year", { name: line.name, year: cell.year }) : line.name, board, scale)));
    this.bar = make("i", {});
    this.left = make("span", {});
    this.course = new CourseRow(line, board);
    this.node = make("li", { class: "pok-wi-line", "data-line": line.code },
      board.data.byYear ? make("h3", {}, line.name) : null,
      ...this.amounts.map((row, at) => row?.node ?? make("p", { class: "pok-wi-row" }, words.say("unknown_amount", {
        name: many ? words.say("of_year", { name: line.name, year: line.cells[at].year }) : line.name }))),
      make("div", { class: "pok-wi-gauge" }, make("div", { class: "pok-wi-bar", "aria-hidden": "true" }, this.bar), this.left),
      this.course.node);
  }

  update(found, deltas, change, locked, check) {
    const { words } = this.board;
    this.amounts.forEach((row, at) => row?.update(deltas[at], locked.has(row.cell.key), check, this.board.changed(this.line.code)));
    const share = found.allocated > 0 && found.left !== null ? Math.max(0, Math.min(1, found.left / found.allocated)) : 0;
    this.bar.style.transform = `scaleX(${share})`;
    this.node.classList.toggle("pok-wi-short", found.left !== null && found.left < 0);
    const key = found.left === null ? "left_unknown" : found.left < 0 ? "left_short" : "left";
    showAmount(this.left, words.say(key, { amount: words.euro(Math.abs(found.left ?? 0)) }), found.left);
    this.course.update(change);
  }
}
