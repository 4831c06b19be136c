//! The terminal itself: its modes, its size, reading and writing.
//!
//! Promise: [`Raw`] gives back on drop what it found. Output processing stays on, so that what other
//! threads write while an entry is edited still begins at the left edge.

use crate::memory::os;
use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::termios::{self, ControlModes, InputModes, LocalModes, OptionalActions, SpecialCodeIndex, Termios};
use std::io;

const PASTE_ON: &str = "\x1b[?2004h";
const PASTE_OFF: &str = "\x1b[?2004l";

/// While it lives, every key comes at once and nothing is echoed.
pub struct Raw {
    before: Termios,
}

impl Raw {
    pub fn enter() -> io::Result<Raw> {
        let before = termios::tcgetattr(rustix::stdio::stdin())?;
        set_raw(&before)?;
        write(PASTE_ON);
        Ok(Raw { before })
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        write(PASTE_OFF);
        let _ = termios::tcsetattr(rustix::stdio::stdin(), OptionalActions::Drain, &self.before);
    }
}

fn set_raw(before: &Termios) -> io::Result<()> {
    let mut raw = before.clone();
    raw.input_modes &= !(InputModes::ICRNL | InputModes::INLCR | InputModes::IXON | InputModes::ISTRIP | InputModes::BRKINT);
    raw.local_modes &= !(LocalModes::ICANON | LocalModes::ECHO | LocalModes::IEXTEN | LocalModes::ISIG);
    raw.control_modes |= ControlModes::CS8;
    raw.special_codes[SpecialCodeIndex::VMIN] = 1;
    raw.special_codes[SpecialCodeIndex::VTIME] = 0;
    termios::tcsetattr(rustix::stdio::stdin(), OptionalActions::Drain, &raw)?;
    Ok(())
}

/// Columns and lines.
pub fn size() -> (usize, usize) {
    match termios::tcgetwinsize(rustix::stdio::stdout()) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => (size.ws_col.into(), size.ws_row.into()),
        _ => (80, 24),
    }
}

pub enum Input {
    Bytes(usize),
    /// A signal came first.
    Again,
    End,
}

pub fn read(bytes: &mut [u8]) -> Input {
    match os::read(0, bytes) {
        Ok(0) => Input::End,
        Ok(count) => Input::Bytes(count),
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Input::Again,
        Err(_) => Input::End,
    }
}

/// Writes a text; a terminal that is gone is noticed when reading.
pub fn write(text: &str) {
    let mut rest = text.as_bytes();
    while !rest.is_empty() {
        match os::write(1, rest) {
            Ok(count) => rest = rest.get(count..).unwrap_or(&[]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => std::thread::yield_now(),
            Err(_) => return,
        }
    }
}

/// Whether input arrives in time: `None` when a signal comes first. Negative: wait for ever.
pub fn wait(milliseconds: i64) -> Option<bool> {
    let stdin = rustix::stdio::stdin();
    let mut watched = [PollFd::new(&stdin, PollFlags::IN)];
    let time = Timespec { tv_sec: milliseconds / 1000, tv_nsec: (milliseconds % 1000) * 1_000_000 };
    let limit = (milliseconds >= 0).then_some(&time);
    match rustix::event::poll(&mut watched, limit) {
        Ok(0) => Some(false),
        // A terminal that is gone is readable: reading says so.
        Ok(_) => Some(true),
        Err(rustix::io::Errno::INTR) => None,
        Err(_) => Some(true),
    }
}

/// Stops the process as Ctrl-Z does elsewhere, with the terminal in its usual state.
pub fn suspend() {
    let stdin = rustix::stdio::stdin();
    let Ok(raw) = termios::tcgetattr(stdin) else { return };
    let mut usual = raw.clone();
    usual.input_modes |= InputModes::ICRNL | InputModes::IXON;
    usual.local_modes |= LocalModes::ICANON | LocalModes::ECHO | LocalModes::IEXTEN | LocalModes::ISIG;
    write(PASTE_OFF);
    let _ = termios::tcsetattr(stdin, OptionalActions::Drain, &usual);
    let _ = os::kill(0, libc::SIGTSTP);
    let _ = termios::tcsetattr(stdin, OptionalActions::Drain, &raw);
    write(PASTE_ON);
}
