// A WordPress of its own: its files, its database and its server live in a
// temporary folder and end with the tests. It stands in a folder of its host,
// as many sites do.

import { spawn, spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where the WordPress to copy is: `cargo xtask test --only wordpress` says it. */
const SOURCE = process.env.CPTS_WORDPRESS;
/** The plugin, packed. */
export const ZIP = process.env.CPTS_WORDPRESS_ZIP;

/** The folder of the site under its host. */
const FOLDER = "/urps";

export const ADMIN = { login: "webmestre", password: "Gares-et-phares-29" };

/** Root runs nothing that answers to a network: these are the two accounts that every Debian has. */
const ROOT = process.getuid?.() === 0;
const NOBODY = ROOT ? { uid: 65534, gid: 65534 } : {};

const CONFIG = fileURLToPath(new URL("wp-config.php", import.meta.url));
const ROUTER = fileURLToPath(new URL("router.php", import.meta.url));

/**
 * @typedef {object} Site
 * @property {string} origin
 * @property {string} url address of the site, without a slash at its end
 * @property {(code: string) => any} php runs PHP with WordPress loaded; gives what it returns
 * @property {() => string} journal what PHP complained of
 * @property {() => Promise<void>} close
 */

/**
 * Installs and serves a WordPress.
 * @param {{ network?: boolean }} options `network`: a network of sites ("multisite")
 * @returns {Promise<Site>}
 */
export async function startWordPress({ network = false } = {}) {
  if (!SOURCE || !ZIP) throw new Error("run these tests with `cargo xtask test --only wordpress`");
  const root = mkdtempSync(join(tmpdir(), "cpts-wordpress-"));
  chmodSync(root, 0o755);
  const stops = [];
  const remove = () => rmSync(root, { recursive: true, force: true });
  const close = async () => {
    for (const stop of stops.reverse()) await stop();
    remove();
  };
  // Where the tests are interrupted, nothing remains either.
  process.once("exit", remove);
  try {
    const socket = await startDatabase(root, stops);
    const port = await freePort();
    const site = join(root, "www", FOLDER);
    cpSync(SOURCE, site, { recursive: true, dereference: true });
    const journal = join(root, "journal.log");
    writeFileSync(journal, "");
    chmodSync(journal, 0o666);
    configure(site, { socket, journal, port, network: false });
    if (ROOT) giveToNobody(join(site, "wp-content"));
    const origin = `http://127.0.0.1:${port}`;
    const url = origin + FOLDER;
    await serve(root, port, stops);
    await install(url);
    const wordpress = {
      origin,
      url,
      close,
      journal: () => readFileSync(journal, "utf8"),
      php: (code) => php(site, port, code),
    };
    // Addresses with words, as nearly every site has.
    wordpress.php(`update_option('permalink_structure', '/%postname%/'); delete_option('rewrite_rules');`);
    if (network) {
      wordpress.php(readFileSync(new URL("network.php", import.meta.url), "utf8").replace("<?php", ""));
      configure(site, { socket, journal, port, network: true });
    }
    return wordpress;
  } catch (error) {
    await close();
    throw error;
  }
}

function configure(site, { socket, journal, port, network }) {
  const values = { SOCKET: socket, JOURNAL: journal, HOST: `127.0.0.1:${port}`, FOLDER, NETWORK: String(network) };
  const text = readFileSync(CONFIG, "utf8").replace(/@([A-Z]+)@/g, (_, name) => values[name]);
  rmSync(join(site, "wp-config.php"), { force: true });
  writeFileSync(join(site, "wp-config.php"), text);
}

function giveToNobody(folder) {
  const { status } = spawnSync("chown", ["-R", `${NOBODY.uid}:${NOBODY.gid}`, folder]);
  if (status !== 0) throw new Error(`cannot give ${folder} to nobody`);
}

/** MariaDB on a socket of the folder, without any network. */
async function startDatabase(root, stops) {
  const data = join(root, "base");
  mkdirSync(data);
  const programme = ["/usr/sbin/mariadbd", "/usr/bin/mariadbd"].find(existsSync) ?? "mariadbd";
  if (ROOT) giveToNobody(data);
  const socket = join(data, "s");
  const first = join(root, "first.sql");
  writeFileSync(first, "CREATE DATABASE wordpress CHARACTER SET utf8mb4;\n");
  const options = [
    "--no-defaults",
    `--datadir=${data}`,
    `--socket=${socket}`,
    "--skip-networking",
    // An empty folder is enough where nobody has rights to check.
    "--skip-grant-tables",
    `--init-file=${first}`,
    "--performance-schema=OFF",
    // What a crash would lose does not matter here.
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-doublewrite=0",
    "--innodb-log-file-size=8M",
    "--innodb-buffer-pool-size=64M",
    "--innodb-stats-persistent=OFF",
    "--skip-log-bin",
  ];
  const child = start(programme, options, {}, stops);
  await until("the database answers", child, () => {
    const code = `mysqli_report(MYSQLI_REPORT_OFF); exit(@mysqli_connect('localhost', 'wp', 'wp', 'wordpress', 0, ${JSON.stringify(socket)}) ? 0 : 1);`;
    return existsSync(socket) && spawnSync("php", ["-r", code]).status === 0;
  });
  return socket;
}

async function serve(root, port, stops) {
  const options = ["opcache.enable_cli=1", "opcache.revalidate_freq=0", "opcache.validate_timestamps=1", "upload_max_filesize=64M", "post_max_size=64M", "memory_limit=256M", "display_errors=0"];
  const args = [...options.flatMap((option) => ["-d", option]), "-S", `127.0.0.1:${port}`, "-t", join(root, "www"), ROUTER];
  const child = start("php", args, { PHP_CLI_SERVER_WORKERS: "4", CPTS_FOLDER: FOLDER }, stops);
  await until("PHP answers", child, async () => {
    const response = await fetch(`http://127.0.0.1:${port}${FOLDER}/readme.html`).catch(() => null);
    return response?.ok === true;
  });
}

/** A process of these tests, in a group of its own so that its workers end with it. */
function start(programme, args, env, stops) {
  const child = spawn(programme, args, { stdio: ["ignore", "ignore", "pipe"], detached: true, env: { ...process.env, ...env }, ...NOBODY });
  child.said = "";
  child.stderr.on("data", (text) => (child.said = (child.said + text).slice(-4000)));
  child.on("error", (error) => (child.said += error.message));
  const ended = new Promise((done) => child.once("close", done));
  const kill = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It has ended already.
    }
  };
  process.prependOnceListener("exit", () => kill("SIGKILL"));
  stops.push(async () => {
    kill("SIGTERM");
    const late = setTimeout(() => kill("SIGKILL"), 5000);
    await ended;
    clearTimeout(late);
  });
  return child;
}

