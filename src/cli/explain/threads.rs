//! `--explain=threads`: what every thread did and when, as a page, as text, as
//! JSON lines.
//!
//! The scheduler keeps the steps (`memory::lock`); this file only shows them.
//! The page is one HTML file with a drawing inside: a lane for each thread,
//! marks where one thread has started or woken another. It needs no network
//! and no script. Steps of native code inside one turn are not seen.

use super::{Request, write};
use crate::memory::{Doing, Step};
use crate::objects::vm::Vm;
use crate::stdlib::thread::report;
use std::ffi::OsString;
use std::fmt::Write;
use std::path::Path;

/// The watching and how to show what was seen.
pub struct Timeline {
    request: Request,
    script: String,
    steps: Vec<Step>,
    names: Vec<(u64, String)>,
}

impl Timeline {
    /// Starts watching; called before the program runs.
    pub fn start(vm: &Vm, request: &Request, script: &str) -> Timeline {
        vm.threads.watch(report::describe);
        Timeline { request: request.clone(), script: script.to_owned(), steps: Vec::new(), names: Vec::new() }
    }

    /// Shows what has been seen.
    pub fn finish(mut self, vm: &Vm) {
        (self.steps, self.names) = vm.threads.steps();
        if self.request.json {
            return write(&self.json());
        }
        if self.request.text {
            return write(&self.text());
        }
        let output = self.request.output.clone().unwrap_or_else(|| {
            let stem = Path::new(&self.script).file_stem().filter(|_| !self.script.starts_with('<'));
            let mut name = stem.map_or_else(|| OsString::from("program"), std::ffi::OsStr::to_owned);
            name.push(".threads.html");
            name
        });
        let shown = Path::new(&output).display().to_string();
        match std::fs::write(&output, self.page()) {
            Ok(()) => write(&format!("taipan: threads written to {shown}\n")),
            Err(error) => write(&format!("taipan: cannot write {shown}: {error}\n")),
        }
    }
}

impl Timeline {
    fn name(&self, seat: u64) -> String {
        match self.names.iter().rev().find(|row| row.0 == seat) {
            Some((_, name)) => name.clone(),
            None => format!("thread {seat}"),
        }
    }

    fn sentence(&self, step: &Step) -> String {
        match step.doing {
            Doing::Started => format!("is started by {}", self.name(step.by)),
            Doing::Runs => "runs".to_owned(),
            Doing::Ready => "waits for the interpreter lock".to_owned(),
            Doing::Waits => format!("waits for {}", step.what),
            Doing::Outside => format!("is in {}", step.what),
            Doing::Woken => format!("is woken by {}", self.name(step.by)),
            Doing::Ended => "ends".to_owned(),
        }
    }

    fn text(&self) -> String {
        let width = self.names.iter().map(|row| row.1.chars().count()).max().unwrap_or(0);
        let mut text = String::new();
        for step in &self.steps {
            let name = self.name(step.seat);
            let _ = std::write!(text, "{:12.6}  {name:width$}  {}", step.at as f64 / 1e9, self.sentence(step));
            if !step.place.is_empty() {
                let _ = std::write!(text, "  ({})", step.place);
            }
            text.push('\n');
        }
        text
    }

    fn json(&self) -> String {
        let mut text = String::new();
        for step in &self.steps {
            let _ = std::write!(text, "{{\"nanoseconds\": {}, \"thread\": ", step.at);
            quote(&self.name(step.seat), &mut text);
            let _ = std::write!(text, ", \"event\": \"{}\"", word(step.doing));
            if step.by != 0 {
                text.push_str(", \"by\": ");
                quote(&self.name(step.by), &mut text);
            }
            for (key, value) in [("what", &step.what), ("place", &step.place)] {
                if !value.is_empty() {
                    let _ = std::write!(text, ", \"{key}\": ");
                    quote(value, &mut text);
                }
            }
            text.push_str("}\n");
        }
        text
    }

    /// Threads in the order in which they appear.
    fn lanes(&self) -> Vec<u64> {
        let mut lanes = Vec::new();
        for step in &self.steps {
            if !lanes.contains(&step.seat) {
                lanes.push(step.seat);
            }
        }
        lanes
    }

