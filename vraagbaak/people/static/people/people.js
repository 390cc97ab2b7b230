/* What every page of somebody who is signed on can do. */
import "./idle-lock.js";
import "./passkey-form.js";
import "./presence-menu.js";
