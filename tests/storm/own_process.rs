//! A test in a process of its own that gets so much memory and no more: an allocation beyond it ends the
//! process, and with it the test. Where there is no `ulimit` the test runs where it is.

use super::full;
use std::{
    fmt::Debug,
    process::Command,
    sync::LazyLock,
    time::{Duration, Instant},
};

/// Says to a process which of the tests it was started for.
const FOR: &str = "CAIRN_OWN_PROCESS";

/// Runs `campaign` of the test `name` (its path, as libtest prints it) with at most 256 MiB of address space.
pub fn within_256_mib(name: &str, campaign: impl FnOnce()) {
    if cfg!(not(target_os = "linux")) || std::env::var(FOR).is_ok_and(|own| own == name) {
        return campaign();
    }
    let limited = "ulimit -v 262144 && exec \"$0\" \"$@\"";
    let output = Command::new("sh")
        .args(["-c", limited])
        .arg(std::env::current_exe().unwrap())
        .args([name, "--exact", "--nocapture", "--test-threads=1"])
        .env(FOR, name)
        // The allocator reserves address space for each thread, used or not.
        .env("MALLOC_ARENA_MAX", "1")
        .output()
        .unwrap();
    let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{name}: {}\n{told}", output.status);
    assert!(told.contains("1 passed"), "{name} did not run\n{told}");
    for line in told.lines().filter(|line| line.contains("inputs")) {
        println!("{line}");
    }
}

/// How many times longer a job may work where machines differ: there only what does not end is to be found.
const ANYWHERE: u32 = 30;

/// Does a job that is to work for `most` at most, and says how long it did. A campaign (`full`) holds it to that; a daily run
/// on whatever machine does not measure speed.
pub fn within<T>(most: Duration, about: &dyn Debug, job: impl FnOnce() -> T) -> (T, Duration) {
    let most = if full() { most } else { most * ANYWHERE };
    let began = worked();
    let made = job();
    let took = worked().saturating_sub(began);
    assert!(took < most, "{about:?} took {took:?}");
    (made, took)
}

/// How long this thread has worked, without the time in which the machine did something else; where that is not told,
/// how long it has been there.
fn worked() -> Duration {
    static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| BEGAN.elapsed(), Duration::from_nanos)
}

#[test]
fn more_than_that_is_not_given() {
    const NAME: &str = "storm::own_process::more_than_that_is_not_given";
    let greedy = || assert!(Vec::<u8>::new().try_reserve_exact(300 << 20).is_err(), "300 MiB were given");
    if cfg!(target_os = "linux") {
        within_256_mib(NAME, greedy);
    }
}
