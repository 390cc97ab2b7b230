/* A message with an undo that goes away by itself; it waits while the pointer or the focus is on it. */

class UndoToast extends HTMLElement {
  connectedCallback() {
    this.left = Number(this.dataset.seconds ?? 8) * 1000;
    this.addEventListener("pointerenter", () => this.#wait());
    this.addEventListener("pointerleave", () => this.#run());
    this.addEventListener("focusin", () => this.#wait());
    this.addEventListener("focusout", () => this.#run());
    this.addEventListener("click", (event) => { if (event.target.closest("[data-close]")) this.remove(); });
    this.#run();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  #run() {
    clearTimeout(this.timer);
    this.began = Date.now();
    this.timer = setTimeout(() => this.#end(), this.left);
  }

  #wait() {
    clearTimeout(this.timer);
    this.left = Math.max(1000, this.left - (Date.now() - this.began));
  }

  #end() {
    if (!this.dispatchEvent(new CustomEvent("toast-over", { bubbles: true, cancelable: true }))) return;
    this.remove();
  }
}

customElements.define("undo-toast", UndoToast);

/** Show a toast; the button, when it has a label, undoes. */
export function showToast({ text, label = "", seconds = 8, undo = () => {}, over = () => {}, tone = "" }) {
  const toast = document.createElement("undo-toast");
  toast.className = `toast ${tone}`.trim();
  toast.dataset.seconds = seconds;
  toast.setAttribute("role", tone === "bad" ? "alert" : "status");
  const words = document.createElement("span");
  words.textContent = text;
  toast.append(words);
  if (label) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn quiet";
    button.dataset.close = "";
    if (tone !== "bad") button.dataset.shortcut = "undo";
    button.textContent = label;
    button.addEventListener("click", undo);
    toast.append(button);
  }
  toast.addEventListener("toast-over", over);
  document.getElementById("toasts")?.append(toast);
  return toast;
}
