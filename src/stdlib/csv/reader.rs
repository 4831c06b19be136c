//! `_csv.reader`: rows from lines, by a small automaton that lives across lines.

use super::{PyDialect, Quoting, Rules, error, file_and_dialect, limit};
use crate::memory::{Kind, Payload, PyResult, Raised, Str, StrData, Value, Visitor};
use crate::objects::class::TypeSpec;
use crate::objects::native::Member;
use crate::objects::slots::Slots;
use crate::objects::vm::Vm;
use crate::objects::{iterators, kinds, ops, str};
use crate::stdlib::natives::{CLOSED, make};
use crate::text::Buffer;
use std::cell::Cell;

pub const READER: TypeSpec = TypeSpec {
    name: "reader",
    module: "_csv",
    flags: CLOSED,
    doc: "An iterator over rows.",
    slots: Slots { iter: Some(iterators::itself), next: Some(reader_next), ..Slots::EMPTY },
    members: &[
        Member {
            name: "dialect",
            get: |_, value| Ok(value.get::<PyReader>().map_or(Value::NONE, |reader| reader.dialect.clone())),
            set: None,
            doc: "",
        },
        Member {
            name: "line_num",
            get: |vm, value| Ok(value.get::<PyReader>().map_or(Value::NONE, |reader| vm.new_int(reader.lines.get()))),
            set: None,
            doc: "",
        },
    ],
    ..TypeSpec::EMPTY
};

pub struct PyReader {
    lines: Cell<i64>,
    source: Value,
    dialect: Value,
}

impl Payload for PyReader {
    const KIND: Kind = kinds::CSV_READER;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { lines: _, source, dialect } = self;
        visitor.edge(source);
        visitor.edge(dialect);
    }
}

pub fn new_reader(vm: &Vm, args: &[Value]) -> PyResult {
    let (lines, dialect) = file_and_dialect(vm, args)?;
    let source = ops::iter(vm, &lines)?;
    Ok(make(vm, &READER, PyReader { lines: Cell::new(0), source, dialect }))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    RecordStart,
    FieldStart,
    Escaped,
    InField,
    InQuotes,
    EscapedInQuotes,
    /// A quote inside quotes: the end of them, or half of a doubled one.
    QuoteInQuotes,
    LineEnd,
    EscapedLineEnd,
}

/// A row under construction.
struct Row<'a> {
    vm: &'a Vm,
    rules: &'a Rules,
    state: State,
    field: Buffer,
    length: i64,
    limit: i64,
    unquoted: bool,
    fields: Vec<Value>,
}

const NEWLINE: u32 = 10;

