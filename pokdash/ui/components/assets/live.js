// Asks Python to draw the page again when the server says that it serves something else than what is drawn here.
const AGAIN = 3000; // milliseconds: what is asked while the connection is lost, gets lost too
const WAIT = 100;
let heard = null; // what the server serves, and what happened last in each meeting
let drawn = null; // what Python drew, and the meeting that it attends with what happened there last
let asked = null; // the news of which Python was asked to draw it
let ask = null;
let port = null;
let pressed = false;

// A hand that drags and a form in a dialog are not disturbed; a run that goes on may be the one that draws the news.
const running = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "running";
const busy = () => pressed || running() || document.querySelector('[role="dialog"]') !== null;

// What of all that was heard concerns this page, as one word.
function word({ served, meeting, meetings }) {
  const happened = meetings ? meetings[drawn.meeting?.[0]] : meeting?.[1];
  return `${served} ${(drawn.meeting && happened) ?? ""}`;
}

function check() {
  if (ask === null || heard === null || word(heard) === word(drawn) || word(heard) === asked) return;
  if (busy()) {
    setTimeout(check, WAIT);
    return;
  }
  asked = word(heard);
  ask(asked);
  setTimeout(() => {
    if (word(heard) === word(drawn)) return;
    asked = null;
    check();
  }, AGAIN);
}

function hear(told) {
  heard = JSON.parse(told);
  check();
}

// Without shared workers every tab that is looked at has a stream of its own.
function ownStream(address) {
  let source = null;
  const follow = () => {
    if (document.hidden) {
      source?.close();
      source = null;
    } else if (!source) {
      source = new EventSource(address);
      source.onmessage = ({ data }) => hear(data);
      source.onerror = () => {
        if (source?.readyState !== EventSource.CLOSED) return;
        source = null;
        setTimeout(follow, 1000);
      };
    }
  };
  document.addEventListener("visibilitychange", follow);
  follow();
}

function connect({ stream, worker }) {
  const address = new URL(stream, location.origin).href;
  if (!globalThis.SharedWorker) return ownStream(address);
  port = new SharedWorker(worker).port;
  port.onmessage = ({ data }) => hear(data);
  port.postMessage({ address });
  addEventListener("pagehide", () => port.postMessage({}));
  addEventListener("pageshow", ({ persisted }) => persisted && port.postMessage({ address }));
}

let connected = false;

export default function ({ data, setTriggerValue }) {
  ask = (told) => setTriggerValue("changed", told);
  if (drawn === null || word(drawn) !== word(data.drawn) || drawn.meeting?.[0] !== data.drawn.meeting?.[0]) asked = null;
  drawn = data.drawn;
  if (!connected) {
    connected = true;
    addEventListener("pointerdown", () => { pressed = true; }, true);
    for (const event of ["pointerup", "pointercancel"]) addEventListener(event, () => { pressed = false; }, true);
    connect(data);
  }
  check();
  return () => { ask = null; };
}
