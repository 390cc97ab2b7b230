/* Locks the screen after idle minutes or on request, and opens it in place: what was typed stays where it is. */

const SEEN_EVERY_MS = 30_000;
const LOOK_EVERY_MS = 5_000;
const LAST_ACTIVE = "vraagbaak.active";
const PART = { "X-Requested-With": "idle-lock" };

class IdleLock extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.limit = Number(this.dataset.minutes) * 60_000;
    this.told = Date.now();
    localStorage.setItem(LAST_ACTIVE, String(Date.now()));
    for (const kind of ["keydown", "pointerdown", "wheel"]) {
      document.addEventListener(kind, () => this.#active(), { capture: true, passive: true });
    }
    document.addEventListener("submit", (event) => { if (event.target.matches("[data-lock-now]")) this.#lockNow(event); });
    document.addEventListener("live:message", (event) => this.#hear(event.detail));
    document.addEventListener("screen-locked", () => this.#show());
    this.dialog.addEventListener("cancel", (event) => event.preventDefault());
    this.dialog.addEventListener("submit", (event) => this.#unlock(event));
    this.clock = setInterval(() => this.#look(), LOOK_EVERY_MS);
  }

  disconnectedCallback() {
    clearInterval(this.clock);
  }

  #active() {
    if (this.dialog.open) return;
    const now = Date.now();
    localStorage.setItem(LAST_ACTIVE, String(now));
    if (now - this.told < SEEN_EVERY_MS) return;
    this.told = now;
    this.#post(this.dataset.seen).then((response) => { if (response.status === 423) this.#show(); });
  }

  #look() {
    const idle = Date.now() - Number(localStorage.getItem(LAST_ACTIVE));
    if (!this.dialog.open && idle > this.limit) this.#show("idle=1");
  }

  #lockNow(event) {
    event.preventDefault();
    event.target.closest("details")?.removeAttribute("open");
    this.#show("by=hand");
  }

  #hear({ topic, message }) {
    if (topic !== document.body.dataset.topics) return;
    if (message === "locked") this.#show();
    if (message === "unlocked") this.#open();
    if (message === "session") this.#post(this.dataset.seen).then((response) => { if (response.redirected) location.reload(); });
  }

  async #show(reason = "") {
    if (this.dialog.open) return;
    this.dialog.showModal();
    const lock = `${this.dataset.lock}?${new URLSearchParams({ next: location.pathname + location.search })}`;
    const response = await (reason ? this.#post(lock, reason) : fetch(lock, { headers: PART }));
    if (!response.ok || response.redirected) return location.reload();
    this.#fill(await response.text());
  }

  #fill(markup) {
    const part = new DOMParser().parseFromString(markup, "text/html").body;
    this.dialog.replaceChildren(...part.children);
    (this.dialog.querySelector("[aria-invalid=true]") ?? this.dialog.querySelector("input:not([type=hidden], [hidden])"))?.focus();
  }

  async #unlock(event) {
    if (!event.target.action.endsWith("/ontgrendelen/") || event.defaultPrevented) return;
    event.preventDefault();
    const response = await fetch(event.target.action, { method: "POST", body: new FormData(event.target), headers: PART });
    if (response.status === 204) return this.#open();
    if (response.redirected) return location.reload();
    this.#fill(await response.text());
  }

  #open() {
    if (!this.dialog.open) return;
    this.dialog.close();
    this.dialog.replaceChildren();
    this.told = Date.now();
    localStorage.setItem(LAST_ACTIVE, String(Date.now()));
    document.dispatchEvent(new CustomEvent("screen-unlocked"));
  }

  #post(address, body = "") {
    const headers = { ...PART, "X-CSRFToken": document.body.dataset.csrf, "Content-Type": "application/x-www-form-urlencoded" };
    return fetch(address, { method: "POST", body, headers });
  }
}

customElements.define("idle-lock", IdleLock);
