//! `taipan check`: what keeps a file from running here, without running it.
//!
//! Three things are looked for: syntax errors ([`syntax`]), modules and names of
//! modules that are not there, and features that raise NotImplementedError. The
//! modules of the standard library are asked for their names by importing them
//! into an engine of their own; modules beside the file are looked up as files and
//! never imported.
//!
//! What a program guards itself is not reported: imports under `except ImportError`,
//! attributes under `except AttributeError`, branches for other platforms or
//! versions, and `if TYPE_CHECKING`. Attributes of anything but modules are not
//! looked at, so a file without findings can still fail.

mod hints;
mod syntax;
mod walk;

use super::options::out;
use crate::Engine;
use crate::engine::{Limits, Stdlib};
use crate::stdlib::{find_native, find_python};
use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use taipan_grammar::ast::{Constant, ExceptHandler, Expr, ExprContext, ExprKind, Span, Stmt, StmtKind, StrText};

pub const USAGE: &str = "\
usage: taipan check [--json] FILE...

Reads files without running them and lists what keeps them from running here: every syntax error, every module
that is missing, every name that a module does not have, and every feature that is not supported.

--json : a JSON array with file, line, column, kind, reason and instead
";

/// What is wrong.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    File,
    Syntax,
    Module,
    Name,
    Feature,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::File => "unreadable file",
            Kind::Syntax => "syntax error",
            Kind::Module => "missing module",
            Kind::Name => "missing name",
            Kind::Feature => "unsupported feature",
        }
    }
}

/// One thing that keeps a file from running. Lines and columns count from 1,
/// columns in characters.
pub struct Finding {
    line: u32,
    column: u32,
    kind: Kind,
    reason: String,
    instead: String,
}

impl Finding {
    fn new(kind: Kind, line: u32, column: u32, reason: String, instead: &str) -> Finding {
        Finding { line, column, kind, reason, instead: instead.to_owned() }
    }
}

/// `taipan check ARGUMENTS`; the exit status.
pub fn main(arguments: &[OsString]) -> u8 {
    let mut json = false;
    let mut files = Vec::new();
    let mut parser = lexopt::Parser::from_args(arguments);
    loop {
        match parser.next() {
            Ok(None) => break,
            Ok(Some(lexopt::Arg::Long("json"))) => json = true,
            Ok(Some(lexopt::Arg::Long("help") | lexopt::Arg::Short('h'))) => {
                out(1, USAGE);
                return 0;
            }
            Ok(Some(lexopt::Arg::Value(file))) => files.push(PathBuf::from(file)),
            Ok(Some(other)) => return wrong(&other.unexpected().to_string()),
            Err(error) => return wrong(&error.to_string()),
        }
    }
    if files.is_empty() {
        return wrong("a file is missing");
    }
    let mut library = Library::default();
    let mut rows = Vec::new();
    let mut count = 0;
    for file in &files {
        let shown = file.to_string_lossy();
        for finding in check(file, &mut library) {
            count += 1;
            if json {
                rows.push(json_row(&shown, &finding));
            } else {
                let Finding { line, column, kind, reason, instead } = finding;
                let advice = if instead.is_empty() { String::new() } else { format!("; {instead}") };
                out(1, &format!("{shown}:{line}:{column}: {}: {reason}{advice}\n", kind.name()));
            }
        }
    }
    if json {
        let inner = if rows.is_empty() { String::new() } else { format!("\n{}\n", rows.join(",\n")) };
        out(1, &format!("[{inner}]\n"));
    }
    u8::from(count > 0)
}

fn wrong(message: &str) -> u8 {
    super::tools::wrong("check", message, USAGE)
}

fn json_row(file: &str, finding: &Finding) -> String {
    let text = super::explain::json::quoted;
    format!(
        "  {{\"file\": {}, \"line\": {}, \"column\": {}, \"kind\": {}, \"reason\": {}, \"instead\": {}}}",
        text(file),
        finding.line,
        finding.column,
        text(finding.kind.name()),
        text(&finding.reason),
        text(&finding.instead)
    )
}

