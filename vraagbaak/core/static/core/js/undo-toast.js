/* A message with an undo that goes away by itself; it waits while the pointer or the focus is on it. */

class UndoToast extends HTMLElement {
  connectedCallback() {
    this.left = Number(this.dataset.seconds) * 1000;
    this.addEventListener("pointerenter", () => this.#wait());
    this.addEventListener("pointerleave", () => this.#run());
    this.addEventListener("focusin", () => this.#wait());
    this.addEventListener("focusout", () => this.#run());
    this.#run();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  #run() {
    this.began = Date.now();
    this.timer = setTimeout(() => this.remove(), this.left);
  }

  #wait() {
    clearTimeout(this.timer);
    this.left = Math.max(0, this.left - (Date.now() - this.began));
  }
}

customElements.define("undo-toast", UndoToast);
