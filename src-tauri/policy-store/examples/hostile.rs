//! Hostile portable files, how long each takes and how much memory all of them need:
//! `cargo run --release -p policy-store --example hostile`. Ends with an error if one takes more
//! than a second, or reading needs more than 200 MB. The same files on every run.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use policy_store::{Moment, Portable, PortablePolicy};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

const FILES: u64 = 20_000;
const LONGEST: Duration = Duration::from_secs(1);
const MOST_MEMORY: u64 = 200;
/// Just below what is refused by its size alone.
const FULL: usize = 32 * 1024 * 1024 - 4_096;

fn main() -> ExitCode {
    let mut worst = Worst::default();
    for (what, file) in large() {
        let bytes = file();
        worst.read(what, &bytes);
        println!("{what}: {} KB, {} ms", bytes.len() / 1_000, worst.last.as_millis());
    }
    let clean = clean();
    let mut dice = Dice(2026);
    for nth in 0..FILES {
        let bytes =
            if nth % 2 == 0 { changed(&clean, &mut dice) } else { poisoned(&clean, &mut dice) };
        worst.read("a small one", &bytes);
    }
    let memory = memory();
    println!(
        "{} files: {} read, {} refused, 0 panics; longest {} ms ({}); at most {} MB of memory",
        worst.files,
        worst.accepted,
        worst.files - worst.accepted,
        worst.longest.as_millis(),
        worst.which,
        memory.map_or_else(|| "?".to_owned(), |megabytes| megabytes.to_string()),
    );
    let light = memory.is_none_or(|megabytes| megabytes <= MOST_MEMORY);
    if worst.longest <= LONGEST && light { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[derive(Default)]
struct Worst {
    files: u64,
    accepted: u64,
    last: Duration,
    longest: Duration,
    which: &'static str,
}

impl Worst {
    /// A panic ends the program, and so the run.
    fn read(&mut self, what: &'static str, bytes: &[u8]) {
        let start = Instant::now();
        let read = Portable::read(bytes);
        self.last = start.elapsed();
        self.files += 1;
        self.accepted += u64::from(read.is_ok());
        if self.last > self.longest {
            (self.longest, self.which) = (self.last, what);
        }
    }
}

type Made = fn() -> Vec<u8>;

/// As large, as deep and as wide as files may be, and a little more.
fn large() -> [(&'static str, Made); 12] {
    [
        ("nothing but brackets", || b"[".repeat(FULL)),
        ("deep within a string of brackets", || {
            format!("{}{}{}", "[".repeat(31), "\"[\",".repeat(FULL / 8), "]".repeat(31))
                .into_bytes()
        }),
        ("a wide list", || format!("[{}0]", "0,".repeat(399_900)).into_bytes()),
        ("a list wider than allowed", || format!("[{}0]", "0,".repeat(FULL / 2)).into_bytes()),
        ("one string", || format!("\"{}\"", "x".repeat(FULL)).into_bytes()),
        ("one string of escapes", || format!("\"{}\"", "\\u0041".repeat(FULL / 6)).into_bytes()),
        ("white space", || b" ".repeat(FULL)),
        ("one file of 24 MB", || sealed(&content(Vec::new(), vec![file(23 * 1024 * 1024)]))),
        ("many files", || sealed(&content(Vec::new(), (0..90_000).map(|_| file(60)).collect()))),
        ("the largest drafts", || {
            let draft = json!({ "x": "y".repeat(2_000_000) });
            sealed(&content((0..15).map(|id| policy(id, &draft)).collect(), Vec::new()))
        }),
        ("drafts of many answers", || {
            let answers: serde_json::Map<String, Value> =
                (0..24_000).map(|id| (format!("q{id}"), json!(id))).collect();
            let answers = Value::Object(answers);
            sealed(&content((0..8).map(|id| policy(id, &answers)).collect(), Vec::new()))
        }),
        ("many policies", || {
            sealed(&content((0..20_000).map(|id| policy(id, &json!({}))).collect(), Vec::new()))
        }),
    ]
}

fn content(policies: Vec<Value>, mut files: Vec<Value>) -> Value {
    files.sort_by_key(|file| file["name"].to_string());
    json!({ "profile": {}, "clinicians": [], "policies": policies, "files": files })
}

fn file(bytes: usize) -> Value {
    json!({ "name": format!("{}.pdf", "a".repeat(64)), "base64": "QUFB".repeat(bytes / 3) })
}

fn policy(id: u128, answers: &Value) -> Value {
    json!({
        "id": Uuid::from_u128(id), "title": "p", "created_at": 0, "archived": false, "saved_at": 0,
        "draft": { "format": 2, "answers": answers, "suggested": [] }, "revisions": [],
    })
}

/// A right hash over wrong content.
fn sealed(content: &Value) -> Vec<u8> {
    let content = ordered(content);
    let hash: String = Sha256::digest(&content).iter().map(|byte| format!("{byte:02x}")).collect();
    format!(
        "{{\"plainpolicy\":\"Plain Policy portable file\",\"format\":{},\"sha256\":\"{hash}\",\"content\":{content}}}",
        policy_store::FORMAT,
    )
    .into_bytes()
}

/// Written as the program writes it where that is possible, so that the hash fits.
fn ordered(content: &Value) -> String {
    serde_json::from_value::<Portable>(content.clone())
        .ok()
        .and_then(|portable| serde_json::to_string(&portable).ok())
        .unwrap_or_else(|| content.to_string())
}

/// A small one that is read.
fn clean() -> Value {
    let draft = policy::example(policy::Catalogue::embedded(), "stone").expect("it is there");
    let portable = Portable {
        profile: draft.answers.clone().into_iter().take(5).collect(),
        policies: vec![PortablePolicy {
            id: Uuid::from_u128(1),
            title: "Adults".to_owned(),
            created_at: Moment::default(),
            archived: false,
            saved_at: Moment::default(),
            draft,
            revisions: Vec::new(),
        }],
        ..Portable::default()
    };
    serde_json::to_value(portable).expect("string keys only")
}

/// Bytes changed, cut out, doubled or put in.
fn changed(clean: &Value, dice: &mut Dice) -> Vec<u8> {
    let mut bytes = sealed(clean);
    for _ in 0..=dice.roll(4) {
        let at = dice.roll(bytes.len());
        let end = (at + dice.roll(40)).min(bytes.len());
        let piece: Vec<u8> = match dice.roll(4) {
            0 => Vec::new(),
            1 => bytes[at..end].repeat(1 + dice.roll(300)),
            2 => (0..dice.roll(8)).map(|_| u8::try_from(dice.roll(256)).unwrap_or(0)).collect(),
            _ => b"[{\"\\,:]}0e-"[dice.roll(11)..].to_vec(),
        };
        bytes.splice(at..end, piece);
        if bytes.is_empty() {
            break;
        }
    }
    bytes
}

/// Something else somewhere in the content, under a right hash.
fn poisoned(clean: &Value, dice: &mut Dice) -> Vec<u8> {
    let mut content = clean.clone();
    let junk = match dice.roll(9) {
        0 => Value::Null,
        1 => json!(i64::MIN),
        2 => json!(1e308),
        3 => json!("\u{202e}\u{0}x".repeat(dice.roll(2_000))),
        4 => json!([[[[[[{ "a": [[[[[[[[1]]]]]]]] }]]]]]]),
        5 => json!({ "id": Uuid::from_u128(1), "revisions": [] }),
        6 => json!(vec![0; dice.roll(5_000)]),
        7 => json!("../../../etc/passwd"),
        _ => json!(true),
    };
    let depth = dice.roll(7);
    put(&mut content, depth, junk, dice);
    sealed(&content)
}

/// Puts the junk in the place of a value so deep in, or of the leaf on the way there.
fn put(value: &mut Value, depth: usize, junk: Value, dice: &mut Dice) {
    match value {
        Value::Object(map) if depth > 0 && !map.is_empty() => {
            let at = dice.roll(map.len());
            if let Some(inner) = map.values_mut().nth(at) {
                put(inner, depth - 1, junk, dice);
            }
        }
        Value::Array(items) if depth > 0 && !items.is_empty() => {
            let at = dice.roll(items.len());
            put(&mut items[at], depth - 1, junk, dice);
        }
        other => *other = junk,
    }
}

/// The same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % below.max(1)
    }
}

/// The most memory this process has had, in megabytes, where the system says. The files made here
/// are in it too.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1_000)
}
