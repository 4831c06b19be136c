//! The `taipan` program; everything lies in `cli`.

use std::process::ExitCode;

/// So that `tracemalloc` sees what containers keep outside their own block.
#[global_allocator]
static ALLOCATOR: taipan::memory::TracedSystem = taipan::memory::TracedSystem;

fn main() -> ExitCode {
    taipan::cli::main()
}
