/* Keys for what is used most: every key can be changed or switched off, and ? shows them all. */

const DEFAULTS = {
  done: "Alt+R", referred: "Alt+V", callback: "Alt+T", transferred: "Alt+D", no_answer: "Alt+W", dropped: "Alt+X",
  new: "Alt+N", gap: "Alt+G", wrong: "Alt+F", missing: "Alt+O", resident: "Alt+I", mood: "Alt+S", second: "Alt+Q",
  park: "Alt+P", mask: "Alt+M", undo: "Ctrl+Z", palette: "Ctrl+K",
};

function combination(event) {
  const key = event.code.startsWith("Key") ? event.code.slice(3) : event.code.startsWith("Digit") ? event.code.slice(5) : event.key;
  return [event.ctrlKey || event.metaKey ? "Ctrl" : "", event.altKey ? "Alt" : "", event.shiftKey ? "Shift" : "", key]
    .filter(Boolean).join("+");
}

function inText(target) {
  return target instanceof Element && target.matches("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
}

class ShortcutKeys extends HTMLElement {
  connectedCallback() {
    const own = this.dataset.keys ? JSON.parse(this.dataset.keys) : {};
    this.isOn = own.on !== false;
    this.actions = { ...DEFAULTS, ...own.keys };
    this.byKey = new Map(Object.entries(this.actions).map(([action, keys]) => [keys.toLowerCase(), action]));
    this.hear = (event) => this.#press(event);
    document.addEventListener("keydown", this.hear);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.hear);
  }

  #press(event) {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === "?" && !inText(event.target)) return this.#sheet();
    const action = this.byKey.get(combination(event).toLowerCase());
    if (!action || (!this.isOn && action !== "palette") || (action === "undo" && inText(event.target) && event.target.value)) return;
    const target = Array.from(document.querySelectorAll(`[data-shortcut="${action}"]`)).find((place) => place.offsetParent !== null || place.closest("dialog[open]"));
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
    } else {
      target.click();
    }
  }

  #sheet() {
    const dialog = this.querySelector("dialog");
    const list = dialog.querySelector("dl");
    list.replaceChildren(...Array.from(document.querySelectorAll("[data-shortcut]"), (place) => this.#line(place)).filter(Boolean));
    dialog.showModal();
  }

  #line(place) {
    const keys = this.actions[place.dataset.shortcut] ?? place.querySelector("kbd")?.textContent;
    if (!keys || place.offsetParent === null) return null;
    const line = document.createElement("div");
    const term = document.createElement("dt");
    const key = document.createElement("kbd");
    key.textContent = keys.replaceAll("+", " ");
    term.append(key);
    const text = document.createElement("dd");
    const named = place.querySelector("summary, legend") ?? place;
    text.textContent = Array.from(named.childNodes).filter((node) => node.nodeName !== "KBD").map((node) => node.textContent).join(" ").trim();
    line.append(term, text);
    return line;
  }
}

customElements.define("shortcut-keys", ShortcutKeys);
