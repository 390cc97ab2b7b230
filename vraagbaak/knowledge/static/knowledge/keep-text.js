/* Keeps in this browser what is typed in a form until it was saved, and offers it again after a crash or a lost session:
   <keep-text data-name data-base> in the form; data-saved, with the title, on the page that shows what was saved. */
const AFTER = 400;

class KeepText extends HTMLElement {
  connectedCallback() {
    this.key = `text:${this.dataset.agent}:${this.dataset.name}`;
    if (this.dataset.saved) return this.forgetSaved();
    this.form = this.closest("form");
    const kept = this.read();
    if (this.hasAttribute("data-typed")) this.keep();
    else if (kept && !(kept.sent && kept.base !== this.dataset.base)) this.offer(kept);
    else this.forget();
    this.form.addEventListener("input", () => { clearTimeout(this.later); this.later = setTimeout(() => this.keep(), AFTER); });
    addEventListener("pagehide", () => { if (this.later) this.keep(this.sent); });
    this.form.addEventListener("submit", () => { clearTimeout(this.later); this.sent = true; this.keep(true); });
  }

  disconnectedCallback() { clearTimeout(this.later); }

  offer(kept) {
    if (JSON.stringify(kept.fields) === JSON.stringify(this.typed())) return;
    this.querySelector("time").textContent = new Date(kept.at).toLocaleString("nl-NL", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
    this.querySelector("[data-restore]").addEventListener("click", () => this.restore(kept));
    this.querySelector("[data-forget]").addEventListener("click", () => { this.forget(); this.close(); });
    this.firstElementChild.hidden = false;
  }

  restore(kept) {
    const added = () => this.form.querySelectorAll("[data-row]").length;
    const rows = Number(Object.entries(kept.fields).find(([name]) => name.endsWith("-TOTAL_FORMS"))?.[1] ?? 0);
    while (added() < rows) { const had = added(); this.form.querySelector("[data-add]")?.click(); if (added() === had) break; }
    for (const field of this.fields()) if (field.name in kept.fields) fill(field, kept.fields[field.name]);
    this.close();
    this.form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  close() {
    this.firstElementChild.hidden = true;
    this.form.querySelector("input:not([type=hidden]), textarea")?.focus();
  }

  fields() { return [...this.form.elements].filter((field) => field.name && field.name !== "csrfmiddlewaretoken" && field.type !== "submit"); }

  typed() {
    const fields = {};
    for (const field of this.fields()) {
      if (field.type === "radio") { if (field.checked) fields[field.name] = field.value; } else fields[field.name] = value(field);
    }
    return fields;
  }

  read() { try { return JSON.parse(localStorage.getItem(this.key)); } catch { return null; } }
  keep(sent = false) { try { localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), base: this.dataset.base, sent, fields: this.typed() })); } catch { /* A full or closed store keeps nothing: the warning at leaving stays. */ } }
  forget() { try { localStorage.removeItem(this.key); } catch { /* Nothing was kept. */ } }

  /* A new article has no number of its own yet: it was saved when a page with its title is shown. */
  forgetSaved() {
    const kept = this.read();
    if (kept?.sent && kept.fields.title.split(/\s+/).filter(Boolean).join(" ") === this.dataset.saved) this.forget();
  }
}

function value(field) {
  if (field.type === "checkbox") return field.checked;
  return field.multiple ? [...field.selectedOptions].map((option) => option.value) : field.value;
}

function fill(field, kept) {
  if (field.type === "radio") field.checked = field.value === kept;
  else if (field.type === "checkbox") field.checked = kept;
  else if (field.multiple) for (const option of field.options) option.selected = kept.includes(option.value);
  else field.value = kept;
  field.dispatchEvent(new Event("restored"));
}

customElements.define("keep-text", KeepText);
