// Reading a ZIP without any tool: stored and deflated files, as `cargo xtask` writes them.

import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

/** @returns {Map<string, Buffer>} the files by their path */
export function readZip(path) {
  const zip = readFileSync(path);
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0) throw new Error(`${path} is not a ZIP`);
  const files = new Map();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, packed, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)];
    const [name, extra, comment] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(start, start + packed);
    const body = method === 8 ? inflateRawSync(bytes) : bytes;
    if (body.length !== size) throw new Error(`a file of ${path} is cut short`);
    files.set(zip.toString("utf8", at + 46, at + 46 + name), body);
    at += 46 + name + extra + comment;
  }
  return files;
}
