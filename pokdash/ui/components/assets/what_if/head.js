// The head that stays in view: the question, whether the total is right, and what can be done.
import { make, show, showAmount, toggle } from "./dom.js";

const SPOKEN_AFTER = 500; // ms without movement before the check is spoken

export class Head {
  constructor(board) {
    this.board = board;
    const { words, data } = board;
    const button = (key, act, more = {}) => make("button", { type: "button", onclick: act, ...more }, words.say(key));
    this.check = make("p", { class: "pok-wi-check" });
    this.spoken = make("p", { class: "pok-hidden", role: "status" });
    this.undo = button("undo", () => board.undo());
    this.redo = button("redo", () => board.redo());
    this.share = button("by_share", () => board.ask("by_share"));
    this.even = button("evenly", () => board.ask("evenly"));
    this.divide = make("details", { class: "pok-wi-menu" }, make("summary", {}, words.say("divide")), make("div", {}, this.share, this.even));
    this.plan = button("to_plan", () => board.toPlan());
    this.save = data.maySave ? button("save", () => board.ask("save"), { class: "pok-wi-primary" }) : null;
    this.node = make("header", { class: "pok-wi-head" },
      make("div", {}, make("h1", {}, words.say("question")), make("span", { class: "pok-wi-mark" }, words.say("mark")), this.check, this.spoken),
      make("div", { class: "pok-wi-buttons" }, this.undo, this.redo, this.divide, this.plan, this.save));
    this.divide.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { this.divide.open = false; this.divide.firstChild.focus(); }
    });
    this.modes();
  }

  /** Within the total, or with more or less money: how much, and where from. */
  modes() {
    const { board } = this, { words } = board, name = `pok-wi-mode-${board.data.plan}`;
    const radio = (more) => make("input", { type: "radio", name, onchange: () => board.setMore(more) });
    [this.within, this.more] = [radio(false), radio(true)];
    this.extra = make("input", { type: "text", inputmode: "text", autocomplete: "off", "aria-label": words.say("extra_label"), onchange: () => this.typeExtra() });
    this.source = make("input", { type: "text", "aria-label": words.say("source_label"), placeholder: words.say("source_placeholder"), maxlength: 400, onchange: () => board.setSource(this.source.value.trim()) });
    this.wrong = make("span", { class: "pok-wi-wrong", role: "alert", hidden: true });
    this.fields = make("span", { class: "pok-wi-extra" },
      make("label", {}, words.say("extra"), this.extra), make("label", {}, words.say("source"), this.source), this.wrong);
    this.claims = make("input", { type: "checkbox", onchange: () => board.setClaims(this.claims.checked) });
    this.bar = make("div", { class: "pok-wi-modes" },
      make("span", { role: "radiogroup", "aria-label": words.say("mode") }, make("label", {}, this.within, words.say("within")), make("label", {}, this.more, words.say("more_or_less"))),
      this.fields,
      board.data.lines.some((line) => line.designated) ? make("label", {}, this.claims, words.say("with_designated")) : null);
  }

  typeExtra() {
    const cents = this.extra.value.trim() ? this.board.words.typed(this.extra.value) : 0;
    toggle(this.wrong, cents !== null);
    if (cents === null) show(this.wrong, this.board.words.say("not_an_amount"));
    else this.board.setExtra(cents);
  }

  update(found) {
    const { board } = this, { words, levers } = board;
    const rest = found.undivided;
    const target = words.euro(board.data.lines.filter((line) => board.isShown(line)).reduce((sum, line) => sum + (board.plan.get(line.code).allocated ?? 0), 0) + levers.extra);
    const text = rest ? words.say(rest > 0 ? "undivided" : "overdivided", { amount: words.euro(Math.abs(rest)) }) : words.say("right", { total: target });
    showAmount(this.check, text, rest);
    this.node.classList.toggle("pok-wi-wrong-total", rest !== 0);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => show(this.spoken, text), SPOKEN_AFTER);
    this.undo.disabled = !board.past.length;
    this.redo.disabled = !board.future.length;
    this.share.disabled = this.even.disabled = !rest;
    this.divide.classList.toggle("pok-wi-off", !rest);
    this.plan.disabled = !board.moved();
    if (this.save) this.save.disabled = rest !== 0 || !board.moved() || (levers.extra !== 0 && !levers.source);
    this.within.checked = !levers.more;
    this.more.checked = levers.more;
    toggle(this.fields, !levers.more);
    const shown = levers.extra ? words.signed(levers.extra) : "";
    if (document.activeElement !== this.extra && this.extra.value !== shown) this.extra.value = shown;
    if (document.activeElement !== this.source && this.source.value !== (levers.source ?? "")) this.source.value = levers.source ?? "";
    this.claims.checked = levers.claims;
  }
}
