// What can happen to a data file on its way.

/** Kinds of damage, each a change of the route of a request. */
export const DAMAGES = {
  "coupé au milieu": (route) => alter(route, (bytes) => bytes.subarray(0, bytes.length >> 1)),
  "un octet changé": (route) =>
    alter(route, (bytes) => {
      const changed = Buffer.from(bytes);
      changed[changed.length >> 1] ^= 0x20;
      return changed;
    }),
  "vide": (route) => alter(route, () => Buffer.alloc(0)),
  "page d’erreur à la place": (route) =>
    route.fulfill({ status: 200, contentType: "text/html", body: "<!doctype html><title>Portail</title>" }),
  "absent (404)": (route) => route.fulfill({ status: 404, body: "not found" }),
  "réseau coupé": (route) => route.abort("internetdisconnected"),
};

/** Damages every request whose address matches. */
export function damage(page, pattern, kind) {
  return page.route(pattern, DAMAGES[kind]);
}

async function alter(route, change) {
  const response = await route.fetch();
  const headers = { ...response.headers() };
  // The body is given decompressed.
  delete headers["content-encoding"];
  delete headers["content-length"];
  await route.fulfill({ status: response.status(), headers, body: change(await response.body()) });
}