impl Row<'_> {
    fn add(&mut self, code: u32) -> PyResult<()> {
        if self.length >= self.limit {
            return Err(error(self.vm, &format!("field larger than field limit ({})", self.limit)));
        }
        self.length += 1;
        self.field.push(code);
        Ok(())
    }

    fn save(&mut self) -> PyResult<()> {
        let quoting = self.rules.quoting;
        let nullable = matches!(quoting, Quoting::NotNull | Quoting::Strings);
        let numeric = matches!(quoting, Quoting::NonNumeric | Quoting::Strings);
        let item = if nullable && self.unquoted && self.length == 0 {
            Value::NONE
        } else {
            let text = str::from_buffer(self.vm, &self.field)?;
            if numeric && self.unquoted && self.length > 0 {
                self.vm.call_values(&self.vm.types.float.to_value(), &[text])?
            } else {
                text
            }
        };
        self.fields.push(item);
        self.field = Buffer::new();
        self.length = 0;
        self.unquoted = false;
        Ok(())
    }

    /// Ends the last field of a row.
    fn save_last(&mut self, code: Option<u32>) -> PyResult<()> {
        self.save()?;
        self.state = if code.is_none() { State::RecordStart } else { State::LineEnd };
        Ok(())
    }

    /// One character, or the end of a line.
    fn step(&mut self, code: Option<u32>) -> PyResult<()> {
        let rules = self.rules;
        let ends = matches!(code, None | Some(10 | 13));
        let is_quote = rules.quoting != Quoting::None && code.is_some() && code == rules.quote;
        let is_escape = code.is_some() && code == rules.escape;
        let is_delimiter = code == Some(rules.delimiter);
        match self.state {
            State::RecordStart if code.is_none() => {}
            State::RecordStart if ends => self.state = State::LineEnd,
            State::RecordStart | State::FieldStart => {
                self.unquoted = true;
                if ends {
                    self.save_last(code)?;
                } else if is_quote {
                    self.unquoted = false;
                    self.state = State::InQuotes;
                } else if is_escape {
                    self.state = State::Escaped;
                } else if code == Some(u32::from(' ')) && rules.skip_space {
                    self.state = State::FieldStart;
                } else if is_delimiter {
                    self.save()?;
                    self.state = State::FieldStart;
                } else {
                    self.state = State::InField;
                    self.add(code.unwrap_or(NEWLINE))?;
                }
            }
            State::Escaped => {
                self.add(code.unwrap_or(NEWLINE))?;
                self.state = if ends && code.is_some() { State::EscapedLineEnd } else { State::InField };
            }
            State::EscapedLineEnd if code.is_none() => {}
            State::InField | State::EscapedLineEnd => {
                self.state = State::InField;
                if ends {
                    self.save_last(code)?;
                } else if is_escape {
                    self.state = State::Escaped;
                } else if is_delimiter {
                    self.save()?;
                    self.state = State::FieldStart;
                } else {
                    self.add(code.unwrap_or(NEWLINE))?;
                }
            }
            State::InQuotes => match code {
                None => {}
                Some(_) if is_escape => self.state = State::EscapedInQuotes,
                Some(_) if is_quote => self.state = if rules.double_quote { State::QuoteInQuotes } else { State::InField },
                Some(code) => self.add(code)?,
            },
            State::EscapedInQuotes => {
                self.add(code.unwrap_or(NEWLINE))?;
                self.state = State::InQuotes;
            }
            State::QuoteInQuotes => match code {
                Some(code) if is_quote => {
                    self.add(code)?;
                    self.state = State::InQuotes;
                }
                _ if is_delimiter => {
                    self.save()?;
                    self.state = State::FieldStart;
                }
                _ if ends => self.save_last(code)?,
                Some(code) if !rules.strict => {
                    self.add(code)?;
                    self.state = State::InField;
                }
                _ => {
                    let shown = |code: u32| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
                    let message = format!("'{}' expected after '{}'", shown(rules.delimiter), shown(rules.quote.unwrap_or(34)));
                    return Err(error(self.vm, &message));
                }
            },
            State::LineEnd if code.is_none() => self.state = State::RecordStart,
            State::LineEnd if ends => {}
            State::LineEnd => {
                let message = "new-line character seen in unquoted field - do you need to open the file with newline=''?";
                return Err(error(self.vm, message));
            }
        }
        Ok(())
    }

    /// Cuts a plain line at its delimiters; `None` where the automaton is needed.
    fn plain(&mut self, line: &str) -> Option<PyResult<()>> {
        let rules = self.rules;
        let delimiter = u8::try_from(rules.delimiter).ok().filter(u8::is_ascii)?;
        let simple = matches!(rules.quoting, Quoting::Minimal | Quoting::All) && !rules.skip_space;
        let body = line.strip_suffix('\n').unwrap_or(line);
        let body = body.strip_suffix('\r').unwrap_or(body);
        if !simple || body.is_empty() || body.len() as i64 > self.limit {
            return None;
        }
        let special = |code: Option<u32>| code.and_then(|code| u8::try_from(code).ok());
        let (quote, escape) = (special(rules.quote), special(rules.escape));
        let odd = |byte: u8| byte == b'\n' || byte == b'\r' || Some(byte) == quote || Some(byte) == escape;
        if body.bytes().any(odd) {
            return None;
        }
        for part in body.split(char::from(delimiter)) {
            match str::from_data(self.vm, StrData::Ascii(part)) {
                Ok(part) => self.fields.push(part),
                Err(raised) => return Some(Err(raised)),
            }
        }
        Some(Ok(()))
    }
}

fn not_text(vm: &Vm, line: &Value) -> Raised {
    let name = vm.class_name(line);
    error(vm, &format!("iterator should return strings, not {name} (the file should be opened in text mode)"))
}

fn reader_next(vm: &Vm, value: &Value) -> PyResult {
    let Some(reader) = value.get::<PyReader>() else { return Ok(Value::DONE) };
    let Some(dialect) = reader.dialect.get::<PyDialect>() else { return Ok(Value::DONE) };
    let _depth = vm.enter_recursion()?;
    let mut row = Row {
        vm,
        rules: &dialect.rules,
        state: State::RecordStart,
        field: Buffer::new(),
        length: 0,
        limit: limit(vm),
        unquoted: false,
        fields: Vec::new(),
    };
    loop {
        let line = ops::next(vm, &reader.source)?;
        if line.is_done() {
            if row.length == 0 && row.state != State::InQuotes {
                return Ok(Value::DONE);
            }
            if dialect.rules.strict {
                return Err(error(vm, "unexpected end of data"));
            }
            row.save()?;
            break;
        }
        let Some(text) = line.get::<Str>() else { return Err(not_text(vm, &line)) };
        reader.lines.set(reader.lines.get() + 1);
        if row.state == State::RecordStart
            && let StrData::Ascii(line) = text.data()
            && let Some(done) = row.plain(line)
        {
            done?;
            break;
        }
        for code in text.data().codes() {
            row.step(Some(code))?;
        }
        row.step(None)?;
        if row.state == State::RecordStart {
            break;
        }
        vm.poll()?;
    }
    Ok(vm.new_list(row.fields))
}
