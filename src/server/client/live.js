// The connection of a tab to the preview server: says which page the tab shows, hears what has
// changed, and finds the server again after it was away.
((preview) => {
  "use strict";

  /** Milliseconds between two attempts to find the server, from the first to the longest. */
  const FIRST_PAUSE = 200;
  const LONGEST_PAUSE = 3000;
  /** How long a server may be away before the reader is told, and how long it may be silent. */
  const TOLD_AFTER = 700;
  const SILENT_AFTER = 3000;

  const address = new URL("/.newsprint/live", location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";

  let socket = null;
  let pause = FIRST_PAUSE;
  let waiting = 0; // the timer of the next attempt
  let silence = 0; // the timer of an answer that is owed
  let told = 0; // the timer of the notice
  let resting = false; // the tab lies in the back-forward cache
  let searching = false;
  let at; // what the server said last of how far this tab has heard: its run, and a count

  /** Says which page this tab shows. The server answers with all that the tab has missed. */
  function hello() {
    if (socket?.readyState !== WebSocket.OPEN) return;
    const { path, version } = preview.page.shown();
    socket.send(JSON.stringify({ page: path, version, at }));
  }

  function connect() {
    clearTimeout(waiting);
    waiting = 0;
    const opened = new WebSocket(address);
    socket = opened;
    opened.onopen = () => {
      pause = FIRST_PAUSE;
      clearTimeout(told);
      told = 0;
      preview.notice.away(false);
      hello();
    };
    opened.onmessage = (event) => {
      clearTimeout(silence);
      silence = 0;
      hear(event.data);
    };
    opened.onclose = () => {
      if (socket === opened) lost();
    };
  }

  /** Looks for the server again after a pause that grows. */
  function lost() {
    socket = null;
    clearTimeout(silence);
    silence = 0;
    if (resting) return;
    told ||= setTimeout(() => preview.notice.away(true), TOLD_AFTER);
    waiting ||= setTimeout(search, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }

  /** One attempt. Only a server that answers is given a socket. */
  async function search() {
    waiting = 0;
    if (searching || socket) return;
    searching = true;
    const there = await answers();
    searching = false;
    if (resting || socket) return;
    if (there) connect();
    else lost();
  }

  /**
   * Whether the server answers at all. A frame is asked because it is the only request that does
   * not write an error to the console when there is nobody.
   */
  function answers() {
    return new Promise((resolve) => {
      const frame = document.createElement("iframe");
      const done = (there) => {
        clearTimeout(late);
        frame.remove();
        resolve(there);
      };
      // A browser that is silent about a frame that failed learns it from the socket instead.
      const late = setTimeout(() => done(true), SILENT_AFTER);
      frame.onload = () => {
        try {
          done(Boolean(frame.contentDocument));
        } catch {
          done(false);
        }
      };
      frame.hidden = true;
      frame.title = "";
      frame.src = "/.newsprint/live.js";
      preview.surface.root.append(frame);
    });
  }

  /** The tab was asleep, hidden or offline: a socket may be dead without anybody having said so. */
  function wake() {
    if (resting || document.visibilityState === "hidden") return;
    if (socket?.readyState === WebSocket.OPEN) {
      const asked = socket;
      hello();
      silence ||= setTimeout(() => {
        silence = 0;
        if (socket !== asked) return;
        asked.close();
        lost();
      }, SILENT_AFTER);
    } else if (!socket) {
      clearTimeout(waiting);
      pause = FIRST_PAUSE;
      search();
    }
  }

  function hear(text) {
    const message = JSON.parse(text);
    switch (message.kind) {
      case "state":
        // A server that was started again does not know which pictures have changed meanwhile.
        if (at && at.split("-")[0] !== message.at.split("-")[0]) preview.files.renew();
        at = message.at;
        preview.overlay.show(message.problems, message.bar?.source);
        preview.bar.show(message.bar, message.problems);
        break;
      case "page":
        preview.page.renew();
        break;
      case "moved":
        preview.page.follow(message.to);
        break;
      case "gone":
        preview.page.gone();
        break;
      case "files":
        preview.files.changed(message.paths);
        break;
    }
  }

  addEventListener("pagehide", () => {
    // A page with an open socket is not kept for the way back.
    resting = true;
    clearTimeout(waiting);
    waiting = 0;
    socket?.close();
    socket = null;
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    resting = false;
    connect();
  });
  addEventListener("visibilitychange", wake);
  addEventListener("online", wake);
  addEventListener("focus", wake);
  addEventListener("popstate", hello);

  preview.hello = hello;

  // The other parts are there when the whole script has run.
  queueMicrotask(() => {
    preview.page.start();
    connect();
  });
})((document.currentScript.preview ??= {}));
