//! Uncaught exceptions as text, as CPython 3.13 prints them.
//!
//! [`render_exception`] gives the whole report: tracebacks with source lines
//! and markers, chained exceptions, groups, notes, suggestions. Source comes
//! from the files themselves or from [`register_source`]. Reports never raise:
//! a failing `__str__` shows as such.

use super::colour::Paint;
pub use super::colour::can_colour;
use super::group::{is_group, members};
pub use super::suggest::closest;
use super::{PyException, anchors};
use crate::memory::{PyResult, Str, Tuple, Value};
use crate::objects::class::class_flag;
use crate::objects::dict::PyDict;
use crate::objects::exception::anchors::Shown as Range;
use crate::objects::frame;
use crate::objects::list::PyList;
use crate::objects::native::as_class;
use crate::objects::str::text_of;
use crate::objects::traceback::PyTraceback;
use crate::objects::vm::Vm;
use crate::objects::{module, object, ops};
use std::collections::HashMap;
use std::rc::Rc;
use taipan_grammar::ast::Span;

const MAX_GROUP_WIDTH: usize = 15;
const MAX_GROUP_DEPTH: usize = 10;
/// Equal entries shown before the rest is counted only.
const REPEATS: usize = 3;
const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

// ---- source lines ----

/// Keeps the text of something that is not a file (`<string>`, `<stdin>`), so
/// that tracebacks can show its lines.
pub fn register_source(vm: &Vm, filename: &str, text: &str) {
    let lines: Rc<Vec<String>> = Rc::new(split_lines(text));
    vm.sources.write(|sources| sources.insert(filename.to_owned(), lines));
}

/// The same for one text among several of the same name: the statements of an
/// interactive session. The file name's object tells them apart.
pub fn register_statement(vm: &Vm, filename: &Value, text: &str) {
    register_source(vm, &statement_key(filename), text);
}

/// The source lines of text that is in no file, by the object of its file name or by the name itself.
pub fn statement_lines(vm: &Vm, filename: &Value) -> Option<Rc<Vec<String>>> {
    vm.sources.read(|sources| sources.get(&statement_key(filename)).or_else(|| sources.get(&printable(filename))).cloned())
}

fn statement_key(filename: &Value) -> String {
    format!("{}\0{:x}", printable(filename), filename.identity())
}

fn split_lines(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.split('\n').map(|line| line.trim_end().to_owned()).collect()
}

/// Source lines of files, read once per report.
struct Sources<'a> {
    vm: &'a Vm,
    /// Whether only real files are shown, as CPython shows unraisable errors.
    only_files: bool,
    files: HashMap<String, Rc<Vec<String>>>,
}

impl Sources<'_> {
    fn file(&mut self, filename: &str) -> Rc<Vec<String>> {
        if !self.only_files
            && let Some(known) = self.vm.sources.read(|sources| sources.get(filename).cloned())
        {
            return known;
        }
        if let Some(known) = self.files.get(filename) {
            return known.clone();
        }
        let lines = match std::fs::read(filename) {
            // A confined program chooses file names too, and must not see those files.
            _ if self.vm.options.confined => Vec::new(),
            Ok(bytes) => split_lines(&taipan_grammar::decode_source(&bytes).unwrap_or_default()),
            Err(_) => Vec::new(),
        };
        let lines = Rc::new(lines);
        self.files.insert(filename.to_owned(), lines.clone());
        lines
    }

    /// Lines `first` to `last` (from 1), empty where the file has none.
    fn lines(&mut self, filename: &str, first: usize, last: usize) -> Vec<String> {
        let file = self.file(filename);
        (first..=last.max(first)).map(|line| file.get(line.wrapping_sub(1)).cloned().unwrap_or_default()).collect()
    }
}

/// The text of a str for an error stream: lone surrogates are escaped.
fn printable(value: &Value) -> String {
    let Some(text) = value.get::<Str>() else { return String::new() };
    if let Some(ascii) = text.as_ascii() {
        return ascii.to_owned();
    }
    let mut shown = String::new();
    for code in text.data().codes() {
        match char::from_u32(code) {
            Some(letter) => shown.push(letter),
            None => shown.push_str(&format!("\\u{code:04x}")),
        }
    }
    shown
}

