// Before and after: the totals, and every line, as tables.
import { make, show, showAmount, toggle } from "./dom.js";
import { endWords } from "./ends.js";

const heading = (text) => make("th", { scope: "col" }, text);

/** The rows of the totals; what is always told, and what only where it was chosen. */
const TOTALS = ["allocated", "surplus", "shortage", "may_be_short", "without_end", "carried_on", "lapsed"];

export class Sums {
  constructor(board) {
    this.board = board;
    const { words, data } = board;
    this.rows = new Map(TOTALS.map((key) => {
      const cells = [make("td", {}), make("td", {})];
      const row = make("tr", { "data-sum": key }, make("th", { scope: "row" }, words.say(`sum_${key}`, { end: data.end })), ...cells);
      return [key, { row, cells }];
    }));
    this.lines = new Map(data.lines.map((line) => {
      const cells = Array.from({ length: 5 }, () => make("td", {}));
      return [line.code, { row: make("tr", {}, make("th", { scope: "row" }, line.name), ...cells), cells }];
    }));
    const head = (...keys) => make("thead", {}, make("tr", {}, ...keys.map((key) => heading(words.say(key, { end: data.end })))));
    this.node = make("section", { class: "pok-wi-card" },
      make("h2", {}, words.say("sums_title")),
      make("table", { class: "pok-wi-table" }, head("col_what", "col_plan", "col_scenario"), make("tbody", {}, ...[...this.rows.values()].map((one) => one.row))),
      make("details", {}, make("summary", {}, words.say("table_open")),
        make("div", { class: "pok-wi-scroll", tabindex: "0", role: "region", "aria-label": words.say("table_open") },
          make("table", { class: "pok-wi-table" }, head("col_line", "col_plan", "col_scenario", "col_difference", "col_end_plan", "col_end_scenario"),
            make("tbody", {}, ...[...this.lines.values()].map((one) => one.row)))),
        make("button", { type: "button", class: "pok-wi-download", onclick: () => this.download() }, words.say("download"))));
  }

  /** The table as a Dutch spreadsheet reads it; every row says that it is an exploration, and what is invented. */
  download() {
    const { words, data } = this.board;
    const heads = ["col_line", "col_plan", "col_scenario", "col_difference", "col_end_plan", "col_end_scenario", "col_mark"];
    const plain = (cents) => (cents === null ? words.say("unknown") : (cents / 100).toFixed(2).replace(".", ","));
    const rows = this.board.shownLines().map((line) => {
      const before = this.board.plan.get(line.code), after = this.board.outcomes.get(line.code);
      const amounts = [before.allocated, after.allocated, after.delta, before.end, after.end].map(plain);
      return [line.name, ...amounts, words.say("mark"), ...(data.example ? [data.example] : [])];
    });
    const cells = [[...heads.map((key) => words.say(key, { end: data.end })), ...(data.example ? [words.say("col_kind")] : [])], ...rows];
    const quoted = (cell) => `"${String(cell).replaceAll('"', '""')}"`;
    const text = `\ufeff${cells.map((row) => row.map(quoted).join(";")).join("\r\n")}\r\n`;
    const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv" })), download: data.file });
    link.click();
    URL.revokeObjectURL(link.href);
  }

  update(codes, before, after) {
    const { words } = this.board;
    [before, after].forEach((found, at) => {
      showAmount(this.rows.get("allocated").cells[at], words.euro(found.allocated), found.allocated);
      for (const [key, side] of [["surplus", found.surplus], ["shortage", found.shortage], ["carried_on", found.carriedOn], ["lapsed", found.lapsed]]) {
        const none = found.isOpen ? "end_unknown" : key === "surplus" || key === "shortage" ? "not_expected" : "nothing";
        const text = side.lines ? words.count("on_lines", side.lines, { amount: words.about(side.amount) }) : words.say(none);
        showAmount(this.rows.get(key).cells[at], text, found.isOpen ? null : side.amount);
      }
      const where = (lines) => (lines ? words.count("lines", lines) : words.say("nowhere"));
      show(this.rows.get("may_be_short").cells[at], found.isOpen ? words.say("end_unknown") : where(found.mayBeShort));
      show(this.rows.get("without_end").cells[at], where(found.withoutEnd));
    });
    toggle(this.rows.get("without_end").row, !before.withoutEnd && !after.withoutEnd);
    for (const key of ["carried_on", "lapsed"]) toggle(this.rows.get(key).row, !after[key === "lapsed" ? "lapsed" : "carriedOn"].lines);
    const shown = new Set(this.board.shownLines().map((line) => line.code));
    for (const [code, { row, cells }] of this.lines) {
      toggle(row, !shown.has(code));
      if (codes.has(code)) this.line(cells, this.board.plan.get(code), this.board.outcomes.get(code));
    }
  }

  line(cells, before, after) {
    const { words } = this.board;
    const amount = (cents) => (cents === null ? words.say("unknown") : words.euro(cents));
    showAmount(cells[0], amount(before.allocated), before.allocated);
    showAmount(cells[1], amount(after.allocated), after.allocated);
    showAmount(cells[2], after.delta ? words.signed(after.delta) : words.say("same"), after.delta);
    showAmount(cells[3], endWords(words, before).filter(Boolean).join("; "), before.end);
    showAmount(cells[4], endWords(words, after).filter(Boolean).join("; "), after.end);
  }
}
