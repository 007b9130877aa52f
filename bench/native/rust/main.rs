// One row with Rust's std::collections::HashMap and its default hasher (SipHash-1-3, seeded per map). See ../README.md
// for the protocol.
use std::collections::HashMap;
use std::env;
use std::process::exit;
use std::time::Instant;

type Table = HashMap<i32, i32>;

fn fail(what: &str) -> ! {
    eprintln!("Error: wrong answer: {what}");
    exit(1)
}

// --- The data of bench/data/ ------------------------------------------------------------------------------------------

const ABSENT: u32 = 1 << 26;
const WINDOW: usize = 65536;
const MAP_LIMIT: usize = 1 << 24;

fn mix(mut x: u32) -> u32 {
    x = (x ^ (x >> 16)).wrapping_mul(0x7feb352d);
    x = (x ^ (x >> 15)).wrapping_mul(0x846ca68b);
    x ^ (x >> 16)
}

fn make_keys(from: u32, count: usize, seed: u32) -> Vec<i32> {
    (0..count as u32).map(|i| mix(from.wrapping_add(i).wrapping_add(seed)) as i32).collect()
}

fn make_values(count: usize, seed: u32) -> Vec<i32> {
    (0..count as u32).map(|i| (mix(i ^ seed.wrapping_add(0x5bd1)) & 0xfffff) as i32).collect()
}

fn pick_count(n: usize) -> usize {
    if n < 200_000 { WINDOW } else { 16 * WINDOW }
}

/// In floating point, as JavaScript computes it: an exact product would differ in the last place once in a while.
fn make_picks(n: usize, seed: u32) -> Vec<usize> {
    (0..pick_count(n) as u32)
        .map(|i| (mix(i ^ seed.wrapping_add(0x3c6e)) as f64 / 4294967296.0 * n as f64).floor() as usize)
        .collect()
}

fn gather(source: &[i32], picks: &[usize]) -> Vec<i32> {
    picks.iter().map(|&i| source[i]).collect()
}

#[derive(Default)]
struct Checksum(u32);

impl Checksum {
    fn add(&mut self, x: i32) {
        self.0 = self.0.wrapping_mul(31).wrapping_add(x as u32);
    }
}

// --- The clock -------------------------------------------------------------------------------------------------------

struct Plan {
    warmup_ms: f64,
    time_ms: f64,
    samples: usize,
}

/// What one sample needs; only `run` is timed.
trait Batch {
    fn before(&mut self);
    fn run(&mut self);
}

fn once(batch: &mut impl Batch) -> f64 {
    batch.before();
    let begin = Instant::now();
    batch.run();
    begin.elapsed().as_nanos() as f64
}

/// Median nanoseconds of a sample.
fn time_samples(plan: &Plan, batch: &mut impl Batch) -> f64 {
    let mut spent = 0.0;
    while spent < plan.warmup_ms * 1e6 {
        spent += once(batch);
    }
    let mut samples: Vec<f64> = Vec::new();
    spent = 0.0;
    while spent < plan.time_ms * 1e6 || samples.len() < plan.samples {
        let sample = once(batch);
        samples.push(sample);
        spent += sample;
    }
    samples.sort_by(f64::total_cmp);
    let middle = samples.len() / 2;
    if samples.len() % 2 == 1 { samples[middle] } else { (samples[middle - 1] + samples[middle]) / 2.0 }
}

// --- The timed loops, as in bench/loops.ts ---------------------------------------------------------------------------

fn count_equal(table: &Table, keys: &[i32], wanted: &[i32]) -> usize {
    let mut equal = 0;
    for (key, value) in keys.iter().zip(wanted) {
        if table.get(key) == Some(value) {
            equal += 1;
        }
    }
    equal
}

fn count_present(table: &Table, keys: &[i32]) -> usize {
    let mut present = 0;
    for key in keys {
        if table.contains_key(key) {
            present += 1;
        }
    }
    present
}

fn get_each(table: &Table, keys: &[i32], out: &mut [i32]) {
    for (place, key) in out.iter_mut().zip(keys) {
        *place = table.get(key).copied().unwrap_or(0);
    }
}

fn insert(table: &mut Table, keys: &[i32], values: &[i32]) {
    for (&key, &value) in keys.iter().zip(values) {
        table.insert(key, value);
    }
}

// --- The rows --------------------------------------------------------------------------------------------------------

struct Job {
    op: String,
    seed: u32,
    plan: Plan,
    sizes: Vec<usize>,
}

fn answer(nanoseconds: f64, sum: Checksum) {
    println!("{nanoseconds:.4} {}", sum.0);
}