/// Everything that is found in one file, in the order of its lines.
fn check(file: &Path, library: &mut Library) -> Vec<Finding> {
    let source = match std::fs::read(file) {
        Ok(source) => source,
        Err(error) => {
            let reason = error.raw_os_error().map_or_else(|| error.to_string(), crate::stdlib::posix::error_text);
            return vec![Finding::new(Kind::File, 1, 1, reason, "")];
        }
    };
    let (parsed, mut findings) = syntax::read(&source, &file.to_string_lossy());
    if let Some(parsed) = &parsed {
        let body = syntax::body(parsed);
        let mut names = Names::default();
        walk::statements(body, &mut names);
        let folder = file.parent().unwrap_or(Path::new("")).to_owned();
        let lines: Vec<&str> = parsed.source.split('\n').collect();
        let mut checker = Checker { library, names, folder, lines, findings: Vec::new() };
        walk::statements(body, &mut checker);
        findings.append(&mut checker.findings);
    }
    findings.sort_by_key(|finding| (finding.line, finding.column));
    findings
}

/// What names of a file stand for modules.
#[derive(Default)]
struct Names {
    /// Names that `import` binds, and the modules that they stand for.
    modules: HashMap<String, String>,
    /// Names that anything else binds.
    others: HashSet<String>,
    /// Attributes that the program itself sets, as `module.attribute`.
    set: HashSet<(String, String)>,
}

impl walk::Visit for Names {
    fn statement(&mut self, statement: &Stmt) -> bool {
        match &statement.kind {
            StmtKind::Import { names } => {
                for alias in names {
                    let root = alias.name.split('.').next().unwrap_or(&alias.name);
                    let (name, module) = match &alias.asname {
                        Some(own) => (own.to_string(), alias.name.to_string()),
                        None => (root.to_owned(), root.to_owned()),
                    };
                    if self.modules.insert(name.clone(), module.clone()).is_some_and(|before| before != module) {
                        self.others.insert(name);
                    }
                }
            }
            StmtKind::ImportFrom { names, .. } => {
                self.others.extend(names.iter().map(|alias| alias.asname.as_ref().unwrap_or(&alias.name).to_string()));
            }
            StmtKind::FunctionDef(function) => {
                self.others.insert(function.name.to_string());
                let args = &function.args;
                let all = args.posonlyargs.iter().chain(&args.args).chain(args.vararg.as_deref());
                let all = all.chain(&args.kwonlyargs).chain(args.kwarg.as_deref());
                self.others.extend(all.map(|arg| arg.arg.to_string()));
            }
            StmtKind::ClassDef(class) => {
                self.others.insert(class.name.to_string());
            }
            _ => {}
        }
        true
    }

    fn expression(&mut self, expression: &Expr) {
        match &expression.kind {
            ExprKind::Name { id, ctx: ExprContext::Store | ExprContext::Del } => {
                self.others.insert(id.to_string());
            }
            ExprKind::Lambda(lambda) => self.others.extend(lambda.args.args.iter().map(|arg| arg.arg.to_string())),
            ExprKind::Attribute { value, attr, ctx: ExprContext::Store | ExprContext::Del } => {
                if let ExprKind::Name { id, .. } = &value.kind {
                    self.set.insert((id.to_string(), attr.to_string()));
                }
            }
            _ => {}
        }
    }
}

/// The standard library as it is, asked for once.
#[derive(Default)]
struct Library {
    engine: Option<Engine>,
    known: HashMap<(String, String), bool>,
}

/// Whether the interpreter brings this module.
fn is_ours(module: &str) -> bool {
    // `os.path` is a name for one of two modules.
    module == "os.path" || find_native(module).is_some() || find_python(module).is_some()
}

