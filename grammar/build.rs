//! Generates the parser tables from `python.lalrpop`.

fn main() {
    println!("cargo:rerun-if-changed=src/python.lalrpop");
    let generated = lalrpop::Configuration::new().use_cargo_dir_conventions().emit_rerun_directives(true).process();
    if let Err(error) = generated {
        println!("cargo:warning=python.lalrpop: {error}");
        std::process::exit(1);
    }
}
