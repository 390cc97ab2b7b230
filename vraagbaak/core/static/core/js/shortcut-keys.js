/* Keys for what is used most. Pressing one clicks or focuses what carries data-shortcut="<action>"; every key can be changed
   or switched off in the account, and ? shows those of this page. */

const ALWAYS = { palette: "ctrl+k" };

function combination(event) {
  const code = /^(?:Key|Digit)(.)$/.exec(event.code);
  return [event.ctrlKey || event.metaKey ? "ctrl" : "", event.altKey ? "alt" : "", event.shiftKey ? "shift" : "", (code?.[1] ?? event.key).toLowerCase()]
    .filter(Boolean).join("+");
}

function inText(target) {
  return target instanceof Element && target.matches("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
}

const isShown = (place) => place.checkVisibility();
const printed = (keys) => keys.split("+").map((key) => (key === "enter" ? "↵" : key.charAt(0).toUpperCase() + key.slice(1))).join(" ");

class ShortcutKeys extends HTMLElement {
  connectedCallback() {
    const own = this.dataset.keys ? JSON.parse(this.dataset.keys) : {};
    this.isOn = own.on !== false;
    this.actions = { ...ALWAYS, ...own.keys };
    this.byKey = new Map(Object.entries(this.actions).filter(([, keys]) => keys).map(([action, keys]) => [keys.toLowerCase(), action]));
    document.body.dataset.keys = this.isOn ? "on" : "off";
    this.hear = (event) => this.#press(event);
    this.label = () => this.#print();
    document.addEventListener("keydown", this.hear);
    document.addEventListener("htmx:after:swap", this.label);
    document.addEventListener("click", (event) => { if (event.target.closest("[data-open-keys]")) this.#sheet(); });
    this.#print();
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.hear);
    document.removeEventListener("htmx:after:swap", this.label);
  }

  #press(event) {
    if (event.defaultPrevented || event.isComposing) return;
    if (this.isOn && event.key === "?" && !inText(event.target)) return this.#sheet();
    const action = this.byKey.get(combination(event));
    if (!action || (!this.isOn && !(action in ALWAYS)) || (action === "undo" && inText(event.target) && event.target.value)) return;
    const target = Array.from(document.querySelectorAll(`[data-shortcut="${action}"]`)).findLast(isShown);
    if (!target) return;
    event.preventDefault();
    this.#trigger(target);
  }

  #trigger(target) {
    if (target.matches("details")) {
      target.open = true;
      target.querySelector("input")?.focus();
    } else if (target.matches("fieldset")) {
      (target.querySelector("input:checked") ?? target.querySelector("input")).focus();
    } else if (target.matches("input, textarea, select")) {
      target.focus();
    } else {
      target.click();
    }
  }

  /** Print the keys that somebody really has beside each action. */
  #print() {
    for (const place of document.querySelectorAll("[data-shortcut]")) {
      const keys = this.actions[place.dataset.shortcut];
      const key = place.querySelector("kbd") ?? (place.nextElementSibling?.matches("kbd") ? place.nextElementSibling : null);
      if (keys === undefined || !key) continue;
      if (keys) key.textContent = printed(keys);
      key.hidden = !keys;
    }
  }

  #sheet() {
    const dialog = this.querySelector("dialog");
    const lines = Array.from(document.querySelectorAll("[data-shortcut]"), (place) => this.#line(place)).filter(Boolean);
    dialog.querySelector("dl").replaceChildren(...lines);
    dialog.showModal();
  }

  #line(place) {
    const keys = this.actions[place.dataset.shortcut] ?? place.querySelector("kbd")?.textContent;
    if (!keys || !isShown(place)) return null;
    const line = document.createElement("div");
    const term = document.createElement("dt");
    const key = document.createElement("kbd");
    key.textContent = printed(keys);
    term.append(key);
    const text = document.createElement("dd");
    const named = place.querySelector("summary, legend") ?? place;
    text.textContent = place.dataset.says ?? Array.from(named.childNodes).filter((node) => node.nodeName !== "KBD").map((node) => node.textContent).join(" ").trim();
    line.append(term, text);
    return line;
  }
}

customElements.define("shortcut-keys", ShortcutKeys);