impl Library {
    /// Whether a module of ours has a name; true in doubt.
    fn has(&mut self, module: &str, name: &str) -> bool {
        if is_ours(&format!("{module}.{name}")) {
            return true;
        }
        let key = (module.to_owned(), name.to_owned());
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        if self.engine.is_none() {
            self.engine = Engine::builder().stdlib(Stdlib::FULL).limits(Limits::unlimited()).build().ok();
        }
        let question = format!("import importlib; hasattr(importlib.import_module('{module}'), '{name}')");
        let has = self.engine.as_ref().and_then(|engine| engine.eval::<bool>(&question).ok()).unwrap_or(true);
        self.known.insert(key, has);
        has
    }
}

struct Checker<'a> {
    library: &'a mut Library,
    names: Names,
    folder: PathBuf,
    lines: Vec<&'a str>,
    findings: Vec<Finding>,
}

/// What handlers of a `try` may catch.
fn guards(handlers: &[ExceptHandler], wanted: &[&str]) -> bool {
    fn names(found: &Expr, wanted: &[&str]) -> bool {
        match &found.kind {
            ExprKind::Name { id, .. } => wanted.contains(&&**id) || matches!(&**id, "Exception" | "BaseException"),
            ExprKind::Tuple { elts, .. } => elts.iter().any(|one| names(one, wanted)),
            _ => false,
        }
    }
    handlers.iter().any(|handler| handler.type_.as_deref().is_none_or(|class| names(class, wanted)))
}

/// Whether a condition asks about what there is: platform, version, type checkers.
fn asks_around(test: &Expr) -> bool {
    struct Asks(bool);
    impl walk::Visit for Asks {
        fn statement(&mut self, _: &Stmt) -> bool {
            true
        }

        fn expression(&mut self, found: &Expr) {
            let name = match &found.kind {
                ExprKind::Name { id, .. } => id,
                ExprKind::Attribute { attr, .. } => attr,
                _ => return,
            };
            self.0 |= matches!(
                &**name,
                "TYPE_CHECKING" | "platform" | "version_info" | "hexversion" | "implementation" | "hasattr" | "find_spec"
            );
        }
    }
    let mut asks = Asks(false);
    walk::expression(test, &mut asks);
    let is_os_name = matches!(&test.kind, ExprKind::Compare { left, .. }
        if matches!(&left.kind, ExprKind::Attribute { attr, .. } if &**attr == "name"));
    asks.0 || is_os_name
}

impl Checker<'_> {
    fn report(&mut self, kind: Kind, span: Span, reason: String, instead: &str) {
        let text = self.lines.get((span.line as usize).saturating_sub(1)).copied().unwrap_or("");
        let before = text.get(..span.column as usize).map_or(span.column as usize, |before| before.chars().count());
        self.findings.push(Finding::new(kind, span.line, before as u32 + 1, reason, instead));
    }

    /// Reports a module that nobody could import. True when it is one of ours.
    fn module(&mut self, module: &str, span: Span) -> bool {
        let root = module.split('.').next().unwrap_or(module);
        if is_ours(module) {
            return true;
        }
        if !is_ours(root) && self.lies_on_the_path(root) {
            return false;
        }
        if is_ours(root) && self.lies_on_the_path(module) {
            return false;
        }
        let known = crate::stdlib::sys::STDLIB_NAMES.split_ascii_whitespace().any(|name| name == root);
        let reason = if known || is_ours(root) {
            format!("module '{module}' of the standard library is not supported")
        } else {
            format!("there is no module '{module}'")
        };
        self.report(Kind::Module, span, reason, hints::instead_of(module));
        false
    }

    /// Whether there is a file for the module beside the script or on PYTHONPATH.
    fn lies_on_the_path(&self, module: &str) -> bool {
        let relative = module.replace('.', "/");
        let path = std::env::var_os("PYTHONPATH").unwrap_or_default();
        let folders = std::iter::once(self.folder.clone()).chain(std::env::split_paths(&path));
        folders.map(|folder| folder.join(&relative)).any(|base| base.is_dir() || base.with_extension("py").is_file())
    }

    /// Reports a name that a module of ours lacks, or has and does not support.
    fn name(&mut self, module: &str, name: &str, span: Span) {
        if let Some(row) = hints::UNSUPPORTED.iter().find(|row| row.0 == module && row.1 == name) {
            self.report(Kind::Feature, span, format!("{module}.{name} is not supported"), row.2);
        } else if !self.library.has(module, name) {
            self.report(Kind::Name, span, format!("module '{module}' has no '{name}' here"), "");
        }
    }

    /// The module that an expression stands for: `a` or `a.b` of an import.
    fn module_of(&self, found: &Expr) -> Option<String> {
        match &found.kind {
            ExprKind::Name { id, .. } if !self.names.others.contains(&**id) => self.names.modules.get(&**id).cloned(),
            ExprKind::Attribute { value, attr, .. } => {
                let inner = format!("{}.{attr}", self.module_of(value)?);
                is_ours(&inner).then_some(inner)
            }
            _ => None,
        }
    }
}