// ---- stops ----

struct Stop {
    filename: String,
    /// Where the lines are found: the file, or one statement of a session.
    source: String,
    line: usize,
    name: String,
    span: Option<Span>,
}

fn stops(vm: &Vm, traceback: &Value) -> Vec<Stop> {
    let mut found = Vec::new();
    let mut walker = traceback.clone();
    while let Some(entry) = walker.clone().get::<PyTraceback>() {
        let span = if entry.line.get().is_some() { None } else { entry.code.span(entry.position) };
        // The warnings machinery is native in CPython and leaves no entries.
        if printable(&entry.code.filename) == "<frozen warnings>" {
            walker = entry.next.copy();
            continue;
        }
        let key = statement_key(&entry.code.filename);
        let is_statement = vm.sources.read(|sources| sources.contains_key(&key));
        found.push(Stop {
            filename: printable(&entry.code.filename),
            source: if is_statement { key } else { printable(&entry.code.filename) },
            line: usize::try_from(entry.line_number()).unwrap_or(0),
            name: printable(&entry.code.name),
            span,
        });
        walker = entry.next.copy();
    }
    match limit(vm) {
        Some(limit) if limit <= 0 => Vec::new(),
        Some(limit) => {
            let skip = found.len().saturating_sub(limit as usize);
            found.drain(..skip);
            found
        }
        None => found,
    }
}

/// `sys.tracebacklimit`, when it is set.
fn limit(vm: &Vm) -> Option<i64> {
    let sys = vm.modules.get_interned(&vm.names.sys)?;
    module::namespace(&sys).get::<PyDict>()?.get_interned(&vm.intern("tracebacklimit"))?.as_int()
}

/// One stop with its source lines and markers.
fn stop_text(sources: &mut Sources<'_>, stop: &Stop, markers: bool, paint: Paint) -> String {
    let file = paint.place(&format!("\"{}\"", stop.filename));
    let line = paint.place(&stop.line.to_string());
    let mut text = format!("  File {file}, line {line}, in {}\n", paint.place(&stop.name));
    let range = stop.span.filter(|_| markers);
    let Some(span) = range else {
        if let Some(line) = sources.lines(&stop.source, stop.line, stop.line).first()
            && !line.trim().is_empty()
        {
            text.push_str("    ");
            text.push_str(line.trim());
            text.push('\n');
        }
        return text;
    };
    let lines = sources.lines(&stop.source, span.line as usize, span.end_line as usize);
    if lines.iter().all(|line| line.trim().is_empty()) {
        return text;
    }
    let range = Range { lines: &lines, column: span.column as usize, end_column: span.end_column as usize };
    text.push_str(&anchors::marked_lines(range, paint));
    text
}

/// All stops; more than three equal ones in a row are counted.
fn stack_texts(sources: &mut Sources<'_>, stops: &[Stop], markers: bool, paint: Paint) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut repeats = 0usize;
    let mut last: Option<&Stop> = None;
    let folded = |repeats: usize, texts: &mut Vec<String>| {
        if repeats > REPEATS {
            let more = repeats - REPEATS;
            texts.push(format!("  [Previous line repeated {more} more time{}]\n", if more > 1 { "s" } else { "" }));
        }
    };
    for stop in stops {
        let same = last.is_some_and(|last| last.filename == stop.filename && last.line == stop.line && last.name == stop.name);
        if !same {
            folded(repeats, &mut texts);
            repeats = 0;
            last = Some(stop);
        }
        repeats += 1;
        if repeats <= REPEATS {
            texts.push(stop_text(sources, stop, markers, paint));
        }
    }
    folded(repeats, &mut texts);
    texts
}

// ---- one exception ----

/// Runs a step that may raise; the exception is dropped.
fn quietly<T>(vm: &Vm, result: PyResult<T>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(_) => {
            drop(vm.take_exception());
            None
        }
    }
}

fn safe_str(vm: &Vm, value: &Value, what: &str) -> String {
    match quietly(vm, ops::str(vm, value)) {
        Some(text) => printable(&text),
        None => format!("<{what} str() failed>"),
    }
}

