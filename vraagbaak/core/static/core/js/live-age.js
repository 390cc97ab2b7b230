/* Says how old something is: <live-age data-at="2026-11-23T10:42:00+01:00" data-text="bijgewerkt %s">.
   Without data-at it counts from the moment that the stream was lost. Older than data-old seconds (60) it turns warm. */

const TICK_MS = 1_000;
const UNITS = [["day", 86_400], ["hour", 3_600], ["minute", 60], ["second", 1]];
const words = new Intl.RelativeTimeFormat(document.documentElement.lang || "nl", { numeric: "always" });

function ago(seconds) {
  const [unit, size] = UNITS.find(([, length]) => seconds >= length) ?? UNITS.at(-1);
  return words.format(-Math.floor(seconds / size), unit);
}

class LiveAge extends HTMLElement {
  connectedCallback() {
    this.at = this.dataset.at ? Date.parse(this.dataset.at) : Date.now();
    if (!this.dataset.at) {
      this.lost = () => this.renew();
      document.addEventListener("live:lost", this.lost);
    }
    this.ticker = setInterval(() => this.#show(), TICK_MS);
    this.#show();
  }

  disconnectedCallback() {
    clearInterval(this.ticker);
    if (this.lost) document.removeEventListener("live:lost", this.lost);
  }

  /** Count from now on. */
  renew() {
    this.at = Date.now();
    this.#show();
  }

  #show() {
    if (this.offsetParent === null && this.textContent) return;
    const seconds = Math.max(0, Math.floor((Date.now() - this.at) / 1000));
    const text = (this.dataset.text ?? "%s").replace("%s", ago(seconds));
    if (this.textContent !== text) this.textContent = text;
    this.dataset.state = seconds > Number(this.dataset.old ?? 60) ? "old" : "fresh";
  }
}

customElements.define("live-age", LiveAge);
