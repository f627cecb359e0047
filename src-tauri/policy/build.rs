//! Rebuilds the crate when a content file is added, changed or removed: `include_dir!` does not watch the folder itself.

fn main() {
    println!("cargo:rerun-if-changed=../../templates");
}
