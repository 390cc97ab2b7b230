/* How long a conversation runs, without its parked time. */

class RunTimer extends HTMLElement {
  connectedCallback() {
    this.since = Date.parse(this.dataset.since) + Number(this.dataset.parked || 0) * 1000;
    this.#show();
    this.ticker = setInterval(() => this.#show(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this.ticker);
  }

  #show() {
    const seconds = Math.max(0, Math.floor((Date.now() - this.since) / 1000));
    const minutes = Math.floor(seconds / 60);
    this.textContent = `${String(minutes).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
  }
}

customElements.define("run-timer", RunTimer);
