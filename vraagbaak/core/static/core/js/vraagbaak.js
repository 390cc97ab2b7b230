/* What every page can do; each behaviour lives in a file of its own. */
import "./live-stream.js";
import "./live-region.js";
import "./live-age.js";
import "./shortcut-keys.js";
import "./command-palette.js";
import "./undo-toast.js";
import "./later-delete.js";
import "./copy-button.js";
import "./form-guard.js";
import "./grow-text.js";
import "./theme-switch.js";
import "./error-focus.js";
import "./lost-server.js";
import "./scroll-focus.js";
