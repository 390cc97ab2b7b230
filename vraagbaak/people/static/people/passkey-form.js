/* A form that a passkey fills in: <passkey-form options="#id or address" ceremony="get or create"> around one form. */

const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const readable = (options) => ({
  ...options,
  challenge: toBytes(options.challenge),
  ...(options.user && { user: { ...options.user, id: toBytes(options.user.id) } }),
  ...["allowCredentials", "excludeCredentials"].reduce(
    (lists, name) =>
      options[name] ? { ...lists, [name]: options[name].map((key) => ({ ...key, id: toBytes(key.id) })) } : lists,
    {},
  ),
});

const writable = (credential) => ({
  id: credential.id,
  rawId: toText(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment,
  clientExtensionResults: credential.getClientExtensionResults(),
  response: Object.fromEntries(
    ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]
      .filter((name) => credential.response[name])
      .map((name) => [name, toText(credential.response[name])]),
  ),
});

class PasskeyForm extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential) return;
    this.hidden = false;
    this.querySelector("form").addEventListener("submit", (event) => this.#ask(event));
  }

  async #ask(event) {
    const form = event.target;
    if (form.elements.credential.value) return;
    event.preventDefault();
    const refused = this.querySelector("[data-refused]");
    refused.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(writable(await this.#credential()));
      form.requestSubmit();
    } catch {
      refused.hidden = false;
    }
  }

  async #credential() {
    const given = await this.#options();
    const publicKey = readable((given.creation_options ?? given.request_options).publicKey);
    if (this.getAttribute("ceremony") === "get") return navigator.credentials.get({ publicKey });
    publicKey.authenticatorSelection = {
      ...publicKey.authenticatorSelection,
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    };
    return navigator.credentials.create({ publicKey });
  }

  async #options() {
    const source = this.getAttribute("options");
    if (source.startsWith("#")) return JSON.parse(document.querySelector(source).textContent);
    const response = await fetch(source, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error("no options");
    return response.json();
  }
}

customElements.define("passkey-form", PasskeyForm);
