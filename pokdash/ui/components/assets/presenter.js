// The footer of a slide, and its keys. The stage has one size, 1067 by 600, and is made as large as the window allows;
// what does not fit in it makes all of it smaller, so that nothing is ever out of sight.
const WIDE = 1067, HIGH = 600, FOOTER = 48, FLOWS_BELOW = 800; // pixels; a narrow window gets a page that flows
const DIGITS_WITHIN = 700; // milliseconds between the digits of one number
const presenters = new WeakMap(); // parent element -> its presenter

const inForm = (event) => document.querySelector('[role="dialog"]') || event.target.closest?.('input, textarea, select, [contenteditable="true"]');

class Presenter {
  constructor(parent) {
    this.node = document.createElement("nav");
    this.node.className = "pok-presenter";
    this.buttons = {};
    for (const name of ["previous", "next", "full", "close"]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = `pok-presenter-${name}`;
      button.addEventListener("click", () => this.act(name));
      this.buttons[name] = button;
    }
    this.where = document.createElement("p");
    this.where.setAttribute("role", "status");
    this.about = document.createElement("p");
    this.extras = document.createElement("span");
    this.extras.className = "pok-presenter-extras";
    const { previous, next, full, close } = this.buttons;
    this.node.append(previous, next, this.where, this.about, this.extras, full, close);
    this.black = document.createElement("button");
    this.black.type = "button";
    this.black.className = "pok-presenter-black";
    this.black.hidden = true;
    this.black.addEventListener("click", () => this.act("blank"));
    parent.append(this.node, this.black);
    this.typed = "";
    this.onKey = (event) => this.key(event);
    this.onSize = () => this.size();
    document.addEventListener("keydown", this.onKey, true);
    addEventListener("resize", this.onSize);
    this.watch = new ResizeObserver(this.onSize);
    this.size();
  }

  show(data, ask) {
    this.ask = ask;
    if (this.data?.names[this.data.at] !== data.names[data.at]) scrollTo(0, 0);
    this.data = data;
    this.at = data.at; // where a quick hand is going, before Python has drawn it
    const { words } = data;
    this.node.setAttribute("aria-label", words.help);
    this.node.title = words.help;
    for (const [name, button] of Object.entries(this.buttons)) button.textContent = words[name];
    this.black.textContent = words.blanked;
    this.where.textContent = data.where;
    this.about.replaceChildren(...data.about.map((line) => Object.assign(document.createElement("span"), { textContent: line })));
    this.showExtras(data.extras);
    this.able();
    this.size();
  }

  // Drawn again only where they are others, so that the focus stays on the button that was pressed.
  showExtras(extras) {
    const written = JSON.stringify(extras);
    if (written === this.written) return;
    this.written = written;
    this.extras.replaceChildren(...extras.flatMap(({ asks, label, sentence }) => {
      const button = document.createElement("button"), told = document.createElement("span");
      button.type = "button";
      button.className = `pok-presenter-${asks}`;
      button.textContent = label;
      button.addEventListener("click", () => this.ask(asks));
      told.setAttribute("role", "status");
      told.textContent = sentence;
      return sentence ? [told, button] : [button];
    }));
  }

  able() {
    this.buttons.previous.disabled = this.at === 0;
    this.buttons.next.disabled = this.at === this.data.names.length - 1;
  }

  size() {
    const root = document.documentElement.style, stage = document.querySelector(".st-key-stage");
    if (stage && stage !== this.stage) {
      this.watch.disconnect();
      this.watch.observe((this.stage = stage));
    }
    const flows = innerWidth < FLOWS_BELOW;
    const scale = flows ? 1 : Math.min(innerWidth / WIDE, innerHeight / HIGH);
    const room = innerHeight - FOOTER * scale;
    root.setProperty("--pok-stage", scale);
    root.setProperty("--pok-fit", flows ? 1 : Math.min(scale, room / (stage?.offsetHeight || 1)));
  }

  go(at) {
    const to = Math.min(Math.max(at, 0), this.data.names.length - 1);
    if (to === this.at) return;
    this.at = to;
    this.able();
    this.ask(this.data.names[to]);
  }

  act(what) {
    if (what === "previous") this.go(this.at - 1);
    else if (what === "next") this.go(this.at + 1);
    else if (what === "close") this.ask("close");
    else if (what === "blank") this.black.hidden = !this.black.hidden;
    else if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {}); // a window that may not: it stays as it is
  }

  digit(digit) {
    clearTimeout(this.waiting);
    this.typed += digit;
    const number = Number(this.typed);
    const jump = () => {
      this.typed = "";
      if (number >= 1 && number <= this.data.names.length) this.go(number - 1);
    };
    if (number * 10 > this.data.names.length) jump();
    else this.waiting = setTimeout(jump, DIGITS_WITHIN);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || inForm(event)) return;
    const keys = {
      ArrowRight: () => this.act("next"), PageDown: () => this.act("next"),
      ArrowLeft: () => this.act("previous"), PageUp: () => this.act("previous"),
      Home: () => this.go(0), End: () => this.go(this.data.names.length - 1),
      f: () => this.act("full"), b: () => this.act("blank"), Escape: () => this.act(this.black.hidden ? "close" : "blank"),
    };
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (/^\d$/.test(event.key)) this.digit(event.key);
    else if (act) act();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  close() {
    clearTimeout(this.waiting);
    document.removeEventListener("keydown", this.onKey, true);
    removeEventListener("resize", this.onSize);
    this.watch.disconnect();
    for (const name of ["--pok-stage", "--pok-fit"]) document.documentElement.style.removeProperty(name);
    this.node.remove();
    this.black.remove();
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  let presenter = presenters.get(parentElement);
  if (!presenter) presenters.set(parentElement, (presenter = new Presenter(parentElement)));
  presenter.show(data, (name) => setTriggerValue("asked", name));
  return () => { presenters.delete(parentElement); presenter.close(); };
}
