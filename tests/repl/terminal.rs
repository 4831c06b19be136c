//! A terminal with a program in it: a pseudo-terminal, and a screen that understands what the editor
//! writes.
//!
//! Everything waits for something to be seen and gives up after a long time; nothing waits for a time
//! to pass. Known to the screen: printable characters of one or two columns, carriage return, newline,
//! bell, cursor movement, erasing; colours and modes are skipped.

use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use std::fs::OpenOptions;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(100);

/// What a session is started with.
#[derive(Clone, Default)]
pub struct Setting {
    pub arguments: Vec<String>,
    pub environment: Vec<(String, String)>,
    /// Columns and lines.
    pub size: Option<(u16, u16)>,
}

pub struct Session {
    child: Child,
    pty: OwnedFd,
    pub screen: Screen,
    /// All bytes that came.
    pub raw: Vec<u8>,
    /// The line, counted from the first one ever, where looking starts.
    mark: usize,
    /// Something was typed since the last prompt, so the next one is another.
    typed: bool,
    ended: bool,
    pub folder: PathBuf,
}

impl Session {
    pub fn start(folder: &Path, interpreter: &Path, setting: &Setting) -> Session {
        let (columns, rows) = setting.size.unwrap_or((80, 24));
        let pty = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).expect("a pseudo-terminal");
        grantpt(&pty).expect("grantpt");
        unlockpt(&pty).expect("unlockpt");
        let name = ptsname(&pty, Vec::new()).expect("ptsname");
        let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
        let name = name.into_string().expect("a name in ASCII");
        let end = OpenOptions::new().read(true).write(true).open(name).expect("the other end");
        tcsetwinsize(&pty, size).expect("a size");
        let copy = || Stdio::from(end.try_clone().expect("a copy"));
        let usual = crate::child::command(interpreter, folder);
        let child = Command::new(std::env::current_exe().expect("this program"))
            .arg(super::LAUNCH)
            .arg(usual.get_program())
            .args(usual.get_args())
            .args(&setting.arguments)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", folder)
            .env("LANG", "C.UTF-8")
            .env("TERM", "xterm-256color")
            .env("NO_COLOR", "1")
            .env("PYTHON_HISTORY", folder.join("history"))
            .envs(setting.environment.iter().cloned())
            .current_dir(folder)
            .stdin(copy())
            .stdout(copy())
            .stderr(copy())
            .spawn()
            .expect("the interpreter starts");
        let screen = Screen::new(columns.into(), rows.into());
        Session { child, pty, screen, raw: Vec::new(), mark: 0, typed: false, ended: false, folder: folder.to_owned() }
    }

    pub fn send(&mut self, text: &str) {
        self.typed = true;
        let mut rest = text.as_bytes();
        while !rest.is_empty() {
            // Echo has to be taken while a lot is written, or both sides wait.
            self.read(Duration::ZERO);
            let mut watched = [PollFd::new(&self.pty, PollFlags::OUT)];
            let time = Timespec { tv_sec: 1, tv_nsec: 0 };
            if rustix::event::poll(&mut watched, Some(&time)).unwrap_or(0) == 0 {
                continue;
            }
            let piece = &rest[..rest.len().min(1024)];
            match rustix::io::write(&self.pty, piece) {
                Ok(count) => rest = &rest[count..],
                Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => {}
                Err(error) => panic!("cannot write to the terminal: {error}\n{}", self.screen.text()),
            }
        }
    }

    /// Takes what there is; waits for something at most that long.
    fn read(&mut self, wait: Duration) {
        if self.ended {
            return;
        }
        let mut watched = [PollFd::new(&self.pty, PollFlags::IN)];
        let time = Timespec { tv_sec: wait.as_secs() as i64, tv_nsec: i64::from(wait.subsec_nanos()) };
        if rustix::event::poll(&mut watched, Some(&time)).unwrap_or(0) == 0 {
            return;
        }
        let mut bytes = [0; 1 << 16];
        match rustix::io::read(&self.pty, &mut bytes) {
            Ok(0) | Err(rustix::io::Errno::IO) => self.ended = true,
            Ok(count) => {
                self.raw.extend_from_slice(&bytes[..count]);
                self.screen.feed(&bytes[..count]);
            }
            Err(_) => {}
        }
    }

    /// Waits until something holds for the screen.
    pub fn until(&mut self, what: &str, mut holds: impl FnMut(&Screen, usize) -> bool) {
        let start = Instant::now();
        loop {
            if holds(&self.screen, self.mark) {
                return;
            }
            if self.ended || start.elapsed() > PATIENCE {
                let why = if self.ended { "the program ended" } else { "it took too long" };
                panic!("waiting for {what}: {why}; the screen from line {}:\n{}", self.mark, self.screen.text());
            }
            self.read(Duration::from_millis(200));
        }
    }

    /// Waits for an empty prompt, which the following looks start at.
    pub fn prompt(&mut self) {
        self.prompt_is(">>> ");
    }

    pub fn prompt_is(&mut self, prompt: &str) {
        let typed = usize::from(self.typed);
        self.until(&format!("the prompt {prompt:?}"), |screen, mark| {
            let (row, column) = screen.cursor();
            row >= mark + typed && screen.line(row) == prompt.trim_end() && column == prompt.len()
        });
        self.here();
    }

    /// Waits for a line of output behind the last one that was looked for.
    pub fn line(&mut self, text: &str) {
        self.until(&format!("the line {text:?}"), |screen, mark| screen.find(mark + 1, |line| line == text).is_some());
        self.mark = self.screen.find(self.mark + 1, |line| line == text).unwrap_or(self.mark);
    }

    /// Waits for a line that contains a text.
    pub fn shows(&mut self, text: &str) {
        self.until(&format!("{text:?}"), |screen, mark| screen.find(mark, |line| line.contains(text)).is_some());
    }

    /// Waits until the lines from the prompt on are these, and nothing is below.
    pub fn entry(&mut self, lines: &[&str]) {
        self.until(&format!("the entry {lines:?}"), |screen, mark| {
            (0..lines.len()).all(|at| screen.line(mark + at) == lines[at]) && screen.is_empty_from(mark + lines.len())
        });
    }

    /// Waits until the cursor is there, counted from the prompt's line.
    pub fn cursor(&mut self, row: usize, column: usize) {
        self.until(&format!("the cursor at {row}, {column}"), |screen, mark| screen.cursor() == (mark + row, column));
    }

    /// Types a line and runs it; the prompt comes back.
    pub fn run(&mut self, line: &str) {
        self.send(line);
        self.send("\r");
        let typed = self.mark;
        self.until("the next prompt", |screen, _| {
            let (row, column) = screen.cursor();
            row > typed && screen.line(row) == ">>>" && column == 4
        });
        // The prompt's line stays the place where looking starts, for the output between.
    }

    /// Types a block and ends it with an empty line; the following looks start at the next prompt.
    pub fn block(&mut self, text: &str) {
        self.run(&format!("{text}\r"));
        self.here();
    }

    /// The next looks start at the prompt that is there now.
    pub fn here(&mut self) {
        self.mark = self.screen.cursor().0;
        self.typed = false;
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(&self.pty, size).expect("a size");
        self.screen.resize(columns.into(), rows.into());
    }

    pub fn process(&self) -> rustix::process::Pid {
        rustix::process::Pid::from_child(&self.child)
    }

    /// Waits for the end of the program.
    pub fn ends(&mut self, status: i32) {
        let start = Instant::now();
        while !self.ended {
            assert!(start.elapsed() < PATIENCE, "the program does not end; the screen:\n{}", self.screen.text());
            self.read(Duration::from_millis(200));
        }
        let got = self.child.wait().expect("a status");
        assert_eq!(got.code(), Some(status), "another exit status; the screen:\n{}", self.screen.text());
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the terminal shows, and what has gone off its upper edge.
pub struct Screen {
    gone: Vec<String>,
    rows: Vec<Vec<char>>,
    row: usize,
    column: usize,
    columns: usize,
    pending: Vec<u8>,
}

/// The second column of a wide character.
const WIDE: char = '\0';

impl Screen {
    fn new(columns: usize, rows: usize) -> Screen {
        Screen { gone: Vec::new(), rows: vec![Vec::new(); rows], row: 0, column: 0, columns, pending: Vec::new() }
    }

    /// The cursor's line, counted from the first one ever, and column.
    pub fn cursor(&self) -> (usize, usize) {
        (self.gone.len() + self.row, self.column)
    }

    pub fn line(&self, number: usize) -> String {
        match number.checked_sub(self.gone.len()) {
            None => self.gone[number].clone(),
            Some(row) => self.rows.get(row).map_or(String::new(), |row| text_of(row)),
        }
    }

    fn count(&self) -> usize {
        self.gone.len() + self.rows.len()
    }

    pub fn find(&self, from: usize, fits: impl Fn(&str) -> bool) -> Option<usize> {
        (from..self.count()).find(|number| fits(&self.line(*number)))
    }

    pub fn is_empty_from(&self, from: usize) -> bool {
        (from..self.count()).all(|number| self.line(number).is_empty())
    }

    pub fn text(&self) -> String {
        let lines: Vec<String> = (0..self.count()).map(|number| self.line(number)).collect();
        lines.join("\n").trim_end().to_owned()
    }

    fn resize(&mut self, columns: usize, rows: usize) {
        self.columns = columns;
        while self.rows.len() > rows {
            if self.row > 0 {
                let gone = self.rows.remove(0);
                self.gone.push(text_of(&gone));
                self.row -= 1;
            } else {
                self.rows.pop();
            }
        }
        self.rows.resize(rows, Vec::new());
    }

    fn feed(&mut self, bytes: &[u8]) {
        self.pending.extend_from_slice(bytes);
        let pending = std::mem::take(&mut self.pending);
        let mut at = 0;
        while at < pending.len() {
            match self.one(&pending[at..]) {
                Some(length) => at += length,
                None => break,
            }
        }
        self.pending = pending[at..].to_vec();
    }

    /// Takes one character or sequence; `None` when it is not whole.
    fn one(&mut self, bytes: &[u8]) -> Option<usize> {
        match bytes[0] {
            0x1b => return self.escape(bytes),
            b'\r' => self.column = 0,
            b'\n' => self.down(),
            8 => self.column = self.column.saturating_sub(1),
            7 => {}
            first => {
                let length = match first {
                    0..=0x7f => 1,
                    0xc0..=0xdf => 2,
                    0xe0..=0xef => 3,
                    _ => 4,
                };
                let text = String::from_utf8_lossy(bytes.get(..length)?).into_owned();
                text.chars().for_each(|c| self.put(c));
                return Some(length);
            }
        }
        Some(1)
    }

    fn escape(&mut self, bytes: &[u8]) -> Option<usize> {
        if *bytes.get(1)? != b'[' {
            return Some(2);
        }
        let end = bytes.iter().skip(2).position(|byte| (0x40..=0x7e).contains(byte))? + 2;
        let parameters = String::from_utf8_lossy(&bytes[2..end]).into_owned();
        let number = |default: usize| parameters.split(';').next().and_then(|n| n.parse().ok()).unwrap_or(default);
        match bytes[end] {
            b'A' => self.row = self.row.saturating_sub(number(1)),
            b'B' => self.row = (self.row + number(1)).min(self.rows.len() - 1),
            b'C' => self.column = (self.column + number(1)).min(self.columns - 1),
            b'D' => self.column = self.column.saturating_sub(number(1)),
            b'G' => self.column = number(1) - 1,
            b'H' => (self.row, self.column) = (0, 0),
            b'K' => self.rows[self.row].truncate(self.column),
            b'J' if number(0) == 2 => self.rows.iter_mut().for_each(Vec::clear),
            b'J' => {
                self.rows[self.row].truncate(self.column);
                self.rows.iter_mut().skip(self.row + 1).for_each(Vec::clear);
            }
            _ => {}
        }
        Some(end + 1)
    }

    fn down(&mut self) {
        if self.row + 1 < self.rows.len() {
            self.row += 1;
            return;
        }
        let gone = self.rows.remove(0);
        self.gone.push(text_of(&gone));
        self.rows.push(Vec::new());
    }

    fn put(&mut self, c: char) {
        let width = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if width == 0 {
            // A mark joins the character before it.
            if let Some(place) = self.column.checked_sub(1) {
                let row = &mut self.rows[self.row];
                row.insert((place + 1).min(row.len()), c);
            }
            return;
        }
        if self.column + width > self.columns {
            self.column = 0;
            self.down();
        }
        let row = &mut self.rows[self.row];
        while row.len() < self.column + width {
            row.push(' ');
        }
        row[self.column] = c;
        if width == 2 {
            row[self.column + 1] = WIDE;
        }
        self.column += width;
    }
}

fn text_of(row: &[char]) -> String {
    row.iter().filter(|c| **c != WIDE).collect::<String>().trim_end().to_owned()
}
