// @ts-check
/**
 * A page's way to the background, over a port named `proviso-pages`. Opened again when the background was ended meanwhile.
 */

/** @typedef {import("../background/types.js").Message} Message */

/**
 * What the background says about everything, at the start and at every change.
 * @typedef {{type: "link", state: import("../background/types.js").LinkState, status: import("../background/types.js").Status|null,
 *   remedy: string, paired: boolean, switches: import("../background/switches.js").Switches,
 *   managed: import("../background/managed.js").Managed}} Standing
 */

/**
 * @param {{onStanding: (standing: Standing) => void, onMessage?: (message: Message) => void}} listener
 * @returns {(message: Message) => void} asks the background
 */
export function openPort({ onStanding, onMessage = () => {} }) {
  /** @type {chrome.runtime.Port} */
  let port;
  const open = () => {
    port = chrome.runtime.connect({ name: "proviso-pages" });
    port.onMessage.addListener((message) => {
      if (message.type === "link") onStanding(message);
      else onMessage(message);
    });
    port.onDisconnect.addListener(open);
  };
  open();
  return (message) => port.postMessage(message);
}
