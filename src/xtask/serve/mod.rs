//! Serves `dist/` on this machine as a good static host would: policy, types, brotli, cache rules, and the page
//! itself for every route of the app. For trying and for tests; it listens on 127.0.0.1 and nowhere else.

mod answer;

use crate::arguments::Serve;
use crate::build::{self, policy};
use crate::repository;
use answer::{Answer, Site};
use anyhow::{Result, anyhow};
use serde_json::json;
use std::io::Read;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use tiny_http::{Header, Method, Request, Response, Server};

/// Chromium opens six connections to a host.
const THREADS: usize = 8;

pub fn run(options: &Serve) -> Result<()> {
    if !options.built && !options.dev {
        build::release(&options.build)?;
    }
    let folder = options.folder.as_ref().map_or_else(repository::dist, PathBuf::from);
    let site = Site {
        folder,
        base: options.build.base.clone(),
        policy: policy::header(options.report),
        changing: options.dev,
    };
    let address = format!("127.0.0.1:{}", options.port);
    let server = Server::http(&address).map_err(|error| anyhow!("cannot listen on {address}: {error}"))?;
    println!("http://{address}{}", options.build.base);
    let server = Arc::new(server);
    let site = Arc::new(site);
    let reports = Arc::new(Mutex::new(Vec::new()));
    let workers: Vec<_> = (0..THREADS)
        .map(|_| {
            let (server, site, reports) = (Arc::clone(&server), Arc::clone(&site), Arc::clone(&reports));
            thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    respond(request, &site, &reports);
                }
            })
        })
        .collect();
    if options.dev {
        return build::watch(&options.build);
    }
    for worker in workers {
        worker.join().map_err(|_| anyhow!("a server thread ended"))?;
    }
    Ok(())
}

fn respond(mut request: Request, site: &Site, reports: &Mutex<Vec<String>>) {
    let path = request.url().split(['?', '#']).next().unwrap_or("/").to_owned();
    let answer = if path == policy::REPORTS {
        collect(&mut request, reports)
    } else if matches!(request.method(), Method::Get | Method::Head) {
        let brotli = header(&request, "Accept-Encoding").is_some_and(|value| value.contains("br"));
        site.answer(&path, brotli)
    } else {
        Answer::plain(405, "only GET\n")
    };
    let mut response = Response::from_data(answer.body).with_status_code(answer.status);
    for (name, value) in answer.headers {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    // A browser that went away needs no answer.
    let _ = request.respond(response);
}

/// POST keeps a report and prints it, GET gives all of them as a JSON list.
fn collect(request: &mut Request, reports: &Mutex<Vec<String>>) -> Answer {
    let mut kept = reports.lock().unwrap_or_else(PoisonError::into_inner);
    if *request.method() == Method::Post {
        let mut text = String::new();
        let _ = request.as_reader().take(65_536).read_to_string(&mut text);
        eprintln!("content policy: {text}");
        kept.push(text);
    }
    Answer::plain(200, &json!(*kept).to_string())
}

fn header<'a>(request: &'a Request, name: &'static str) -> Option<&'a str> {
    request.headers().iter().find(|header| header.field.equiv(name)).map(|header| header.value.as_str())
}
