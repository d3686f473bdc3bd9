//! One connection: requests in, answers out, until either side ends it. A connection has a thread of its
//! own: a browser opens several at once and leaves some of them idle.

use super::answer::Answer;
use std::io::{self, Read, Write};
use std::net::TcpStream;

/// Longer heads are not from a browser that tries this site.
const HEAD: usize = 65_536;
/// Longer bodies are cut: only reports have any.
const BODY: usize = 65_536;

/// What was asked.
pub struct Request {
    pub method: String,
    /// Without query and fragment.
    pub path: String,
    /// Whether the browser unpacks brotli.
    pub brotli: bool,
    pub body: Vec<u8>,
}

/// Answers every request on `stream`.
pub fn serve(mut stream: TcpStream, answer: impl Fn(&Request) -> Answer) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut read = Vec::new();
    while let Some(request) = next(&mut stream, &mut read)? {
        let answer = answer(&request);
        write(&mut stream, &answer, request.method != "HEAD")?;
    }
    Ok(())
}

/// The next request; none when the browser has ended the connection. `read` keeps what came too early.
fn next(stream: &mut TcpStream, read: &mut Vec<u8>) -> io::Result<Option<Request>> {
    loop {
        let mut headers = [httparse::EMPTY_HEADER; 64];
        let mut head = httparse::Request::new(&mut headers);
        let parsed = head.parse(read).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        if let httparse::Status::Complete(end) = parsed {
            let value = |name: &str| {
                let found = head.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
                found.map(|header| String::from_utf8_lossy(header.value).into_owned()).unwrap_or_default()
            };
            let length = value("Content-Length").parse().unwrap_or(0).min(BODY);
            let path = head.path.unwrap_or("/").split(['?', '#']).next().unwrap_or("/").to_owned();
            let method = head.method.unwrap_or_default().to_owned();
            let brotli = value("Accept-Encoding").contains("br");
            while read.len() < end + length {
                if more(stream, read)? == 0 {
                    return Ok(None);
                }
            }
            let body = read[end..end + length].to_vec();
            read.drain(..end + length);
            return Ok(Some(Request { method, path, brotli, body }));
        }
        if read.len() > HEAD || more(stream, read)? == 0 {
            return Ok(None);
        }
    }
}

fn more(stream: &mut TcpStream, read: &mut Vec<u8>) -> io::Result<usize> {
    let mut part = [0; 8192];
    let count = stream.read(&mut part)?;
    read.extend_from_slice(&part[..count]);
    Ok(count)
}

fn write(stream: &mut TcpStream, answer: &Answer, with_body: bool) -> io::Result<()> {
    let mut head = format!("HTTP/1.1 {} \r\nContent-Length: {}\r\n", answer.status, answer.body.len());
    let headers: String = answer.headers.iter().flat_map(|(name, value)| [*name, ": ", value, "\r\n"]).collect();
    head += &headers;
    head += "\r\n";
    stream.write_all(head.as_bytes())?;
    if with_body {
        stream.write_all(&answer.body)?;
    }
    stream.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;
    use std::thread;

    #[test]
    fn many_idle_connections_do_not_keep_others_waiting() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                thread::spawn(move || serve(stream, |request| Answer::plain(200, &request.path)));
            }
        });
        let idle: Vec<_> = (0..40).map(|_| TcpStream::connect(address).unwrap()).collect();
        let mut stream = TcpStream::connect(address).unwrap();
        stream
            .write_all(b"GET /a?b HTTP/1.1\r\nHost: x\r\n\r\nPOST /c HTTP/1.1\r\ncontent-length: 2\r\n\r\nhi")
            .unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        assert_eq!(text.matches("HTTP/1.1 200").count(), 2, "{text}");
        assert!(text.contains("\r\n\r\n/aHTTP") && text.ends_with("/c"), "{text}");
        drop(idle);
    }
}
