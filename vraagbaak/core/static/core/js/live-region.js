/* Keeps a part of the page up to date: <live-region data-topic="presence" hx-get="…" hx-trigger="live">.
   Every message on its topic asks for the part anew, at most once a second. */

const PAUSE_MS = 1_000;

class LiveRegion extends HTMLElement {
  connectedCallback() {
    this.hear = (event) => { if (event.detail.topic === this.dataset.topic) this.#soon(); };
    document.addEventListener("live:message", this.hear);
  }

  disconnectedCallback() {
    document.removeEventListener("live:message", this.hear);
    clearTimeout(this.timer);
  }

  #soon() {
    if (this.timer) return;
    const wait = Math.max(0, PAUSE_MS - (Date.now() - (this.asked ?? 0)));
    this.timer = setTimeout(() => {
      this.timer = 0;
      this.asked = Date.now();
      this.dispatchEvent(new CustomEvent("live"));
      for (const age of this.querySelectorAll("live-age")) age.renew();
    }, wait);
  }
}

customElements.define("live-region", LiveRegion);
