// Words and amounts in the language of the page: the catalog's texts, filled in while the hand moves.
const SPACE = "\u00a0", MINUS = "\u2212";

export class Words {
  constructor(texts, english) {
    this.texts = texts;
    [this.group, this.point] = english ? [",", "."] : [".", ","];
  }

  /** The text with this key, its placeholders filled in. */
  say(key, values = {}) {
    const text = this.texts[key];
    if (text === undefined) throw new Error(`no text ${key}`);
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  /** The text for one or for more. */
  count(key, count, values = {}) {
    return this.say(`${key}.${count === 1 ? "one" : "other"}`, { count, ...values });
  }

  /** `€ 1.234` or, where there are cents, `€ 1.234,50`. */
  euro(cents) {
    const whole = Math.floor(Math.abs(cents) / 100), rest = Math.abs(cents) % 100;
    const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, this.group);
    const shown = rest ? `${grouped}${this.point}${String(rest).padStart(2, "0")}` : grouped;
    return `${cents < 0 ? MINUS + SPACE : ""}€${SPACE}${shown}`;
  }

  /** An estimate in whole thousands, never as nothing. */
  about(cents) {
    const thousands = Math.floor((Math.abs(cents) + 50000) / 100000);
    return thousands ? this.euro(Math.sign(cents) * thousands * 100000) : this.say("little", { amount: this.euro(100000) });
  }

  /** `+ € 75.000` or `− € 75.000`. */
  signed(cents) {
    return `${cents < 0 ? MINUS : "+"}${SPACE}${this.euro(Math.abs(cents))}`;
  }

  /** Cents from what a person types; null for what is no amount. As `texts/typed_amount.py`. */
  typed(written) {
    const [group, point] = [this.group, this.point].map((mark) => `\\${mark}`);
    const form = new RegExp(`^([-+]?) ?(?:€ ?)?(-?)(\\d{1,3}(?:${group}\\d{3})+|\\d{1,13})(?:${point}(\\d{1,2}|-))?$`);
    const plain = written.replaceAll(MINUS, "-").replace(/[\u00a0\u202f]/g, " ").trim();
    const found = form.exec(plain);
    if (!found || (found[1] && found[2])) return null;
    const cents = Number(found[3].replaceAll(this.group, "")) * 100 + Number((found[4] ?? "").replace("-", "").padEnd(2, "0") || 0);
    return found[1] === "-" || found[2] ? -cents : cents;
  }
}