/// `module.Class` as reports show it.
fn class_text(vm: &Vm, exception: &Value) -> String {
    let class = vm.class_of(exception);
    let qualname = printable(&class.qualname.copy());
    match crate::objects::type_object::module_of(vm, class) {
        Some(module) if module.is_kind::<Str>() => match printable(&module).as_str() {
            "__main__" | "builtins" => qualname,
            module => format!("{module}.{qualname}"),
        },
        _ => format!("<unknown>.{qualname}"),
    }
}

fn field(exception: &Value, index: usize) -> Value {
    let found = exception.get::<PyException>().map_or(Value::NONE, |e| e.field(index));
    if found.is_unbound() { Value::NONE } else { found }
}

/// The final lines of a report: class, message, suggestion, notes.
fn message_lines(vm: &Vm, exception: &Value, nested: bool, notes: bool, paint: Paint) -> Vec<String> {
    let class = class_text(vm, exception);
    let mut lines = Vec::new();
    if vm.is_instance(exception, &vm.errors.syntax_error) && notes {
        syntax_lines(vm, exception, &class, &mut lines, paint);
    } else {
        let mut text = safe_str(vm, exception, "exception");
        if notes && let Some(suggestion) = suggestion(vm, exception) {
            text.push_str(&suggestion);
        }
        let class = paint.class(&class);
        let line = if text.is_empty() { class } else { format!("{class}: {}", paint.place(&text)) };
        if nested {
            lines.extend(line.split('\n').map(|line| format!("{line}\n")));
        } else {
            lines.push(format!("{line}\n"));
        }
    }
    if notes {
        note_lines(vm, exception, &mut lines);
    }
    lines
}

fn note_lines(vm: &Vm, exception: &Value, lines: &mut Vec<String>) {
    let Some(Some(notes)) = quietly(vm, ops::lookup_attr(vm, exception, &vm.names.__notes__)) else { return };
    if notes.is_none() {
        return;
    }
    let is_sequence = notes.is_kind::<PyList>() || notes.is_kind::<Tuple>();
    if !is_sequence {
        let text = match quietly(vm, ops::repr(vm, &notes)) {
            Some(text) => printable(&text),
            None => "<__notes__ repr() failed>".to_owned(),
        };
        lines.push(format!("{text}\n"));
        return;
    }
    for note in quietly(vm, ops::collect(vm, &notes)).unwrap_or_default() {
        let text = safe_str(vm, &note, "note");
        lines.extend(text.split('\n').map(|line| format!("{line}\n")));
    }
}

/// The report of a SyntaxError: place, line, marker, message.
fn syntax_lines(vm: &Vm, exception: &Value, class: &str, lines: &mut Vec<String>, paint: Paint) {
    let (filename, line) = (field(exception, 1), field(exception, 2));
    let mut suffix = String::new();
    if !line.is_none() {
        let filename = if filename.is_none() { "<string>".to_owned() } else { safe_str(vm, &filename, "filename") };
        let file = paint.place(&format!("\"{filename}\""));
        lines.push(format!("  File {file}, line {}\n", paint.place(&safe_str(vm, &line, "lineno"))));
    } else if !filename.is_none() {
        suffix = format!(" ({})", safe_str(vm, &filename, "filename"));
    }
    let text = field(exception, 4);
    if text.is_kind::<Str>() {
        source_lines(exception, &printable(&text), lines, paint);
    }
    let message = field(exception, 0);
    let message = match message.is_none() {
        true => "<no detail available>".to_owned(),
        false => safe_str(vm, &message, "msg"),
    };
    lines.push(format!("{}: {}{suffix}\n", paint.class(class), paint.place(&message)));
}

