// Pictures that the browser made, read here: their pixels, and the code that stands in them.

import assert from "node:assert/strict";
import { inflateSync } from "node:zlib";
import jsQR from "jsqr";

/** The QR code of a picture, as a phone would read it: its text and its version; `null` where none can be read. */
export function lireQr(png) {
  const { data, width, height } = pixels(png);
  return jsQR(data, width, height);
}

/** The pixels of a PNG of 8 bits a channel, as Chromium writes them. */
export function pixels(png) {
  const width = png.readUInt32BE(16), height = png.readUInt32BE(20), channels = png[25] === 6 ? 4 : 3;
  assert.ok(png[24] === 8 && (png[25] === 6 || png[25] === 2) && png[28] === 0, "a plain PNG");
  const parts = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(parts));
  const stride = width * channels;
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const left = x < channels ? 0 : rows[y * stride + x - channels];
      const up = y ? rows[(y - 1) * stride + x] : 0;
      const corner = y && x >= channels ? rows[(y - 1) * stride + x - channels] : 0;
      const guess = left + up - corner;
      const [pa, pb, pc] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
      const paeth = pa <= pb && pa <= pc ? left : pb <= pc ? up : corner;
      const add = [0, left, up, (left + up) >> 1, paeth][filter];
      rows[y * stride + x] = (raw[y * (stride + 1) + 1 + x] + add) & 255;
    }
  }
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++) for (let c = 0; c < channels; c++) data[i * 4 + c] = rows[i * channels + c];
  return { data, width, height };
}