/// A list of picks, served one window at a time.
struct Reads<'a> {
    table: &'a Table,
    op: &'a str,
    keys: Vec<i32>,
    /// Empty where the keys are absent.
    wanted: Vec<i32>,
    out: Vec<i32>,
    start: usize,
    next: usize,
}

impl Reads<'_> {
    fn check_out(&self) {
        let has_run = self.next != self.start;
        if self.op == "get-many" && has_run && self.out != self.wanted[self.start..self.start + WINDOW] {
            fail("values")
        }
    }
}

impl Batch for Reads<'_> {
    fn before(&mut self) {
        self.check_out();
        self.start = self.next % self.keys.len();
        self.next = self.start + WINDOW;
    }

    fn run(&mut self) {
        let window = self.start..self.start + WINDOW;
        let keys = &self.keys[window.clone()];
        match self.op {
            "get" => {
                if count_equal(self.table, keys, &self.wanted[window]) != WINDOW {
                    fail("values")
                }
            }
            "get-many" => get_each(self.table, keys, &mut self.out),
            _ => {
                if count_present(self.table, keys) != 0 {
                    fail("present")
                }
            }
        }
    }
}

fn read_row(job: &Job, table: &Table, keys: &[i32], values: &[i32], n: usize) {
    let picks = make_picks(n, job.seed);
    let is_miss = job.op == "has";
    let mut batch = Reads {
        table,
        op: &job.op,
        keys: if is_miss { make_keys(ABSENT, picks.len(), job.seed) } else { gather(keys, &picks) },
        wanted: if is_miss { Vec::new() } else { gather(values, &picks) },
        out: vec![0; WINDOW],
        start: 0,
        next: 0,
    };
    let nanoseconds = time_samples(&job.plan, &mut batch);
    batch.check_out();
    let mut sum = Checksum::default();
    for key in &batch.keys {
        sum.add(*key);
        sum.add(if is_miss { table.contains_key(key) as i32 } else { table.get(key).copied().unwrap_or(-1) });
    }
    answer(nanoseconds / WINDOW as f64, sum);
}

fn reads(job: &Job) {
    let largest = *job.sizes.last().unwrap();
    let keys = make_keys(0, largest, job.seed);
    let values = make_values(largest, job.seed);
    let mut table = Table::new();
    let mut filled = 0;
    for &n in &job.sizes {
        insert(&mut table, &keys[filled..n], &values[filled..n]);
        filled = n;
        read_row(job, &table, &keys, &values, n);
    }
}

/// Inserts number `from` up to the end, into several tables at once if they are small: the clock needs something to see.
struct Inserts {
    keys: Vec<i32>,
    values: Vec<i32>,
    from: usize,
    copies: usize,
    tables: Vec<Table>,
}

impl Batch for Inserts {
    fn before(&mut self) {
        self.tables.clear();
        self.tables.resize_with(self.copies, Table::new);
        for table in &mut self.tables {
            insert(table, &self.keys[..self.from], &self.values[..self.from]);
        }
    }

    fn run(&mut self) {
        for table in &mut self.tables {
            insert(table, &self.keys[self.from..], &self.values[self.from..]);
        }
    }
}

fn inserts(job: &Job, n: usize, from: usize, to: usize) {
    let copies = (16384 / n).max(1);
    let (keys, values) = (make_keys(0, to, job.seed), make_values(to, job.seed));
    let mut batch = Inserts { keys, values, from, copies, tables: Vec::new() };
    let nanoseconds = time_samples(&job.plan, &mut batch);
    let table = &batch.tables[0];
    let mut sum = Checksum::default();
    for key in &batch.keys {
        sum.add(*key);
        sum.add(table.get(key).copied().unwrap_or(-1));
    }
    sum.add(table.len() as i32);
    answer(nanoseconds / ((to - from) * copies) as f64, sum);
}

fn number<T: std::str::FromStr>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| {
        eprintln!("Error: {text} is no number");
        exit(2)
    })
}

fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    if args.len() < 6 {
        eprintln!("Error: op seed warmup-ms time-ms samples size...");
        exit(2)
    }
    let job = Job {
        op: args[0].clone(),
        seed: number(&args[1]),
        plan: Plan { warmup_ms: number(&args[2]), time_ms: number(&args[3]), samples: number(&args[4]) },
        sizes: args[5..].iter().map(|text| number(text)).collect(),
    };
    match job.op.as_str() {
        "build" => job.sizes.iter().for_each(|&n| inserts(&job, n, 0, n)),
        "set-new" => job.sizes.iter().for_each(|&n| inserts(&job, n, n, (2 * n).min(MAP_LIMIT - 1))),
        _ => reads(&job),
    }
}