fn source_lines(exception: &Value, text: &str, lines: &mut Vec<String>, paint: Paint) {
    let trimmed_end = text.trim_end_matches('\n');
    let shown = trimmed_end.trim_start_matches([' ', '\n', '\u{c}']);
    let length = trimmed_end.chars().count() as i64;
    let spaces = length - shown.chars().count() as i64;
    let line_index = lines.len();
    lines.push(format!("    {shown}\n"));
    let (line, end_line) = (field(exception, 2).as_int(), field(exception, 5).as_int());
    let Some(mut offset) = field(exception, 3).as_int() else { return };
    let mut end = if line == end_line || end_line.is_none() {
        match field(exception, 6).as_int() {
            None | Some(0) => offset,
            Some(end) => end,
        }
    } else {
        length + 1
    };
    let whole = text.chars().count() as i64;
    if whole > 0 && offset > whole {
        offset = whole + 1;
        end = end.max(offset);
    }
    if offset >= end || end < 0 {
        end = (offset + 1).max(1);
    }
    let (column, end_column) = (offset - 1 - spaces, end - 1 - spaces);
    if column < 0 {
        return;
    }
    // Tabs stay tabs, so that the marker lines up.
    let mut marker: String =
        shown.chars().take(column as usize).map(|letter| if letter.is_whitespace() { letter } else { ' ' }).collect();
    let carets = usize::try_from(end_column - column).unwrap_or(0).min(text.len() + 2);
    marker.push_str(&paint.wrong(&"^".repeat(carets)));
    lines.push(format!("    {marker}\n"));
    if paint.0
        && let Some(line) = lines.get_mut(line_index)
    {
        let part = |from: i64, to: i64| -> String {
            let (from, to) = (usize::try_from(from).unwrap_or(0), usize::try_from(to).unwrap_or(0));
            shown.chars().skip(from).take(to.saturating_sub(from)).collect()
        };
        let wrong = paint.wrong(&part(column, end_column));
        *line = format!("    {}{wrong}{}\n", part(0, column), part(end_column, i64::MAX));
    }
}

// ---- suggestions ----

fn suggestion(vm: &Vm, exception: &Value) -> Option<String> {
    if vm.is_instance(exception, &vm.errors.import_error) {
        let wrong = field(exception, 3);
        let wrong = wrong.is_kind::<Str>().then(|| text_of(&wrong))?;
        return import_suggestion(vm, exception, &wrong).map(|name| format!(". Did you mean: '{name}'?"));
    }
    if vm.is_instance(exception, &vm.errors.attribute_error) {
        let wrong = field(exception, 0);
        let wrong = wrong.is_kind::<Str>().then(|| text_of(&wrong))?;
        return attribute_suggestion(vm, exception, &wrong).map(|name| format!(". Did you mean: '{name}'?"));
    }
    if !vm.is_instance(exception, &vm.errors.name_error) {
        return None;
    }
    let wrong = field(exception, 0);
    let wrong = wrong.is_kind::<Str>().then(|| text_of(&wrong))?;
    let name = name_suggestion(vm, exception, &wrong);
    let is_module = module::is_stdlib_module(vm, &wrong);
    match (name, is_module) {
        (Some(name), true) => Some(format!(". Did you mean: '{name}'? Or did you forget to import '{wrong}'?")),
        (Some(name), false) => Some(format!(". Did you mean: '{name}'?")),
        (None, true) => Some(format!(". Did you forget to import '{wrong}'?")),
        (None, false) => None,
    }
}

fn nearest(wrong: &str, mut names: Vec<String>) -> Option<String> {
    names.sort();
    closest(wrong, names.iter().map(String::as_str)).map(str::to_owned)
}

fn names_in(vm: &Vm, iterable: &Value) -> Vec<String> {
    let items = quietly(vm, ops::collect(vm, iterable)).unwrap_or_default();
    items.iter().filter(|item| item.is_kind::<Str>()).map(text_of).collect()
}

fn last_frame(exception: &Value) -> Option<Value> {
    let mut traceback = exception.get::<PyException>()?.traceback.copy();
    loop {
        let entry = traceback.get::<PyTraceback>()?;
        let next = entry.next.copy();
        if next.is_none() {
            return Some(entry.frame.clone());
        }
        traceback = next;
    }
}

/// The local variable `self` of the frame that raised.
fn own_self(vm: &Vm, frame: &Value) -> Option<Value> {
    let locals = quietly(vm, frame::frame_locals(vm, frame))?;
    let name = vm.intern("self");
    if !quietly(vm, ops::contains(vm, &locals, &name))? {
        return None;
    }
    quietly(vm, ops::get_item(vm, &locals, &name))
}

