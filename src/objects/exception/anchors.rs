//! Source lines of one traceback entry with their `~~~^^^` markers.
//!
//! The range of an entry covers an expression; inside it the operator, the
//! subscript's brackets or the call's parentheses are marked with carets. To
//! find them the range's text is parsed again. Ranges of several lines show
//! their first and last line and those around the anchors.

use super::colour::Paint;
use taipan_grammar::ast::{Expr, ExprKind, Mod, Stmt, StmtKind};
use taipan_grammar::{Mode, Options, parse};

/// The lines of a range (without line ends) and its columns in UTF-8 bytes.
pub struct Shown<'a> {
    pub lines: &'a [String],
    pub column: usize,
    pub end_column: usize,
}

/// Where the carets are inside a range: line and character, the end exclusive.
#[derive(Clone, Copy)]
struct Anchors {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

fn characters_before(line: &str, bytes: usize) -> usize {
    line.char_indices().take_while(|(index, _)| *index < bytes).count()
}

/// Takes away the white space that all lines begin with.
fn dedent(lines: &[String]) -> Vec<String> {
    let mut common: Option<&str> = None;
    for line in lines.iter().filter(|line| !line.trim().is_empty()) {
        let own = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        common = Some(match common {
            None => own,
            Some(known) => {
                let same = known.bytes().zip(own.bytes()).take_while(|(a, b)| a == b).count();
                &known[..same]
            }
        });
    }
    let cut = common.map_or(0, str::len);
    lines
        .iter()
        .map(|line| if line.trim().is_empty() { String::new() } else { line.get(cut..).unwrap_or("").to_owned() })
        .collect()
}

/// Columns a terminal needs for the first `offset` characters.
fn width(line: &str, offset: usize) -> usize {
    line.chars().take(offset).map(|letter| if is_wide(letter) { 2 } else { 1 }).sum()
}

/// East Asian wide and full-width characters, by their main ranges.
fn is_wide(letter: char) -> bool {
    matches!(letter as u32,
        0x1100..=0x115F | 0x231A..=0x231B | 0x2329..=0x232A | 0x23E9..=0x23EC | 0x23F0 | 0x23F3 | 0x25FD..=0x25FE
        | 0x2614..=0x2615 | 0x2648..=0x2653 | 0x267F | 0x2693 | 0x26A1 | 0x26AA..=0x26AB | 0x26BD..=0x26BE
        | 0x26C4..=0x26C5 | 0x26CE | 0x26D4 | 0x26EA | 0x26F2..=0x26F3 | 0x26F5 | 0x26FA | 0x26FD | 0x2705
        | 0x270A..=0x270B | 0x2728 | 0x274C | 0x274E | 0x2753..=0x2755 | 0x2757 | 0x2795..=0x2797 | 0x27B0 | 0x27BF
        | 0x2B1B..=0x2B1C | 0x2B50 | 0x2B55 | 0x2E80..=0x303E | 0x3041..=0x33FF | 0x3400..=0x4DBF | 0x4E00..=0xA4CF
        | 0xA960..=0xA97C | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE10..=0xFE19 | 0xFE30..=0xFE6B | 0xFF01..=0xFF60
        | 0xFFE0..=0xFFE6 | 0x16FE0..=0x18CFF | 0x1AFF0..=0x1B2FB | 0x1F004 | 0x1F0CF | 0x1F18E | 0x1F191..=0x1F19A
        | 0x1F200..=0x1F320 | 0x1F32D..=0x1F335 | 0x1F337..=0x1F37C | 0x1F37E..=0x1F393 | 0x1F3A0..=0x1F3CA
        | 0x1F3CF..=0x1F3D3 | 0x1F3E0..=0x1F3F0 | 0x1F3F4 | 0x1F3F8..=0x1F43E | 0x1F440 | 0x1F442..=0x1F4FC
        | 0x1F4FF..=0x1F53D | 0x1F54B..=0x1F54E | 0x1F550..=0x1F567 | 0x1F57A | 0x1F595..=0x1F596 | 0x1F5A4
        | 0x1F5FB..=0x1F64F | 0x1F680..=0x1F6C5 | 0x1F6CC | 0x1F6D0..=0x1F6D2 | 0x1F6D5..=0x1F6D7 | 0x1F6DC..=0x1F6DF
        | 0x1F6EB..=0x1F6EC | 0x1F6F4..=0x1F6FC | 0x1F7E0..=0x1F7EB | 0x1F7F0 | 0x1F90C..=0x1F93A | 0x1F93C..=0x1F945
        | 0x1F947..=0x1F9FF | 0x1FA70..=0x1FAFF | 0x20000..=0x2FFFD | 0x30000..=0x3FFFD)
}

/// The lines to show, indented by four, each marked line followed by its markers.
pub fn marked_lines(range: Shown<'_>, paint: Paint) -> String {
    let lines = dedent(range.lines);
    let (Some(original), Some(first)) = (range.lines.first(), lines.first()) else { return String::new() };
    let (Some(original_last), Some(last)) = (range.lines.last(), lines.last()) else { return String::new() };
    let cut = original.chars().count() - first.chars().count().min(original.chars().count());
    let start = characters_before(original, range.column).saturating_sub(cut);
    let end = characters_before(original_last, range.end_column).saturating_sub(cut);
    let (start_width, end_width) = (width(first, start), width(last, end));
    let anchors = segment(&lines, start, end).and_then(|segment| find_anchors(&segment));
    let show = should_mark(&lines, start, end, anchors.is_some());
    let final_line = lines.len() - 1;
    let mut significant = vec![0, final_line];
    // The anchors count from the segment's start; the screen from the line's.
    let anchors = anchors.map(|mut anchors| {
        if anchors.line == 0 {
            anchors.column += start;
        }
        if anchors.end_line == 0 {
            anchors.end_column += start;
        }
        anchors.column = lines.get(anchors.line).map_or(0, |line| width(line, anchors.column));
        anchors.end_column = lines.get(anchors.end_line).map_or(0, |line| width(line, anchors.end_column));
        for line in [anchors.line, anchors.end_line] {
            significant.extend([line.wrapping_sub(1), line, line + 1]);
        }
        anchors
    });
    significant.retain(|line| *line <= final_line);
    significant.sort_unstable();
    significant.dedup();
    let mut shown: Vec<String> = Vec::new();
    // The rows of `shown` that mark the row above.
    let mut markers = Vec::new();
    let mut output = |index: usize, shown: &mut Vec<String>| {
        let Some(line) = lines.get(index) else { return };
        shown.push(line.clone());
        if !show {
            return;
        }
        markers.push(shown.len());
        let spaces = line.chars().count() - line.trim_start().chars().count();
        let count = if index == final_line { end_width } else { width(line, usize::MAX) };
        let mut marks = String::new();
        for column in 0..count {
            let mark = if column < spaces || (index == 0 && column < start_width) {
                ' '
            } else {
                match anchors {
                    Some(anchors) if is_inside(anchors, index, column) => '^',
                    Some(_) => '~',
                    None => '^',
                }
            };
            marks.push(mark);
        }
        shown.push(marks);
    };
    let mut previous: Option<usize> = None;
    for index in significant {
        if let Some(previous) = previous {
            match index - previous {
                2 => output(index - 1, &mut shown),
                distance if distance > 2 => shown.push(format!("...<{} lines>...", distance - 1)),
                _ => {}
            }
        }
        output(index, &mut shown);
        previous = Some(index);
    }
    let mut text = String::new();
    let mut rows = dedent_block(&shown);
    for marker in markers {
        if let Some([line, marks]) = rows.get_mut(marker.wrapping_sub(1)..=marker) {
            (*line, *marks) = paint.marks(line, marks);
        }
    }
    for line in rows {
        text.push_str("    ");
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// Dedents the lines with their markers together.
fn dedent_block(lines: &[String]) -> Vec<String> {
    dedent(lines)
}

fn is_inside(anchors: Anchors, line: usize, column: usize) -> bool {
    (line > anchors.line || (line == anchors.line && column >= anchors.column))
        && (line < anchors.end_line || (line == anchors.end_line && column < anchors.end_column))
}

/// The text of the range itself.
fn segment(lines: &[String], start: usize, end: usize) -> Option<String> {
    let last = lines.last()?.chars().count();
    let text = lines.join("\n");
    let total = text.chars().count();
    let stop = total.checked_sub(last.saturating_sub(end))?;
    Some(text.chars().take(stop).skip(start).collect())
}

fn only_statement(source: &str) -> Option<Vec<Stmt>> {
    match parse(source, Mode::File, &Options::default()).ok()?.module {
        Mod::Module { body } => Some(body),
        _ => None,
    }
}

/// Markers that would cover a whole line say nothing.
fn should_mark(lines: &[String], start: usize, end: usize, has_anchors: bool) -> bool {
    if let Some(body) = only_statement(&lines.join("\n")) {
        let Some(statement) = body.first() else { return false };
        let value = match &statement.kind {
            StmtKind::Return { value: Some(value) } => match &value.kind {
                ExprKind::Call { func, .. } if matches!(func.kind, ExprKind::Name { .. }) => Some(value),
                _ => None,
            },
            StmtKind::Assign { value, .. } if matches!(value.kind, ExprKind::Call { .. }) => Some(value),
            _ => None,
        };
        if let Some(value) = value {
            let span = value.span;
            let is_whole = span.line == 1
                && span.end_line as usize == lines.len()
                && span.column as usize == start
                && span.end_column as usize == end;
            if is_whole {
                return false;
            }
        }
    }
    if has_anchors {
        return true;
    }
    let before = lines.first().is_some_and(|line| line.chars().take(start).any(|letter| !letter.is_whitespace()));
    let after = lines.last().is_some_and(|line| line.chars().skip(end).any(|letter| !letter.is_whitespace()));
    before || after
}

/// Walks over the characters of a segment.
struct Walker<'a> {
    lines: &'a [Vec<char>],
    line: usize,
    column: usize,
}

impl Walker<'_> {
    fn settle(&mut self) {
        while self.lines.get(self.line).is_some_and(|line| self.column >= line.len()) {
            self.column = 0;
            self.line += 1;
        }
    }

    fn letter(&self) -> Option<char> {
        self.lines.get(self.line)?.get(self.column).copied()
    }

    /// Goes on to the first character that `stop` accepts, over comments and
    /// line continuations.
    fn until(&mut self, stop: impl Fn(char) -> bool) -> Option<()> {
        loop {
            match self.letter()? {
                '\\' | '#' => {
                    self.column = 0;
                    self.line += 1;
                }
                letter if !stop(letter) => self.column += 1,
                _ => return Some(()),
            }
            self.settle();
        }
    }
}

fn find_anchors(segment: &str) -> Option<Anchors> {
    // Parentheses make a segment of several lines one expression.
    let body = only_statement(&format!("(\n{segment}\n)"))?;
    let [statement] = body.as_slice() else { return None };
    let StmtKind::Expr { value } = &statement.kind else { return None };
    let texts: Vec<&str> = segment.split('\n').collect();
    let lines: Vec<Vec<char>> = texts.iter().map(|line| line.chars().collect()).collect();
    let end_of = |expression: &Expr| -> Option<(usize, usize)> {
        let line = (expression.span.end_line as usize).checked_sub(2)?;
        Some((line, characters_before(texts.get(line)?, expression.span.end_column as usize)))
    };
    let walker_behind = |expression: &Expr| -> Option<Walker<'_>> {
        let (line, column) = end_of(expression)?;
        let mut walker = Walker { lines: &lines, line, column };
        walker.settle();
        Some(walker)
    };
    match &value.kind {
        ExprKind::BinOp { left, right, .. } => {
            let mut walker = walker_behind(left)?;
            walker.until(|letter| !letter.is_whitespace() && letter != ')')?;
            let (line, column) = (walker.line, walker.column);
            let mut end = column + 1;
            let right_line = (right.span.line as usize).checked_sub(2)?;
            let right_column = characters_before(texts.get(right_line)?, right.span.column as usize);
            let next = lines.get(line)?.get(end).copied();
            if let Some(next) = next
                && (right_line > line || end < right_column)
                && !next.is_whitespace()
                && next != '\\'
                && next != '#'
            {
                end += 1;
            }
            Some(Anchors { line, column, end_line: line, end_column: end })
        }
        ExprKind::Subscript { value: inner, .. } => {
            let mut walker = walker_behind(inner)?;
            walker.until(|letter| letter == '[')?;
            let (end_line, end_column) = end_of(value)?;
            Some(Anchors { line: walker.line, column: walker.column, end_line, end_column })
        }
        ExprKind::Call { func, .. } => {
            let mut walker = walker_behind(func)?;
            walker.until(|letter| letter == '(')?;
            let (end_line, end_column) = end_of(value)?;
            Some(Anchors { line: walker.line, column: walker.column, end_line, end_column })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Paint, Shown, marked_lines};

    #[track_caller]
    fn check(lines: &[&str], column: usize, end_column: usize, expected: &str) {
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        assert_eq!(marked_lines(Shown { lines: &lines, column, end_column }, Paint(false)), expected);
    }

    #[test]
    fn markers() {
        check(&["    x = a + b"], 8, 13, "    x = a + b\n        ~~^~~\n");
        check(&["a // b"], 0, 6, "    a // b\n    ~~^^~~\n");
        check(&["    return f(n-1)"], 11, 17, "    return f(n-1)\n");
        check(&["    raise e"], 4, 11, "    raise e\n");
        check(&["f(1)[2]"], 0, 7, "    f(1)[2]\n    ~~~~^^^\n");
        check(
            &["  return [1,2][", "      5", "  ]"],
            9,
            3,
            "    return [1,2][\n           ~~~~~^\n        5\n        ^\n    ]\n    ^\n",
        );
        check(&["x = \"äö漢字\" + 1 + (2 +"], 4, 20, "    x = \"äö漢字\" + 1 + (2 +\n        ~~~~~~~~~^~~\n");
    }
}
