/* One stream of news for the whole page: collects the topics on it, tells them as `live:message`, recovers by itself. */

const TOPIC_PLACES = "[data-topic]";
let source = null;
let listening = "";

function topics() {
  const own = (document.body.dataset.topics ?? "").split(" ").filter(Boolean);
  const placed = Array.from(document.querySelectorAll(TOPIC_PLACES), (place) => place.dataset.topic);
  return [...new Set([...own, ...placed])].sort();
}

function tell(topic, message) {
  document.dispatchEvent(new CustomEvent("live:message", { detail: { topic, message } }));
}

function connect() {
  const wanted = topics();
  const key = wanted.join(" ");
  if (!document.body.dataset.live || key === listening) return;
  listening = key;
  source?.close();
  if (!wanted.length) return;
  const address = new URL(document.body.dataset.live, location.href);
  for (const topic of wanted) address.searchParams.append("topic", topic);
  source = new EventSource(address);
  source.onopen = () => document.body.classList.remove("is-offline");
  source.onerror = () => document.body.classList.add("is-offline");
  source.onmessage = (event) => {
    const { topic, message } = JSON.parse(event.data);
    tell(topic, message);
  };
}

connect();
document.addEventListener("htmx:after:swap", connect);
document.addEventListener("htmx:afterSwap", connect);
window.addEventListener("pagehide", () => source?.close());
window.addEventListener("pageshow", (event) => { if (event.persisted) { listening = ""; connect(); } });
