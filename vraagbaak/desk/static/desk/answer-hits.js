/* The best answers under the question: walk with arrows, use with Enter or Alt+1 to Alt+5; the best one opens by itself. */

const LOOK_AFTER_MS = 250;

class AnswerHits extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const hit = event.target.closest(".hit");
      if (hit) this.#chosen(hit);
    });
    this.dispatchEvent(new Event("hits-shown", { bubbles: true }));
    this.timer = setTimeout(() => this.#lookAtBest(), LOOK_AFTER_MS);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  get hits() {
    return Array.from(this.querySelectorAll(".hit"));
  }

  get active() {
    return this.hits.findIndex((hit) => hit.classList.contains("on"));
  }

  move(step) {
    const { hits } = this;
    if (!hits.length) return;
    const next = (this.active + step + hits.length) % hits.length;
    hits.forEach((hit, index) => hit.classList.toggle("on", index === next));
    hits[next].scrollIntoView({ block: "nearest" });
    this.#look(hits[next]);
    this.#announce(hits[next]);
  }

  useActive() {
    this.use(Math.max(0, this.active));
  }

  use(index) {
    const hit = this.hits[index];
    if (!hit) return;
    this.hits.forEach((other) => other.classList.toggle("on", other === hit));
    if (this.#shown === hit.dataset.version) this.#chosen(hit);
    else hit.click();
  }

  /** The version of the answer that is on the screen. */
  get #shown() {
    return document.querySelector("#answer .answer-card")?.dataset.version;
  }

  #chosen(hit) {
    this.dispatchEvent(new CustomEvent("hit-chosen", { bubbles: true, detail: { version: hit.dataset.version } }));
  }

  /** Show the best answer while the resident still speaks, unless one was chosen. */
  #lookAtBest() {
    const chosen = this.closest("form").querySelector("[data-version][type=hidden]");
    const [best] = this.hits;
    if (best && "look" in this.dataset && !chosen.value) this.#look(best);
  }

  #look(hit) {
    if (this.#shown === hit.dataset.version) return;
    htmx.ajax("GET", hit.getAttribute("hx-get"), { target: "#answer", swap: "innerHTML" });
  }

  #announce(hit) {
    const place = document.querySelector("[data-announce]");
    if (place) place.textContent = hit.querySelector("b").textContent;
  }
}

customElements.define("answer-hits", AnswerHits);