fn attribute_suggestion(vm: &Vm, exception: &Value, wrong: &str) -> Option<String> {
    let target = exception.get::<PyException>().and_then(|e| e.fields.read(|fields| fields.get(1).cloned()))?;
    if target.is_unbound() {
        return None;
    }
    let names = quietly(vm, object::dir(vm, &target))?;
    let mut names = names_in(vm, &names);
    let mut hide = !wrong.starts_with('_');
    if hide
        && let Some(frame) = last_frame(exception)
        && own_self(vm, &frame).is_some_and(|own| own.is(&target))
    {
        hide = false;
    }
    if hide {
        names.retain(|name| !name.starts_with('_'));
    }
    nearest(wrong, names)
}

fn import_suggestion(vm: &Vm, exception: &Value, wrong: &str) -> Option<String> {
    let name = field(exception, 1);
    let module = name.is_kind::<Str>().then(|| vm.modules.get_interned(&vm.intern_value(&name)))??;
    let names = quietly(vm, object::dir(vm, &module))?;
    let mut names = names_in(vm, &names);
    if !wrong.starts_with('_') {
        names.retain(|name| !name.starts_with('_'));
    }
    nearest(wrong, names)
}

fn name_suggestion(vm: &Vm, exception: &Value, wrong: &str) -> Option<String> {
    let frame = last_frame(exception)?;
    if let Some(own) = own_self(vm, &frame)
        && quietly(vm, ops::lookup_attr(vm, &own, &vm.intern(wrong))).is_some_and(|found| found.is_some())
    {
        return Some(format!("self.{wrong}"));
    }
    let payload = frame.get::<frame::PyFrame>()?;
    let locals = quietly(vm, frame::frame_locals(vm, &frame))?;
    let mut names = names_in(vm, &locals);
    names.extend(names_in(vm, &payload.globals));
    names.extend(names_in(vm, &payload.builtins));
    nearest(wrong, names)
}

// ---- chains and groups ----

struct Report {
    /// The stops' texts; none without traceback.
    stack: Option<Vec<String>>,
    message: Vec<String>,
    /// The reports of a group's members; none when it is not a group.
    members: Option<Vec<Vec<Linked>>>,
    count: usize,
}

/// A report and what joins it to the one printed before it.
struct Linked {
    join: &'static str,
    report: Report,
}

struct Gather<'a> {
    vm: &'a Vm,
    paint: Paint,
    sources: Sources<'a>,
    seen: std::collections::HashSet<u64>,
}

impl Gather<'_> {
    fn report(&mut self, exception: &Value, depth: usize) -> Report {
        // The members of a group are never coloured.
        let paint = Paint(self.paint.0 && depth == 0);
        let traceback = exception.get::<PyException>().map_or(Value::NONE, |e| e.traceback.copy());
        let stack = if traceback.is_none() {
            None
        } else {
            let stops = stops(self.vm, &traceback);
            Some(stack_texts(&mut self.sources, &stops, true, paint))
        };
        let message = message_lines(self.vm, exception, depth > 0, true, paint);
        if !is_group(self.vm, exception) {
            return Report { stack, message, members: None, count: 0 };
        }
        let inside = members(exception);
        let count = inside.len();
        let mut shown = Vec::new();
        if depth <= MAX_GROUP_DEPTH {
            for member in inside.iter().take(MAX_GROUP_WIDTH) {
                shown.push(self.chain(member, depth + 1));
            }
        }
        Report { stack, message, members: Some(shown), count }
    }

    /// An exception and what led to it, in printing order.
    fn chain(&mut self, exception: &Value, depth: usize) -> Vec<Linked> {
        let mut chain = Vec::new();
        let mut next = Some(exception.clone());
        let mut join = "";
        self.seen.insert(exception.identity());
        while let Some(current) = next.take() {
            let report = self.report(&current, depth);
            chain.push(Linked { join, report });
            let Some(payload) = current.get::<PyException>() else { break };
            let (cause, context) = (payload.cause.copy(), payload.context.copy());
            if !cause.is_none() && !self.seen.contains(&cause.identity()) {
                self.seen.insert(cause.identity());
                join = CAUSE;
                next = Some(cause);
            } else if cause.is_none()
                && !context.is_none()
                && !payload.suppress_context.get()
                && !self.seen.contains(&context.identity())
            {
                self.seen.insert(context.identity());
                join = CONTEXT;
                next = Some(context);
            }
        }
        // The text that joins two reports belongs to the later one.
        let mut ordered: Vec<Linked> = Vec::new();
        let mut join = "";
        for linked in chain.into_iter().rev() {
            let own = linked.join;
            ordered.push(Linked { join, report: linked.report });
            join = own;
        }
        ordered
    }
}