    fn page(&self) -> String {
        let lanes = self.lanes();
        let end = self.steps.last().map_or(1, |step| step.at.max(1));
        let x = |at: u64| LEFT + (WIDTH - LEFT - MARGIN) * at as f64 / end as f64;
        let y = |seat: u64| TOP + LANE * lanes.iter().position(|lane| *lane == seat).unwrap_or(0) as f64;
        let height = TOP + LANE * lanes.len() as f64 + MARGIN;
        let mut page = String::from(HEAD);
        let _ =
            std::write!(page, "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"Threads over time\">\n{ARROW}");
        for seat in &lanes {
            let middle = y(*seat) + BAR / 2.0 + 4.0;
            let _ = std::write!(page, "<text class=\"name\" x=\"8\" y=\"{middle}\">");
            escape(&self.name(*seat), &mut page);
            page.push_str("</text>\n");
            let own: Vec<&Step> = self.steps.iter().filter(|step| step.seat == *seat && step.doing != Doing::Woken).collect();
            for (place, step) in own.iter().enumerate() {
                if step.doing == Doing::Ended {
                    continue;
                }
                let until = own.get(place + 1).map_or(end, |next| next.at);
                let (from, to) = (x(step.at), x(until));
                let _ = std::write!(
                    page,
                    "<rect class=\"{}\" x=\"{from:.2}\" y=\"{:.1}\" width=\"{:.2}\" height=\"{BAR}\"><title>",
                    word(step.doing),
                    y(*seat),
                    (to - from).max(0.4)
                );
                let mut note =
                    format!("{} {} for {:.6} s", self.name(*seat), self.sentence(step), (until - step.at) as f64 / 1e9);
                if !step.place.is_empty() {
                    let _ = std::write!(note, ", {}", step.place);
                }
                escape(&note, &mut page);
                page.push_str("</title></rect>\n");
            }
        }
        for step in self.steps.iter().filter(|step| step.by != 0 && step.by != step.seat) {
            let (from, to) = (y(step.by), y(step.seat));
            let (start, stop) = if from < to { (from + BAR, to) } else { (from, to + BAR) };
            let _ = std::write!(
                page,
                "<line class=\"arrow {}\" x1=\"{1:.2}\" y1=\"{start:.1}\" x2=\"{1:.2}\" y2=\"{stop:.1}\"><title>",
                word(step.doing),
                x(step.at)
            );
            escape(&format!("{} {}", self.name(step.seat), self.sentence(step)), &mut page);
            page.push_str("</title></line>\n");
        }
        let _ = std::write!(
            page,
            "<text class=\"scale\" x=\"{LEFT}\" y=\"16\">0 s</text>\n<text class=\"scale end\" x=\"{}\" y=\"16\">{:.6} s</text>\n</svg>\n",
            WIDTH - MARGIN,
            end as f64 / 1e9
        );
        page.push_str(LEGEND);
        page.push_str("<table>\n<tr><th>seconds</th><th>thread</th><th>what</th><th>where</th></tr>\n");
        for step in self.steps.iter().take(TABLE_ROWS) {
            let _ = std::write!(page, "<tr><td>{:.6}</td><td>", step.at as f64 / 1e9);
            escape(&self.name(step.seat), &mut page);
            page.push_str("</td><td>");
            escape(&self.sentence(step), &mut page);
            page.push_str("</td><td>");
            escape(&step.place, &mut page);
            page.push_str("</td></tr>\n");
        }
        page.push_str("</table>\n");
        if self.steps.len() > TABLE_ROWS {
            let _ = std::writeln!(page, "<p>{} more steps; --format=text shows all.</p>", self.steps.len() - TABLE_ROWS);
        }
        page.push_str("</body>\n</html>\n");
        page
    }
}

const WIDTH: f64 = 1200.0;
const LEFT: f64 = 180.0;
const TOP: f64 = 28.0;
const LANE: f64 = 34.0;
const BAR: f64 = 20.0;
const MARGIN: f64 = 12.0;
/// Rows of the table below the drawing.
const TABLE_ROWS: usize = 2000;

fn word(doing: Doing) -> &'static str {
    match doing {
        Doing::Started => "started",
        Doing::Runs => "runs",
        Doing::Ready => "ready",
        Doing::Waits => "waits",
        Doing::Outside => "outside",
        Doing::Woken => "woken",
        Doing::Ended => "ended",
    }
}

fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            letter => out.push(letter),
        }
    }
}

fn quote(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                out.push('\\');
                out.push(letter);
            }
            letter if (letter as u32) < 0x20 => {
                let _ = std::write!(out, "\\u{:04x}", letter as u32);
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
}

const HEAD: &str = "<!DOCTYPE html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<title>Threads</title>
<style>
:root { color-scheme: light dark; --runs: #2e7d32; --ready: #ef6c00; --waits: #90a4ae; --outside: #1e88e5; --line: #8e24aa; }
body { font: 14px/1.5 system-ui, sans-serif; margin: 1rem; }
svg { width: 100%; height: auto; }
text { font: 13px system-ui, sans-serif; fill: currentColor; }
.end { text-anchor: end; }
.runs { fill: var(--runs); background: var(--runs); }
.ready, .started { fill: var(--ready); background: var(--ready); }
.waits { fill: var(--waits); background: var(--waits); }
.outside { fill: var(--outside); background: var(--outside); }
.arrow { stroke: var(--line); stroke-width: 1; marker-end: url(#tip); }
.key { display: inline-block; width: 1em; height: 1em; vertical-align: -0.15em; margin: 0 0.3em 0 1em; }
table { border-collapse: collapse; }
td, th { text-align: left; padding: 0.1rem 0.8rem 0.1rem 0; }
td:first-child { font-variant-numeric: tabular-nums; }
</style>
</head>
<body>
<h1>Threads</h1>
";
const ARROW: &str = "<defs><marker id=\"tip\" viewBox=\"0 0 6 6\" refX=\"5\" refY=\"3\" markerWidth=\"6\" markerHeight=\"6\" \
                     orient=\"auto\"><path d=\"M0 0 L6 3 L0 6 z\" fill=\"#8e24aa\"/></marker></defs>\n";
const LEGEND: &str = "<p><span class=\"key runs\"></span>runs<span class=\"key ready\"></span>waits for the interpreter lock\
                      <span class=\"key waits\"></span>waits for a lock, a thread or a time\
                      <span class=\"key outside\"></span>in a system call. Arrows: a thread starts or wakes another.</p>\n";
