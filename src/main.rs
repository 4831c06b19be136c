//! The `taipan` program; everything lies in `cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    taipan::cli::main()
}
