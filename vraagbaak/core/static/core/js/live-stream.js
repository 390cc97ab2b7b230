/* One stream of news for the whole page: collects the topics on it, tells them as `live:message`, recovers by itself.
   It says since when it has heard nothing, so that what happened while the page loaded is told after all. */

const AGAIN_AFTER_MS = 5_000;
const OFFLINE_AFTER_MS = 4_000;
const REST_AFTER_MS = 20_000;
let source = null;
let listening = "";
let since = document.body.dataset.since ?? "";
let again = 0;
let offline = 0;
let rest = 0;
let isResting = false;

function topics() {
  const own = (document.body.dataset.topics ?? "").split(" ").filter(Boolean);
  const placed = Array.from(document.querySelectorAll("[data-topic]"), (place) => place.dataset.topic.trim());
  return [...new Set([...own, ...placed])].filter(Boolean).sort();
}

function tell(topic, message) {
  document.dispatchEvent(new CustomEvent("live:message", { detail: { topic, message } }));
}

function lost() {
  if (!offline) offline = setTimeout(() => setOnline(false), OFFLINE_AFTER_MS);
  if (source.readyState !== EventSource.CLOSED) return;
  clearTimeout(again);
  again = setTimeout(() => connect({ anew: true }), AGAIN_AFTER_MS);
}

/** While the stream is away the page says since when; when it comes back, everything live asks anew. */
function setOnline(isOnline) {
  clearTimeout(offline);
  offline = 0;
  const was = !document.body.classList.contains("is-offline");
  if (was === isOnline) return;
  document.body.classList.toggle("is-offline", !isOnline);
  document.dispatchEvent(new CustomEvent(isOnline ? "live:back" : "live:lost"));
  if (isOnline) for (const topic of listening.split(" ")) tell(topic, "resync");
}

function connect({ anew = false } = {}) {
  const wanted = topics();
  const key = wanted.join(" ");
  if (!document.body.dataset.live || isResting || (key === listening && !anew)) return;
  listening = key;
  source?.close();
  if (!wanted.length) return;
  const address = new URL(document.body.dataset.live, location.href);
  for (const topic of wanted) address.searchParams.append("topic", topic);
  address.searchParams.set("since", since);
  source = new EventSource(address);
  source.onopen = () => setOnline(true);
  source.onerror = lost;
  source.onmessage = (event) => {
    const { topic, message } = JSON.parse(event.data);
    since = event.lastEventId || since;
    tell(topic, message);
  };
}

/** A tab that nobody looks at rests: a browser gives one site six connections, and every open tab would take one. */
function restOrWake() {
  clearTimeout(rest);
  if (document.hidden) {
    rest = setTimeout(() => {
      isResting = true;
      source?.close();
    }, REST_AFTER_MS);
  } else if (isResting) {
    isResting = false;
    connect({ anew: true });
    for (const topic of topics()) tell(topic, "resync");
  }
}

connect();
document.addEventListener("visibilitychange", restOrWake);
document.addEventListener("htmx:after:swap", () => connect());
window.addEventListener("pagehide", () => source?.close());
window.addEventListener("pageshow", (event) => { if (event.persisted) connect({ anew: true }); });
