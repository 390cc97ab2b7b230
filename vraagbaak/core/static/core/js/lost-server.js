/* Says so when the server cannot be reached or somebody was signed off; what stands on the screen stays there. */

import { showToast } from "./undo-toast.js";

const texts = () => document.getElementById("toasts")?.dataset ?? {};
let shown = null;

function say(text) {
  if (!text || shown?.isConnected) return;
  shown = showToast({ text, tone: "bad", seconds: 15, label: texts().close });
}

document.addEventListener("htmx:after:request", (event) => {
  if (event.detail.ctx?.response?.ok) shown?.remove();
  if (event.detail.ctx?.response?.status === 401) say(texts().signedOff);
});
document.addEventListener("htmx:error", (event) => {
  const { ctx, error } = event.detail;
  if (!ctx?.response && error?.name !== "AbortError") say(texts().unreachable);
});
document.addEventListener("live:lost", () => {
  const place = document.querySelector("[data-announce]");
  if (place) place.textContent = texts().unreachable ?? "";
});