struct Printer {
    text: String,
    depth: usize,
    needs_close: bool,
}

impl Printer {
    fn indent(&self) -> String {
        " ".repeat(2 * self.depth)
    }

    /// Prints text with the margin of the groups it is in.
    fn emit(&mut self, text: &str, margin: char) {
        let mut prefix = self.indent();
        if self.depth > 0 {
            prefix.push(margin);
            prefix.push(' ');
        }
        for line in text.split_inclusive('\n') {
            self.text.push_str(&prefix);
            self.text.push_str(line);
        }
    }

    fn chain(&mut self, chain: &[Linked]) {
        for linked in chain {
            if !linked.join.is_empty() {
                self.emit(linked.join, '|');
            }
            self.report(&linked.report);
        }
    }

    fn report(&mut self, report: &Report) {
        let Some(members) = &report.members else {
            if let Some(stack) = &report.stack {
                self.emit("Traceback (most recent call last):\n", '|');
                stack.iter().for_each(|stop| self.emit(stop, '|'));
            }
            report.message.iter().for_each(|line| self.emit(line, '|'));
            return;
        };
        if self.depth > MAX_GROUP_DEPTH {
            self.emit(&format!("... (max_group_depth is {MAX_GROUP_DEPTH})\n"), '|');
            return;
        }
        let is_top = self.depth == 0;
        if is_top {
            self.depth = 1;
        }
        if let Some(stack) = &report.stack {
            self.emit("Exception Group Traceback (most recent call last):\n", if is_top { '+' } else { '|' });
            stack.iter().for_each(|stop| self.emit(stop, '|'));
        }
        report.message.iter().for_each(|line| self.emit(line, '|'));
        let shown = if report.count <= MAX_GROUP_WIDTH { report.count } else { MAX_GROUP_WIDTH + 1 };
        self.needs_close = false;
        for index in 0..shown {
            let is_last = index + 1 == shown;
            if is_last {
                self.needs_close = true;
            }
            let title = if index < MAX_GROUP_WIDTH { (index + 1).to_string() } else { "...".to_owned() };
            let lead = if index == 0 { "+-" } else { "  " };
            let line = format!("{}{lead}+---------------- {title} ----------------\n", self.indent());
            self.text.push_str(&line);
            self.depth += 1;
            match members.get(index) {
                Some(member) => self.chain(member),
                None => {
                    let left = report.count.saturating_sub(MAX_GROUP_WIDTH);
                    self.emit(&format!("and {left} more exception{}\n", if left > 1 { "s" } else { "" }), '|');
                }
            }
            if is_last && self.needs_close {
                let line = format!("{}+------------------------------------\n", self.indent());
                self.text.push_str(&line);
                self.needs_close = false;
            }
            self.depth -= 1;
        }
        if is_top {
            self.depth = 0;
        }
    }
}

/// The whole report of an uncaught exception.
pub fn render_exception(vm: &Vm, exception: &Value) -> String {
    render(vm, exception, Paint(false))
}

/// The same for the error stream, in colours if it is to have any.
pub fn render_for_terminal(vm: &Vm, exception: &Value) -> String {
    render(vm, exception, Paint(can_colour(vm)))
}

