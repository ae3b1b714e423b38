//! `cargo xtask serve`: the page, rebuilt and reloaded at each change, under the
//! strict Content-Security-Policy of the tests.
//!
//! Trunk watches and builds; its own server is not used, because it reloads
//! through an inline script, which the policy rightly refuses.

use std::sync::Arc;

use anyhow::{Result, anyhow};
use tiny_http::Server;

use crate::later::Later;
use crate::policy::policy;
use crate::setup::{self, Need};
use crate::site::Site;
use crate::{page, shell, split, workspace};

/// Options of `cargo xtask serve`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Port to listen on.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Address to listen on; 0.0.0.0 to open the page from a phone.
    #[arg(long, default_value = "127.0.0.1")]
    address: String,
    /// Build as for publication: smaller and slower to build.
    #[arg(long)]
    release: bool,
    /// Serve the worker that keeps the page on the device, and do not reload the
    /// page: as published. Else nothing is kept, and each change is seen.
    #[arg(long)]
    hors_ligne: bool,
}

/// Builds, serves and rebuilds until it is stopped.
pub(crate) fn run(options: &Options) -> Result<()> {
    let ready = setup::run(Need::PAGE)?;
    let folder = workspace::target_dir().join("serve");
    std::fs::create_dir_all(&folder)?;

    let address = format!("{}:{}", options.address, options.port);
    let server =
        Server::http(&address).map_err(|error| anyhow!("cannot listen on {address}: {error}; try --port"))?;
    let mut trunk = page::trunk(&ready, "watch", &folder)?;
    if options.release {
        trunk.arg("--release");
    }
    // What builds and tests write must not start another build.
    for ignored in [workspace::target_dir(), workspace::root().join("tests"), page::dist()] {
        if ignored.exists() {
            trunk.arg("--ignore").arg(ignored);
        }
    }
    let site = Arc::new(Site {
        folder,
        later: Later::new(workspace::target_dir().join("serve-later")),
        policy: policy(),
        as_published: options.hors_ligne,
    });
    // As published, all files come at once: the worker has a list of them.
    if !options.release && !options.hors_ligne {
        trunk.env(split::LATER, "1");
        let site = Arc::clone(&site);
        std::thread::spawn(move || site.later.follow(&ready, || site.built()));
    }
    println!("serve: http://{address}/ (the first build takes a minute or two; Ctrl-C stops)");
    std::thread::spawn(move || {
        for request in server.incoming_requests() {
            let site = Arc::clone(&site);
            // A browser that hangs up is not an error of ours.
            std::thread::spawn(move || site.answer(request).ok());
        }
    });
    shell::run(&mut trunk)
}