impl walk::Visit for Checker<'_> {
    fn statement(&mut self, statement: &Stmt) -> bool {
        match &statement.kind {
            StmtKind::Import { names } => {
                for alias in names {
                    self.module(&alias.name, alias.span);
                }
            }
            StmtKind::ImportFrom { module: Some(module), names, level: 0 } => {
                let is_there = self.module(module, statement.span);
                if is_there {
                    for alias in names.iter().filter(|alias| &*alias.name != "*") {
                        self.name(module, &alias.name, alias.span);
                    }
                }
            }
            StmtKind::Try { body, handlers, orelse, finalbody } => {
                let first = self.findings.len();
                walk::statements(body, self);
                let guarded = |kind: Kind| match kind {
                    Kind::Module => guards(handlers, &["ImportError", "ModuleNotFoundError"]),
                    Kind::Name => guards(handlers, &["ImportError", "AttributeError"]),
                    Kind::Feature => guards(handlers, &["NotImplementedError", "RuntimeError"]),
                    Kind::File | Kind::Syntax => false,
                };
                let mut index = 0;
                self.findings.retain(|finding| {
                    index += 1;
                    index <= first || !guarded(finding.kind)
                });
                walk::handlers(handlers, self);
                walk::statements(orelse, self);
                walk::statements(finalbody, self);
                return false;
            }
            StmtKind::If { test, .. } => return !asks_around(test),
            _ => {}
        }
        true
    }

    fn expression(&mut self, expression: &Expr) {
        match &expression.kind {
            ExprKind::Attribute { value, attr, ctx: ExprContext::Load } => {
                let Some(module) = self.module_of(value).filter(|module| is_ours(module)) else { return };
                let own = match &value.kind {
                    ExprKind::Name { id, .. } => self.names.set.contains(&(id.to_string(), attr.to_string())),
                    _ => false,
                };
                if !own {
                    self.name(&module, attr, expression.span);
                }
            }
            ExprKind::Name { id, ctx: ExprContext::Load } if !self.names.others.contains(&**id) => {
                if let Some(row) = hints::UNSUPPORTED.iter().find(|row| row.0 == "builtins" && row.1 == &**id) {
                    self.report(Kind::Feature, expression.span, format!("{id}() is not supported"), row.2);
                }
            }
            ExprKind::Call { func, args, .. } => {
                let by_name = match &func.kind {
                    ExprKind::Name { id, .. } => matches!(&**id, "__import__" | "import_module"),
                    ExprKind::Attribute { attr, .. } => &**attr == "import_module",
                    _ => false,
                };
                if by_name
                    && let Some(first) = args.first()
                    && let ExprKind::Constant(Constant::Str(text)) = &first.kind
                    && let StrText::Utf8(module) = &text.text
                    && !module.starts_with('.')
                    && !module.is_empty()
                {
                    self.module(&module.clone(), first.span);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{hints, is_ours};

    #[test]
    fn nothing_stands_in_for_a_module_that_is_there() {
        let stale: Vec<&str> = hints::INSTEAD.iter().map(|row| row.0).filter(|module| is_ours(module)).collect();
        assert!(stale.is_empty(), "{stale:?} are supported; take them off hints.rs");
    }
}
