//! What `cargo xtask serve` answers: the files of the page under the policy of the tests,
//! and when the page has changed.

use std::io::Cursor;
use std::path::{Component, Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use tiny_http::{Header, Request, Response};

use crate::hors_ligne;
use crate::later::Later;

const RELOAD_PATH: &str = "/__reload";
const RELOAD_SCRIPT_PATH: &str = "/__reload.js";
/// Asks again and again whether the page has changed; each answer takes up to 20 s.
const RELOAD_SCRIPT: &str = "
const wait = async () => {
  try {
    const answer = await fetch('/__reload');
    if (answer.ok && (await answer.text()) === 'changed') return location.reload();
  } catch { await new Promise((done) => setTimeout(done, 1000)); }
  wait();
};
wait();
";

/// The page that is served.
#[derive(Debug)]
pub(crate) struct Site {
    pub(crate) folder: PathBuf,
    /// Where the files are that are built after the page.
    pub(crate) later: Later,
    pub(crate) policy: String,
    /// Every file as it is, the worker too.
    pub(crate) as_published: bool,
}

/// A worker that takes itself off the browser: one that kept files would show
/// those of yesterday, and the reloading script is not in its list.
const NO_WORKER: &[u8] = b"addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(registration.unregister()));
";

impl Site {
    /// Answers one request.
    pub(crate) fn answer(&self, request: Request) -> std::io::Result<()> {
        match request.url().split(['?', '#']).next().unwrap_or("/") {
            RELOAD_PATH => request.respond(Response::from_string(self.wait_for_change())),
            RELOAD_SCRIPT_PATH => {
                respond(request, Response::from_data(RELOAD_SCRIPT), &[("Content-Type", "text/javascript")])
            }
            path => {
                let (status, body, kind) = self.read(path);
                let headers = [
                    ("Content-Type", kind),
                    ("Cache-Control", "no-store"),
                    ("X-Content-Type-Options", "nosniff"),
                    ("Content-Security-Policy", &self.policy),
                ];
                respond(request, Response::from_data(body).with_status_code(status), &headers)
            }
        }
    }

    fn read(&self, url: &str) -> (u16, Vec<u8>, &'static str) {
        let name = if url.ends_with('/') { format!("{url}index.html") } else { url.to_owned() };
        let relative = Path::new(name.trim_start_matches('/'));
        let inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
        let Some(body) = inside.then(|| self.file(relative)).flatten() else {
            return match name.as_str() {
                "/index.html" => (503, WAITING.into(), "text/html; charset=utf-8"),
                _ => (404, b"not found".into(), "text/plain"),
            };
        };
        let kind = media_type(relative);
        if self.as_published {
            return (200, body, kind);
        }
        if relative == Path::new(hors_ligne::WORKER) {
            return (200, NO_WORKER.into(), kind);
        }
        if kind.starts_with("text/html") {
            let html = String::from_utf8_lossy(&body);
            let script = format!("<script type=\"module\" src=\"{RELOAD_SCRIPT_PATH}\"></script></body>");
            return (200, html.replacen("</body>", &script, 1).into_bytes(), kind);
        }
        (200, body, kind)
    }

    /// A file of the page, or one that goes with it.
    fn file(&self, name: &Path) -> Option<Vec<u8>> {
        let body = std::fs::read(self.folder.join(name)).ok();
        body.or_else(|| self.later.read(name, self.built()?))
    }

    fn wait_for_change(&self) -> &'static str {
        let before = self.built();
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(200));
            let now = self.built();
            if now.is_some() && now != before {
                return "changed";
            }
        }
        "same"
    }

    /// When the page was last built.
    pub(crate) fn built(&self) -> Option<SystemTime> {
        self.folder.join("index.html").metadata().ok()?.modified().ok()
    }
}

/// What a browser is shown before the first build is over.
const WAITING: &str = "<!doctype html><meta charset=utf-8><title>Building</title><body><p>The first build is under way.</p>\
    <script type=\"module\" src=\"/__reload.js\"></script></body>";

fn respond(
    request: Request,
    mut response: Response<Cursor<Vec<u8>>>,
    headers: &[(&str, &str)],
) -> std::io::Result<()> {
    for (name, value) in headers {
        // Only text that is not ASCII is refused, and these headers are written above.
        if let Ok(header) = Header::from_bytes(*name, *value) {
            response.add_header(header);
        }
    }
    request.respond(response)
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> (Site, PathBuf) {
        let folder = std::env::temp_dir().join(format!(
            "xtask-serve-{}-{:?}",
            std::process::id(),
            std::thread::current().id()
        ));
        std::fs::create_dir_all(&folder).unwrap();
        let later = Later::new(folder.join("later"));
        (Site { folder: folder.clone(), later, policy: String::new(), as_published: false }, folder)
    }

    #[test]
    fn files_have_their_type_and_html_reloads() {
        let (site, folder) = site();
        assert_eq!(site.read("/").0, 503);
        std::fs::write(folder.join("index.html"), "<body>bonjour</body>").unwrap();
        std::fs::write(folder.join("a_bg.wasm"), [0]).unwrap();
        let (status, body, kind) = site.read("/");
        assert_eq!((status, kind), (200, "text/html; charset=utf-8"));
        assert!(
            String::from_utf8(body).unwrap().contains("bonjour<script type=\"module\" src=\"/__reload.js\">")
        );
        assert_eq!(site.read("/a_bg.wasm"), (200, vec![0], "application/wasm"));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_worker_is_served_where_it_is_asked_for_and_else_takes_itself_away() {
        let (mut site, folder) = site();
        std::fs::write(folder.join("index.html"), "<body>bonjour</body>").unwrap();
        std::fs::write(folder.join("service.js"), "caches").unwrap();
        assert_eq!(site.read("/service.js").1, NO_WORKER);
        site.as_published = true;
        assert_eq!(site.read("/service.js").1, b"caches");
        assert_eq!(site.read("/").1, b"<body>bonjour</body>");
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn nothing_outside_the_folder_is_read() {
        let (site, folder) = site();
        for url in ["/../Cargo.toml", "/a/../../b", "//etc/passwd", "/absent.js"] {
            assert_eq!(site.read(url).0, 404, "{url}");
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
}
