// What the tests put in place of the browser: content scripts in a scope of their own, a clock that is turned by hand,
// a chrome.runtime, a WebSocket with an agent behind it.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const extension = new URL("../../extension/", import.meta.url);

/** Load classic content scripts into one scope, as the browser does, and return the named things in it. */
export function loadContent(files, names, globals = {}) {
  const scope = vm.createContext({
    EventTarget, Event, CustomEvent, AbortController, AbortSignal, queueMicrotask, setTimeout, clearTimeout, structuredClone,
    addEventListener: () => {},
    ...globals,
  });
  for (const file of files) vm.runInContext(readFileSync(new URL(`content/${file}`, extension), "utf8"), scope, { filename: file });
  return vm.runInContext(`({${names.join(", ")}})`, scope);
}

/** Timers that run when the test says so. */
export class Clock {
  now = 0;
  #timers = new Map();
  #count = 0;

  setTimeout = (run, ms = 0) => {
    this.#timers.set(++this.#count, { run, at: this.now + ms });
    return this.#count;
  };
  clearTimeout = (id) => void this.#timers.delete(id);

  /** Let time pass, running what is due in its order. */
  pass(ms) {
    const end = this.now + ms;
    for (;;) {
      const due = [...this.#timers].filter(([, timer]) => timer.at <= end).sort((a, b) => a[1].at - b[1].at)[0];
      if (!due) break;
      this.#timers.delete(due[0]);
      this.now = due[1].at;
      due[1].run();
    }
    this.now = end;
  }
}

/** An event of chrome.*: listeners, and a way to fire them. */
export class FakeEvent {
  listeners = new Set();
  addListener = (listener) => void this.listeners.add(listener);
  removeListener = (listener) => void this.listeners.delete(listener);
  fire(...args) {
    return [...this.listeners].map((listener) => listener(...args));
  }
}

export class FakePort {
  sent = [];
  onMessage = new FakeEvent();
  onDisconnect = new FakeEvent();
  constructor(sender = {}) {
    this.sender = sender;
  }
  postMessage(message) {
    this.sent.push(structuredClone(message));
  }
  disconnect() {}
  /** The last message of a type. */
  last(type) {
    return this.sent.filter((message) => message.type === type).at(-1);
  }
}

/** chrome.runtime as a content script sees it. `update()` is what an update of the extension does to an old tab. */
export class FakeChrome {
  ports = [];
  runtime = {
    id: "proviso",
    onMessage: new FakeEvent(),
    connect: () => {
      if (!this.runtime.id) throw new Error("Extension context invalidated.");
      this.ports.push(new FakePort());
      return this.port;
    },
  };
  get port() {
    return this.ports.at(-1);
  }
  tell(message) {
    this.port.onMessage.fire(message);
  }
  killWorker() {
    this.port.onDisconnect.fire();
  }
  update() {
    this.runtime.id = undefined;
    this.killWorker();
  }
}

/** Let every promise that can go on go on. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));

export const STATUS = {
  agent: "0.1.0", rulebook: "sha256:1", rules: "current",
  policy: { jurisdiction: "us-federal", agency: "SSA", managed: false },
  official: [{ platform: "x", handle: "@SocialSecurity" }], packs: [],
};
export const LIMITS = { text_units: 63206, message_bytes: 524288, ping_ms: 20000 };
