// Serves a printed site as a good host does: compressed, with the right types, told how long to keep.
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".xml": "application/xml",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".woff2": "font/woff2",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".avif": "image/avif",
};
// Fonts and pictures that are photographs are packed already.
const PACKABLE = /^(text|application)\/|\+xml/;
const YEAR = 31_536_000;

/** The file of a folder that an address leads to; null where there is none. */
export function fileAt(folder, address) {
  const path = normalize(decodeURIComponent(new URL(address, "http://paper.example").pathname));
  const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
  return existsSync(file) && statSync(file).isFile() ? file : null;
}

/**
 * Starts to serve a folder on a port that is free.
 *
 * Resolves to `url`, which ends in a slash, `asked`, the paths that were asked for, and `close`. With
 * `late`, that many milliseconds pass before anything but a page or a style sheet is sent, so that
 * whatever moves once fonts or pictures are there is seen to move.
 */
export async function served(folder, { late = 0, port = 0 } = {}) {
  const packed = new Map();
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    const found = fileAt(folder, request.url);
    const file = found ?? join(folder, "404.html");
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    const head = {
      "content-type": type,
      // The names of assets change with what is in them, so they are kept for good.
      "cache-control": request.url.startsWith("/assets/") ? `public, max-age=${YEAR}, immutable` : "public, max-age=600",
      vary: "accept-encoding",
    };
    const send = () => {
      if (!PACKABLE.test(type)) {
        response.writeHead(found ? 200 : 404, head);
        createReadStream(file).pipe(response);
        return;
      }
      const coding = /\bbr\b/.test(request.headers["accept-encoding"] ?? "") ? "br" : "gzip";
      const body = packed.get(coding + file) ?? pack(coding, readFileSync(file));
      packed.set(coding + file, body);
      response.writeHead(found ? 200 : 404, { ...head, "content-encoding": coding, "content-length": body.length });
      response.end(body);
    };
    if (late && !/^text\/(html|css)/.test(type)) setTimeout(send, late);
    else send();
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, asked, close };
}

function pack(coding, bytes) {
  if (coding === "gzip") return gzipSync(bytes, { level: 9 });
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
}
