//! Times the minijinja crate without Python: JSON lines in and out, as `dossier template bench --json`.
//! The data are read, and the templates parsed, before the clock starts.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use std::collections::BTreeMap;
use std::io::{BufRead, Write};
use std::sync::Arc;
use std::time::Instant;

/// A JSON value.
enum Json {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    List(Vec<Json>),
    Map(Vec<(String, Json)>),
}

/// Reads JSON that is known to be well formed.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> u8 {
        while self.bytes[self.at].is_ascii_whitespace() {
            self.at += 1;
        }
        self.at += 1;
        self.bytes[self.at - 1]
    }

    fn value(&mut self) -> Json {
        match self.next() {
            b'n' => self.word(3, Json::Null),
            b't' => self.word(3, Json::Bool(true)),
            b'f' => self.word(4, Json::Bool(false)),
            b'"' => Json::Text(self.text()),
            b'[' => {
                let mut items = Vec::new();
                if self.next() == b']' {
                    return Json::List(items);
                }
                self.at -= 1;
                loop {
                    items.push(self.value());
                    if self.next() == b']' {
                        return Json::List(items);
                    }
                }
            }
            b'{' => {
                let mut entries = Vec::new();
                loop {
                    if self.next() == b'}' {
                        return Json::Map(entries);
                    }
                    let key = self.text();
                    self.next();
                    entries.push((key, self.value()));
                    if self.next() == b'}' {
                        return Json::Map(entries);
                    }
                }
            }
            _ => {
                let start = self.at - 1;
                while self.at < self.bytes.len() && b"0123456789+-.eE".contains(&self.bytes[self.at]) {
                    self.at += 1;
                }
                let text = std::str::from_utf8(&self.bytes[start..self.at]).unwrap();
                match text.parse() {
                    Ok(number) => Json::Int(number),
                    Err(_) => Json::Float(text.parse().unwrap()),
                }
            }
        }
    }

    fn word(&mut self, rest: usize, value: Json) -> Json {
        self.at += rest;
        value
    }

    fn text(&mut self) -> String {
        let mut bytes = Vec::new();
        loop {
            let byte = self.bytes[self.at];
            self.at += 1;
            match byte {
                b'"' => return String::from_utf8(bytes).unwrap(),
                b'\\' => {
                    let escape = self.bytes[self.at];
                    self.at += 1;
                    let c = match escape {
                        b'n' => '\n',
                        b't' => '\t',
                        b'r' => '\r',
                        b'b' => '\u{8}',
                        b'f' => '\u{c}',
                        b'u' => {
                            let digits = std::str::from_utf8(&self.bytes[self.at..self.at + 4]).unwrap();
                            self.at += 4;
                            char::from_u32(u32::from_str_radix(digits, 16).unwrap()).unwrap()
                        }
                        other => other as char,
                    };
                    bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                }
                _ => bytes.push(byte),
            }
        }
    }
}

impl Json {
    fn get(&self, name: &str) -> &Json {
        match self {
            Json::Map(entries) => &entries.iter().find(|entry| entry.0 == name).unwrap().1,
            _ => unreachable!(),
        }
    }

    fn str(&self) -> &str {
        match self {
            Json::Text(text) => text,
            _ => unreachable!(),
        }
    }

    fn to_value(&self) -> Value {
        match self {
            Json::Null => Value::from(()),
            Json::Bool(value) => Value::from(*value),
            Json::Int(value) => Value::from(*value),
            Json::Float(value) => Value::from(*value),
            Json::Text(text) => Value::from(Arc::<str>::from(text.as_str())),
            Json::List(items) => Value::from(items.iter().map(Json::to_value).collect::<Vec<_>>()),
            Json::Map(entries) => Value::from(
                entries.iter().map(|(key, value)| (Arc::<str>::from(key.as_str()), value.to_value()))
                    .collect::<BTreeMap<Arc<str>, Value>>()),
        }
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if (c as u32) < 32 => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn main() {
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let job = Reader { bytes: line.as_bytes(), at: 0 }.value();
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_syntax(
            SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().unwrap());
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        if let Json::Map(files) = job.get("files") {
            for (name, source) in files {
                environment.add_template_owned(name.clone(), source.str().to_string()).unwrap();
            }
        }
        let context = job.get("context").to_value();
        let template = environment.get_template(job.get("entry").str()).unwrap();
        let output = template.render(&context).unwrap();
        let mut size = 1u32;
        let nanoseconds = loop {
            let start = Instant::now();
            for _ in 0..size {
                std::hint::black_box(template.render(&context).unwrap());
            }
            let elapsed = start.elapsed();
            if elapsed.as_millis() >= 50 {
                break elapsed.as_nanos() as f64 / size as f64;
            }
            size *= 2;
        };
        println!("{{\"ns_per_render\":{nanoseconds},\"output\":{}}}", quoted(&output));
        std::io::stdout().flush().unwrap();
    }
}
