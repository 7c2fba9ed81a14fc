//! Tells Cargo to build anew when a file that the binary embeds is added or changed: the macro
//! that embeds folders sees only the files that were there when it last ran.

fn main() {
    println!("cargo::rerun-if-changed=themes");
    println!("cargo::rerun-if-changed=starter");
}
