//! Serves `dist/` on this machine as a good static host would: policy, types, brotli, cache rules, and the page
//! itself for every route of the app. For trying and for tests; it listens on 127.0.0.1 and nowhere else.

mod answer;
mod connection;

use crate::arguments::Serve;
use crate::build::{self, policy};
use crate::repository;
use answer::{Answer, Site};
use anyhow::{Context, Result};
use connection::Request;
use serde_json::json;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

pub fn run(options: &Serve) -> Result<()> {
    if !options.built && !options.dev {
        build::release(&options.build)?;
    }
    let folder = options.folder.as_ref().map_or_else(repository::dist, PathBuf::from);
    let site = Arc::new(Site {
        folder,
        base: options.build.base.clone(),
        policy: policy::header(options.report),
        changing: options.dev,
    });
    let address = format!("127.0.0.1:{}", options.port);
    let listener = TcpListener::bind(&address).with_context(|| format!("cannot listen on {address}"))?;
    println!("http://{address}{}", options.build.base);
    let listening = thread::spawn(move || listen(&listener, &site));
    if options.dev {
        return build::watch(&options.build);
    }
    listening.join().map_err(|_| anyhow::anyhow!("the server ended"))
}

/// Serves a folder at a port of its own, at the root, until this process ends.
pub fn in_background(folder: PathBuf) -> Result<u16> {
    let site = Arc::new(Site { folder, base: "/".into(), policy: policy::header(false), changing: false });
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let port = listener.local_addr()?.port();
    thread::spawn(move || listen(&listener, &site));
    Ok(port)
}

fn listen(listener: &TcpListener, site: &Arc<Site>) {
    let reports = Arc::new(Mutex::new(Vec::new()));
    for stream in listener.incoming().flatten() {
        let (site, reports) = (Arc::clone(site), Arc::clone(&reports));
        // A browser that went away needs no answer.
        thread::spawn(move || connection::serve(stream, |request| respond(request, &site, &reports)));
    }
}

fn respond(request: &Request, site: &Site, reports: &Mutex<Vec<String>>) -> Answer {
    if request.path == policy::REPORTS {
        collect(request, reports)
    } else if matches!(request.method.as_str(), "GET" | "HEAD") {
        site.answer(&request.path, request.brotli)
    } else {
        Answer::plain(405, "only GET\n")
    }
}

/// POST keeps a report and prints it, GET gives all of them as a JSON list.
fn collect(request: &Request, reports: &Mutex<Vec<String>>) -> Answer {
    let mut kept = reports.lock().unwrap_or_else(PoisonError::into_inner);
    if request.method == "POST" {
        let text = String::from_utf8_lossy(&request.body).into_owned();
        eprintln!("content policy: {text}");
        kept.push(text);
    }
    Answer::plain(200, &json!(*kept).to_string())
}
