//! The content security policy, in the one place where it is written.

/// Directives for the header and for `<meta>`. Scripts come from this origin alone, and the one
/// trusted-types policy is that of `public/boot.js`.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; \
    font-src 'self'; form-action 'none'; base-uri 'self'; require-trusted-types-for 'script'; trusted-types default";

/// Where a browser reports a violation when the server was asked to collect reports.
pub const REPORTS: &str = "/__csp_reports";

/// The value of the header.
pub fn header(report: bool) -> String {
    if report { format!("{POLICY}; report-uri {REPORTS}") } else { POLICY.to_owned() }
}
