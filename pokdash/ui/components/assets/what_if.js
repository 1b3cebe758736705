// Loads the what-if board from its own address, which names its version, and gives it what Python says. Where it cannot
// load, Python is told, and draws ordinary fields.
const boards = new WeakMap(); // parent element -> its board, or what is coming

function failed(parent, text) {
  const note = document.createElement("p");
  note.className = "pok-wi-failed";
  note.setAttribute("role", "alert");
  note.textContent = text;
  parent.append(note);
}

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  let own = boards.get(parentElement);
  if (own && own.baseline !== data.baseline) {
    own.board?.close();
    own = null;
  }
  if (!own) {
    boards.set(parentElement, (own = { baseline: data.baseline }));
    const loading = Promise.all([import(`${data.source}board.js`), fetch(data.baseline).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))]);
    loading.then(([module, baseline]) => {
      if (boards.get(parentElement) !== own) return;
      own.board = new module.Board(parentElement, baseline);
      own.heard();
    }, () => {
      failed(parentElement, data.failed);
      setTriggerValue("asked", { what: "failed" });
    });
  }
  own.heard = () => {
    own.board.tell = (value) => setStateValue("levers", value);
    own.board.call = (value) => setTriggerValue("asked", value);
    own.board.hear(data);
  };
  if (own.board) own.heard();
  return () => {
    boards.delete(parentElement);
    own.board?.close();
  };
}