async function until(what, child, holds) {
  for (let i = 0; i < 300; i++) {
    if (await holds()) return;
    if (child.exitCode !== null) break;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`it never came to this: ${what}\n${child.said}`);
}

function freePort() {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once("error", failed).listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

/** WordPress's own installer, as its form is sent. */
async function install(url) {
  const form = new URLSearchParams({
    weblog_title: "URPS d’essai",
    user_name: ADMIN.login,
    admin_password: ADMIN.password,
    admin_password2: ADMIN.password,
    admin_email: "webmestre@example.org",
    blog_public: "1",
  });
  const response = await fetch(`${url}/wp-admin/install.php?step=2`, { method: "POST", body: form });
  const page = await response.text();
  if (!response.ok || !page.includes("wp-login.php")) throw new Error(`the installer of WordPress says ${response.status}: ${page.slice(0, 2000)}`);
}

/** Runs PHP as the administrator, outside any request. */
function php(site, port, code) {
  const programme = `<?php
    $_SERVER['HTTP_HOST'] = '127.0.0.1:${port}'; $_SERVER['REQUEST_URI'] = '${FOLDER}/'; $_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1'; $_SERVER['REQUEST_METHOD'] = 'GET';
    chdir(${JSON.stringify(site)});
    require 'wp-load.php';
    wp_set_current_user(1);
    ob_start();
    $result = (function () { ${code} })();
    ob_end_clean();
    echo "\\n@@", json_encode($result);`;
  const { status, stdout, stderr } = spawnSync("php", ["-d", "display_errors=stderr"], { input: programme, encoding: "utf8", ...NOBODY });
  const at = stdout.lastIndexOf("\n@@");
  if (status !== 0 || at < 0) throw new Error(`PHP: ${stdout}\n${stderr}`);
  return JSON.parse(stdout.slice(at + 3));
}
