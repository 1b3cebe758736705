// The stream of events that all tabs of one browser share, as a shared worker: a browser opens six connections to a
// server and no more, so a stream in every tab would leave none for the seventh.
const tabs = new Set();
let address = null;
let source = null;
let last = null; // what the server said last

function listen() {
  if (source) return;
  source = new EventSource(address);
  source.onmessage = ({ data }) => {
    last = data;
    for (const tab of tabs) tab.postMessage(last);
  };
  source.onerror = () => { // lost: the browser tries again by itself; refused, as by a server that starts: it gives up
    if (source.readyState !== EventSource.CLOSED) return;
    source = null;
    setTimeout(listen, 1000);
  };
}

self.onconnect = ({ ports: [tab] }) => {
  tab.onmessage = ({ data }) => {
    if (!data.address) return tabs.delete(tab);
    tabs.add(tab);
    address = data.address;
    listen();
    if (last !== null) tab.postMessage(last);
  };
};
