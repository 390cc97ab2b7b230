/* Keeps what is typed on the server within a second, shows what colleagues type, and knows the desk's keys. */

const KEEP_AFTER_MS = 350;
const RETRY_AFTER_MS = 2000;
const CLOSING_TAKES_MS = 5000;
const FOCUS_AFTER_MS = 60; // htmx gives the focus back to where it was first

class DeskConversation extends HTMLElement {
  #dirty = new Map();
  #timer = 0;
  #keeping = false;

  connectedCallback() {
    this.form = this.querySelector("form");
    if (!this.form) return;
    this.addEventListener("input", (event) => this.#typed(event.target));
    this.addEventListener("hits-shown", (event) => this.#hitsShown(event.target));
    this.addEventListener("change", (event) => this.#note(event.target));
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("click", (event) => this.#click(event));
    this.addEventListener("submit", () => this.#closing());
    this.addEventListener("htmx:after:swap", (event) => { if (event.target.id === "answer") event.target.scrollTop = 0; });
    this.addEventListener("hit-chosen", (event) => this.choose(event.detail.version));
    this.leave = () => this.#keepNow({ keepalive: true });
    window.addEventListener("pagehide", this.leave);
    this.hear = (event) => this.#hear(event.detail);
    document.addEventListener("live:message", this.hear);
    setTimeout(() => this.querySelector("[aria-invalid=true]")?.focus(), FOCUS_AFTER_MS);
  }

  disconnectedCallback() {
    window.removeEventListener("pagehide", this.leave);
    document.removeEventListener("live:message", this.hear);
    this.#keepNow({ keepalive: true });
  }

  get words() {
    return this.form.querySelector("#words");
  }

  /** Whether something stands in any field. */
  get hasText() {
    return this.#dirty.size > 0 || Array.from(new FormData(this.form)).some(([name, value]) => /^(q\.|resident\.)/.test(name) && value);
  }

  /** Use this answer: it belongs to the question from now on. */
  choose(version) {
    const field = this.form.querySelector("[data-version][type=hidden]");
    if (!field || field.value === version) return;
    field.value = version;
    this.#note(field);
  }

  #typed(field) {
    if (field === this.words) this.isAsking = true;
    this.#note(field);
  }

  /** Enter pressed before the answers came: the best one is used as soon as it is there. */
  #hitsShown(hits) {
    this.isAsking = false;
    if (this.usesNext) hits.useActive();
    this.usesNext = false;
  }

  #useAnswer(hits) {
    if (this.isAsking) this.usesNext = true;
    else hits?.useActive();
  }

  #note(field) {
    if (!field.name || field.type === "hidden" && !field.dataset.version && field.dataset.version !== "") return;
    if (!/^(q\.|resident\.)/.test(field.name) && field.name !== "kanaal") return;
    if (field.type === "radio" && !field.checked) return;
    this.#dirty.set(field.name, field.value);
    if (field.value) this.#forgive(field);
    this.#status("saving");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keepNow(), KEEP_AFTER_MS);
  }

  /** What lacked is there now. */
  #forgive(field) {
    if (!field.hasAttribute("aria-invalid")) return;
    field.removeAttribute("aria-invalid");
    this.#say("error", field.name, "");
  }

  /** What was typed last goes along with closing itself. */
  #closing() {
    clearTimeout(this.#timer);
    this.isClosing = true;
    setTimeout(() => { this.isClosing = false; }, CLOSING_TAKES_MS);
  }

  async #keepNow({ keepalive = false } = {}) {
    if (!this.#dirty.size || this.isClosing || (this.#keeping && !keepalive)) return;
    const sent = new Map(this.#dirty);
    this.#dirty.clear();
    this.#keeping = true;
    try {
      const answer = await this.#send(sent, keepalive);
      if (answer.status === 410) return this.#status("closed");
      if (!answer.ok) throw new Error(String(answer.status));
      this.#kept(await answer.json());
    } catch {
      for (const [name, value] of sent) if (!this.#dirty.has(name)) this.#dirty.set(name, value);
      this.#status("unsaved");
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#keepNow(), RETRY_AFTER_MS);
    } finally {
      this.#keeping = false;
    }
    if (this.#dirty.size) this.#timer = setTimeout(() => this.#keepNow(), KEEP_AFTER_MS);
  }

  #send(changes, keepalive) {
    const body = new URLSearchParams(changes);
    body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    body.set("revision", this.form.elements.revision.value);
    body.set("kanaal", this.form.elements.kanaal.value);
    return fetch(this.dataset.keep, { method: "POST", body, keepalive, headers: { Accept: "application/json" } });
  }

  #kept(told) {
    if (this.isConnected) history.replaceState(history.state, "", this.dataset.here); // so that coming back opens it again
    this.form.elements.revision.value = told.revision;
    this.#status("saved", told.saved);
    document.dispatchEvent(new CustomEvent("conversation-kept"));
    for (const [field, conflict] of Object.entries(told.conflicts)) this.#showConflict(field, conflict);
    for (const [field, sentence] of Object.entries(told.refused)) this.#say("error", field, sentence);
    for (const place of this.querySelectorAll("[data-warning]")) {
      const sentence = told.warnings[place.dataset.warning];
      if (sentence) this.#warn(place, sentence);
      else if (place.textContent && !this.#dirty.has(place.dataset.warning)) place.replaceChildren();
    }
  }

  #status(state, time = "") {
    const place = this.closest(".workspace")?.querySelector("[data-saved-at]");
    if (!place) return;
    place.dataset.state = state;
    place.textContent = state === "saved" ? `${this.dataset.saved} ${time}` : this.dataset[state];
  }

  #say(kind, field, sentence) {
    const place = this.querySelector(`[data-${kind}="${CSS.escape(field)}"]`);
    if (place) place.textContent = sentence;
  }

