// A Plotly figure that stays mounted: redrawn on the same node when its data, its width or the theme changes.
const FONTS = ['400 16px "Source Sans"', '600 16px "Source Sans"'];
const boxes = new WeakMap(); // parent element -> what is drawn in it
let loading = null;

function load(source) {
  if (globalThis.Plotly) return Promise.resolve();
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = source;
    script.onload = resolve;
    script.onerror = () => { loading = null; script.remove(); reject(new Error(source)); };
    document.head.append(script);
  });
  return loading;
}

// Labels are measured while drawing, so their font has to be there first; a font that fails is no reason to wait.
const fonts = () => Promise.allSettled(FONTS.map((font) => document.fonts.load(font)));

function painted(value, palette) {
  if (typeof value === "string") return value.replace(/var\((--pok-[a-z0-9-]+)\)/g, (whole, name) => palette[name] ?? whole);
  if (Array.isArray(value)) return value.map((part) => painted(part, palette));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, painted(part, palette)]));
}

const themeOf = (node) => (getComputedStyle(node).colorScheme.includes("dark") ? "dark" : "light");

class Box {
  constructor(parent) {
    this.node = document.createElement("div");
    this.node.className = "pok-figure";
    this.node.setAttribute("role", "img");
    this.plot = document.createElement("div");
    this.node.append(this.plot);
    parent.append(this.node); // never replace the parent's children: the component's stylesheet is one of them
    this.observer = new ResizeObserver(() => requestAnimationFrame(() => this.draw()));
    this.observer.observe(this.node);
    this.beforePrint = () => this.draw("light");
    this.afterPrint = () => this.draw();
    addEventListener("beforeprint", this.beforePrint);
    addEventListener("afterprint", this.afterPrint);
  }

  show(data) {
    this.data = data;
    this.node.setAttribute("aria-label", data.alt);
    this.reserve();
    Promise.all([load(data.source), fonts()]).then(
      () => { this.ready = true; this.draw(); },
      () => this.fail(),
    );
  }

  layout() {
    return this.node.clientWidth < this.data.wideFrom ? this.data.narrow : this.data.wide;
  }

  reserve() {
    this.node.style.height = `${this.layout().height}px`; // the page does not jump when the chart arrives
  }

  draw(theme = themeOf(this.node)) {
    const width = this.node.clientWidth;
    if (!this.ready || !width) return;
    const chosen = this.layout();
    if (this.drawn?.layout === chosen && this.drawn.width === width && this.drawn.theme === theme) return;
    this.drawn = { layout: chosen, width, theme };
    this.reserve();
    this.node.style.setProperty("--pok-figure-ratio", `${width} / ${chosen.height}`);
    this.failure?.remove();
    const palette = this.data.palettes[theme];
    const layout = { ...painted(chosen, palette), width };
    const options = { displayModeBar: false, doubleClick: false };
    globalThis.Plotly.react(this.plot, painted(this.data.traces, palette), layout, options).then(() => {
      for (const svg of this.plot.querySelectorAll("svg.main-svg")) svg.setAttribute("viewBox", `0 0 ${width} ${layout.height}`);
      this.node.dataset.drawn = theme;
    });
  }

  fail() {
    if (this.drawn || this.failure?.isConnected) return;
    this.node.style.height = "auto";
    this.node.setAttribute("role", "group");
    this.failure = document.createElement("p");
    this.failure.className = "pok-figure-failed";
    this.failure.textContent = this.data.failed;
    this.node.append(this.failure);
  }

  close() {
    this.observer.disconnect();
    removeEventListener("beforeprint", this.beforePrint);
    removeEventListener("afterprint", this.afterPrint);
    globalThis.Plotly?.purge(this.plot);
    this.node.remove();
  }
}

export default function ({ data, parentElement }) {
  let box = boxes.get(parentElement);
  if (!box) boxes.set(parentElement, (box = new Box(parentElement)));
  box.show(data);
  return () => { boxes.delete(parentElement); box.close(); };
}
