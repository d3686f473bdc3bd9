//! Build, serve, test and check the project.
fn main() {}