fn render(vm: &Vm, exception: &Value, paint: Paint) -> String {
    let pending = vm.pending.replace(Value::UNBOUND);
    let mut gather = Gather {
        vm,
        paint,
        sources: Sources { vm, only_files: false, files: HashMap::new() },
        seen: std::collections::HashSet::new(),
    };
    let chain = gather.chain(exception, 0);
    let mut printer = Printer { text: String::new(), depth: 0, needs_close: false };
    printer.chain(&chain);
    drop(vm.pending.replace(pending));
    printer.text
}

// ---- exceptions that nobody can catch ----

/// The text that `sys.unraisablehook` prints.
pub fn unraisable_text(vm: &Vm, exception: &Value, object: &Value, message: Option<&str>) -> String {
    let pending = vm.pending.replace(Value::UNBOUND);
    let mut text = String::new();
    if object.is_none() {
        text.push_str(&format!("{}:\n", message.unwrap_or("Exception ignored in")));
    } else {
        let shown = match quietly(vm, ops::repr(vm, object)) {
            Some(shown) => printable(&shown),
            None => "<object repr() failed>".to_owned(),
        };
        text.push_str(&format!("{}: {shown}\n", message.unwrap_or("Exception ignored in")));
    }
    let traceback = exception.get::<PyException>().map_or(Value::NONE, |e| e.traceback.copy());
    if !traceback.is_none() {
        text.push_str("Traceback (most recent call last):\n");
        let mut sources = Sources { vm, only_files: true, files: HashMap::new() };
        let stops = stops(vm, &traceback);
        for stop in stack_texts(&mut sources, &stops, false, Paint(false)) {
            text.push_str(&stop);
        }
    }
    for line in message_lines(vm, exception, false, false, Paint(false)) {
        text.push_str(&line);
    }
    drop(vm.pending.replace(pending));
    text
}

/// Reports an exception that nobody can catch: to `sys.unraisablehook` when a
/// program has set one, else to the error stream.
pub fn write_unraisable(vm: &Vm, exception: &Value, object: &Value, message: Option<&str>) {
    let pending = vm.pending.replace(Value::UNBOUND);
    let sys = vm.modules.get_interned(&vm.names.sys).map(|sys| module::namespace(&sys));
    let entry = |name: &Value| sys.as_ref().and_then(|sys| sys.get::<PyDict>().and_then(|sys| sys.get_interned(name)));
    let hook =
        entry(&vm.names.unraisablehook).filter(|hook| !hook.is_none() && !hook.is_kind::<crate::objects::native::PyNative>());
    let mut done = false;
    if let Some(hook) = hook {
        done = quietly(vm, call_hook(vm, &hook, exception, object, message)).is_some();
    }
    if !done {
        let text = unraisable_text(vm, exception, object, message);
        let written = entry(&vm.names.stderr)
            .filter(|stream| !stream.is_none())
            .and_then(|stream| quietly(vm, vm.call_method(&stream, &vm.names.write, &[vm.new_str(&text)])));
        if written.is_none() {
            use std::io::Write;
            // There is nobody left to tell when even this fails.
            let _ = std::io::stderr().write_all(text.as_bytes());
        }
    }
    drop(vm.pending.replace(pending));
}

fn call_hook(vm: &Vm, hook: &Value, exception: &Value, object: &Value, message: Option<&str>) -> PyResult {
    let traceback = exception.get::<PyException>().map_or(Value::NONE, |e| e.traceback.copy());
    let values = [
        ("exc_type", vm.class_of(exception).to_value()),
        ("exc_value", exception.clone()),
        ("exc_traceback", traceback),
        ("err_msg", message.map_or(Value::NONE, |message| vm.new_str(message))),
        ("object", object.clone()),
    ];
    let names: Vec<Value> = values.iter().map(|(name, _)| vm.intern(name)).collect();
    let values: Vec<Value> = values.into_iter().map(|(_, value)| value).collect();
    let args = crate::objects::call::CallArgs { values: &values, names: &names };
    let details = vm.call(vm.types.namespace.value(), args)?;
    vm.call_values(hook, &[details])
}

/// Whether a value is an exception class.
pub fn is_exception_class(value: &Value) -> bool {
    as_class(value).is_some_and(|class| class.has(class_flag::EXCEPTION))
}
