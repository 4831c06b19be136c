//! The manual page and the completions of shells.
//!
//! Both are made from the help texts of `options` and `tools`, which are the one
//! table of what the command line takes: a row is a name and, behind a colon, what
//! it means; further lines are indented.

use super::options::out;
use super::options::{HELP, HELP_ENV, HELP_X};
use super::tools::{COMMANDS, wrong};
use std::ffi::OsString;
use std::fmt::Write;

const USAGE_COMPLETIONS: &str = "usage: taipan completions bash | zsh | fish\n";
const USAGE_MAN: &str = "usage: taipan man\n";

/// A row of a help text: `-c cmd` and what it means.
struct Row {
    name: String,
    meaning: String,
}

impl Row {
    /// The option alone, without what it takes.
    fn option(&self) -> &str {
        self.name.split([' ', '=']).next().unwrap_or(&self.name)
    }

    /// Whether a value belongs to the option: the next argument, or behind `=`.
    fn takes_a_value(&self) -> bool {
        self.name.len() > self.option().len()
    }
}

/// The rows of a text in its sections, each with its heading.
fn sections(text: &str) -> Vec<(String, Vec<Row>)> {
    let mut found: Vec<(String, Vec<Row>)> = Vec::new();
    for line in text.lines() {
        if line.trim().is_empty() {
            continue;
        }
        let rows = found.last_mut().map(|section| &mut section.1);
        match (line.split_once(": "), rows) {
            (_, Some(rows)) if line.starts_with(' ') => {
                if let Some(row) = rows.last_mut() {
                    row.meaning.push(' ');
                    row.meaning.push_str(line.trim());
                }
            }
            (Some((name, meaning)), Some(rows)) if !line.ends_with(':') => {
                rows.push(Row { name: name.trim().to_owned(), meaning: meaning.trim().to_owned() });
            }
            _ => found.push((line.trim_end_matches(':').to_owned(), Vec::new())),
        }
    }
    found
}

/// Every option with a dash, letters and long ones, once.
fn options() -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for row in sections(HELP).into_iter().flat_map(|section| section.1) {
        if row.name.starts_with('-') && row.name.len() > 1 && rows.iter().all(|known| known.option() != row.option()) {
            rows.push(row);
        }
    }
    rows
}

/// Values of `-X`, up to their `=`.
fn x_values() -> Vec<String> {
    let rows = sections(HELP_X).into_iter().flat_map(|section| section.1);
    let names = rows.flat_map(|row| row.name.split(", ").map(str::to_owned).collect::<Vec<_>>());
    names
        .filter_map(|name| name.strip_prefix("-X ").map(|name| name.split(['=', '[']).next().unwrap_or(name).to_owned()))
        .collect()
}

/// The commands: names, and what they are for.
fn commands() -> Vec<Row> {
    let rows = [HELP, COMMANDS].into_iter().flat_map(sections);
    rows.filter(|section| section.0.starts_with("Tools") || section.0.starts_with("Commands"))
        .flat_map(|section| section.1)
        .collect()
}

/// `taipan man`
pub fn man(arguments: &[OsString]) -> u8 {
    if !arguments.is_empty() {
        return wrong("man", "there are no arguments", USAGE_MAN);
    }
    out(1, &page());
    0
}

/// The manual page as text for `man`.
pub fn page() -> String {
    let mut text = format!(
        ".TH TAIPAN 1 \"\" \"taipan {}\" \"User Commands\"\n.SH NAME\ntaipan \\- Python 3.13 in one fast\\-starting binary\n",
        env!("CARGO_PKG_VERSION")
    );
    text.push_str(
        ".SH SYNOPSIS\n.B taipan\n[\\fIoption\\fR]... [\\fB\\-c\\fR \\fIcmd\\fR | \\fB\\-m\\fR \\fImod\\fR | \\fIfile\\fR | \
         \\fB\\-\\fR] [\\fIarg\\fR]...\n",
    );
    text.push_str(
        ".SH DESCRIPTION\nRuns a Python program, or the interactive prompt when there is none and the standard input is a \
         terminal. Options and environment variables are those of CPython 3.13.\n",
    );
    for (source, heading) in [(HELP, ""), (COMMANDS, ""), (HELP_X, "IMPLEMENTATION OPTIONS"), (HELP_ENV, "ENVIRONMENT")] {
        for (title, rows) in sections(source) {
            let title = if heading.is_empty() {
                title.split([' ', ',']).next().unwrap_or(&title).to_uppercase()
            } else {
                heading.to_owned()
            };
            let _ = writeln!(text, ".SH {}", roff(&title));
            for row in rows {
                let _ = writeln!(text, ".TP\n.B {}\n{}", roff(&row.name), roff(&row.meaning));
            }
        }
    }
    text.push_str(
        ".SH \"EXIT STATUS\"\n0 when the program ends normally, 1 after an exception that nobody caught, 2 when the command line \
         is wrong or the script is missing, the low byte of what sys.exit() was given, 120 when standard output could not be \
         written. After an uncaught KeyboardInterrupt the process dies of SIGINT.\n",
    );
    text
}