  /** A gentle warning, with one key to mask what was found. */
  #warn(place, sentence) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.dataset.mask = place.dataset.warning;
    button.dataset.shortcut = "mask";
    button.textContent = this.dataset.mask;
    const key = document.createElement("kbd");
    key.textContent = "Alt M";
    place.replaceChildren(`${sentence} `, button, " ", key);
  }

  /** Both texts stay: the agent chooses. */
  #showConflict(field, conflict) {
    const place = this.querySelector(`[data-error="${CSS.escape(field)}"]`) ?? this.querySelector(".error");
    const input = this.form.elements[field];
    if (!place || !input) return;
    const choose = (label, take) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "link";
      button.textContent = label;
      button.addEventListener("click", () => {
        if (take) input.value = conflict.value;
        this.#note(input);
        place.replaceChildren();
        input.focus();
      });
      return button;
    };
    const theirs = document.createElement("q");
    theirs.textContent = conflict.value;
    place.replaceChildren(
      `${conflict.by} ${this.dataset.wrote} `, theirs, " ",
      choose(this.dataset.takeTheirs, true), " · ", choose(this.dataset.keepMine, false),
    );
  }

  /** A colleague changed this conversation: take over what this screen did not touch. */
  async #hear({ topic, message }) {
    if (topic !== this.dataset.topic || message === "resync") return;
    const [revision, who] = message.split(" ");
    if (who === this.dataset.me || Number(revision) <= Number(this.form.elements.revision.value)) return;
    const answer = await fetch(`${this.dataset.state}?revisie=${this.form.elements.revision.value}`).catch(() => null);
    if (!answer?.ok) return;
    const state = await answer.json();
    for (const [name, typed] of Object.entries(state.fields)) {
      const input = this.form.elements[name];
      if (input && !this.#dirty.has(name)) input.value = typed.value;
    }
    if (!this.#dirty.size) this.form.elements.revision.value = state.revision;
  }

  #click(event) {
    const mask = event.target.closest("[data-mask]");
    if (mask?.dataset.mask && mask !== this) this.#maskField(mask.dataset.mask);
    if (event.target.closest("[data-add-question]")) this.#addQuestion();
  }

  async #maskField(name) {
    const input = this.form.elements[name];
    const body = new URLSearchParams({ text: input.value });
    body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    const answer = await fetch(this.dataset.maskUrl, { method: "POST", body });
    if (!answer.ok) return;
    input.value = await answer.text();
    this.#note(input);
    input.focus();
  }

  /** Begin the next question; this one counts as answered unless the agent says otherwise. */
  async #addQuestion() {
    const id = Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    const now = this.form.elements.vraag.value;
    this.#dirty.set(`q.${now}.outcome`, "answered");
    this.#dirty.set(`q.${id}.words`, "");
    await this.#keepNow();
    htmx.ajax("GET", `${this.dataset.here}?vraag=${id}`, { target: "#workspace", swap: "outerHTML", select: "#workspace" });
  }

  #key(event) {
    const hits = this.querySelector("answer-hits");
    const inWords = event.target === this.words;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.form.requestSubmit(this.form.querySelector("[data-shortcut=answered]"));
    } else if (event.key === "Enter" && inWords && !event.shiftKey) {
      event.preventDefault();
      this.#useAnswer(hits);
    } else if (event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault();
      if (event.target.hasAttribute("hx-post")) event.target.dispatchEvent(new Event("change", { bubbles: true }));
    } else if (inWords && (event.key === "ArrowDown" || event.key === "ArrowUp") && hits && this.#mayMove(event.key)) {
      event.preventDefault();
      hits.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (inWords && (event.key === "PageDown" || event.key === "PageUp")) {
      event.preventDefault();
      this.#read(event.key === "PageDown" ? 1 : -1);
    } else if (event.altKey && /^Digit[1-5]$/.test(event.code) && hits) {
      event.preventDefault();
      hits.use(Number(event.code.at(-1)) - 1);
    }
  }

  /** Read on in the answer while the caret stays in the question. */
  #read(step) {
    const answer = this.querySelector("#answer");
    answer.scrollBy({ top: step * answer.clientHeight * 0.8 });
  }

  /** Arrows walk through the answers when the caret has nowhere to go within the text. */
  #mayMove(key) {
    const { selectionStart, selectionEnd, value } = this.words;
    if (selectionStart !== selectionEnd) return false;
    return key === "ArrowDown" ? !value.slice(selectionEnd).includes("\n") : !value.slice(0, selectionStart).includes("\n");
  }
}

customElements.define("desk-conversation", DeskConversation);
