//! Options of one interpreter, as the command line or an embedder sets them.

/// What `sys.flags` and a few run-time decisions need.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `-O` count: asserts are left out from 1, docstrings from 2.
    pub optimize: u8,
    /// `-i` or `PYTHONINSPECT`: a prompt comes after the program.
    pub inspect: bool,
    /// `-i`: there is a prompt even when nobody sits at a terminal.
    pub interactive: bool,
    /// `-u`
    pub unbuffered: bool,
    /// `-q`
    pub quiet: bool,
    /// `-v` count
    pub verbose: u8,
    /// `-b` count
    pub bytes_warning: u8,
    /// `-E` or `-I`
    pub ignore_environment: bool,
    /// `-I`
    pub isolated: bool,
    /// `-s` or `-I`
    pub no_user_site: bool,
    /// `-S`
    pub no_site: bool,
    /// `-P` or `-I`
    pub safe_path: bool,
    /// `-d`
    pub debug: u8,
    /// `-B`
    pub dont_write_bytecode: bool,
    /// `-W` arguments in order.
    pub warnings: Vec<String>,
    /// The limit of digits between int and str, when it is not the usual one.
    pub int_digits: Option<usize>,
    /// `-X` arguments in order.
    pub x_options: Vec<String>,
    /// `PYTHONHASHSEED`: none for a random key.
    pub hash_seed: Option<u32>,
    /// An embedder's program: no files, no sockets, no processes, no threads, no other people's modules.
    pub confined: bool,
    /// The standard streams belong to an embedder: none of them is a terminal.
    pub captured: bool,
    /// The highest limit that `sys.setrecursionlimit` may set.
    pub recursion_ceiling: Option<u32>,
    /// `sys.argv`.
    pub arguments: Vec<std::ffi::OsString>,
    /// `sys.orig_argv`.
    pub original_arguments: Vec<std::ffi::OsString>,
    /// Extra entries for `sys.path` after the script's folder (`PYTHONPATH`).
    pub search_path: Vec<std::ffi::OsString>,
}