/// Text as roff takes it: no control characters at the start of a line, dashes as they are.
fn roff(text: &str) -> String {
    let escaped = text.replace('\\', "\\e").replace('-', "\\-");
    if escaped.starts_with(['.', '\'']) { format!("\\&{escaped}") } else { escaped }
}

/// `taipan completions SHELL`
pub fn completions(arguments: &[OsString]) -> u8 {
    let text = match arguments {
        [shell] => match shell.to_str() {
            Some("bash") => bash(),
            Some("zsh") => zsh(),
            Some("fish") => fish(),
            _ => return wrong("completions", &format!("no completions for '{}'", shell.to_string_lossy()), USAGE_COMPLETIONS),
        },
        _ => return wrong("completions", "one shell is needed", USAGE_COMPLETIONS),
    };
    out(1, &text);
    0
}

fn words(rows: &[Row]) -> String {
    rows.iter().map(Row::option).collect::<Vec<_>>().join(" ")
}

/// For bash: options, commands, values of `-X` and `--explain`, then files.
fn bash() -> String {
    let explain = explain_values().join(" ");
    format!(
        "# Completions of taipan for bash; made by `taipan completions bash`.\n\
         _taipan() {{\n    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}}\n    \
         COMPREPLY=()\n    case $before in\n    \
         -c|-m|-W) return ;;\n    \
         -X) COMPREPLY=($(compgen -W '{}' -- \"$word\")); return ;;\n    \
         --explain) COMPREPLY=($(compgen -W '{explain}' -- \"$word\")); return ;;\n    \
         completions) COMPREPLY=($(compgen -W 'bash zsh fish' -- \"$word\")); return ;;\n    esac\n    \
         if [[ $word == -* ]]; then\n        COMPREPLY=($(compgen -W '{}' -- \"$word\"))\n    \
         elif ((COMP_CWORD == 1)); then\n        COMPREPLY=($(compgen -W '{}' -- \"$word\") $(compgen -f -- \"$word\"))\n    \
         else\n        COMPREPLY=($(compgen -f -- \"$word\"))\n    fi\n}}\n\
         complete -o filenames -F _taipan taipan\n",
        x_values().join(" "),
        words(&options()),
        words(&commands()),
    )
}

/// What `--explain=` takes.
fn explain_values() -> Vec<String> {
    let rows = sections(HELP).into_iter().flat_map(|section| section.1);
    rows.filter_map(|row| row.name.strip_prefix("--explain=").map(str::to_owned)).collect()
}

/// Text between single quotes of a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

fn zsh() -> String {
    let mut text =
        String::from("#compdef taipan\n# Completions of taipan for zsh; made by `taipan completions zsh`.\n_arguments -s \\\n");
    let plain = |text: &str| text.replace(['[', ']'], "").replace(':', " ");
    for row in options() {
        let value = match row.option() {
            "-X" => format!(":option:({})", x_values().join(" ")),
            "--explain" => format!(":what:({})", explain_values().join(" ")),
            _ if row.takes_a_value() => ":value: ".to_owned(),
            _ => String::new(),
        };
        let equals = if row.name.contains('=') { "=" } else { "" };
        let _ = writeln!(text, "  {} \\", quoted(&format!("*{}{equals}[{}]{value}", row.option(), plain(&row.meaning))));
    }
    let names = commands().iter().map(|row| row.option().to_owned()).collect::<Vec<_>>().join(" ");
    let _ = writeln!(
        text,
        "  {} \\\n  '*:argument:_files'",
        quoted(&format!("1:script or command:{{_alternative 'files:script:_files' 'commands:command:({names})'}}"))
    );
    text
}

fn fish() -> String {
    let mut text = String::from("# Completions of taipan for fish; made by `taipan completions fish`.\n");
    for row in options() {
        let option = row.option();
        let flag = match option.strip_prefix("--") {
            Some(long) => format!("-l {long}"),
            None => format!("-s {}", option.trim_start_matches('-')),
        };
        let value = match option {
            "-X" => format!(" -x -a {}", quoted(&x_values().join(" "))),
            "--explain" => format!(" -x -a {}", quoted(&explain_values().join(" "))),
            _ if row.takes_a_value() => " -x".to_owned(),
            _ => String::new(),
        };
        let _ = writeln!(text, "complete -c taipan {flag}{value} -d {}", quoted(&row.meaning));
    }
    for row in commands() {
        let _ = writeln!(text, "complete -c taipan -n __fish_is_first_arg -a {} -d {}", row.option(), quoted(&row.meaning));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{commands, explain_values, options, page, x_values};

    #[test]
    fn the_help_is_read_as_a_table() {
        let names: Vec<String> = options().iter().map(|row| row.option().to_owned()).collect();
        for wanted in ["-b", "-c", "-X", "--explain", "--help-env", "--find-race"] {
            assert!(names.iter().any(|name| name == wanted), "{wanted} is not in {names:?}");
        }
        assert!(commands().iter().any(|row| row.option() == "check"));
        assert!(x_values().contains(&"utf8".to_owned()), "{:?}", x_values());
        assert!(explain_values().contains(&"gc".to_owned()), "{:?}", explain_values());
        assert!(page().contains(".SH ENVIRONMENT\n") && page().contains("PYTHONSAFEPATH"));
    }
}
