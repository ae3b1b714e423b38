//! Running other programs: what they print goes to the terminal, what fails is named.

use std::ffi::OsStr;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, anyhow, bail};

/// A heading between the outputs of two programs.
pub(crate) fn heading(text: &str) {
    println!("{}", headline(text));
}

/// The same as text.
pub(crate) fn headline(text: &str) -> String {
    format!("\n── {text} {}", "─".repeat(72_usize.saturating_sub(text.chars().count())))
}

/// Runs to the end with the terminal's own input and output.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("{} ended with {status}", words(command));
    }
    Ok(())
}

/// Runs to the end with nothing on the terminal; gives all that was printed, in its order, and whether it went well.
pub(crate) fn run_silently(command: &mut Command) -> Result<(String, Result<()>)> {
    let (mut reader, writer) = std::io::pipe().context("no pipe to read a program from")?;
    command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn().with_context(|| cannot_start(command))?;
    let words = words(command);
    // The command holds the ends of the pipe that are written to: reading would never end.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut said = Vec::new();
    reader.read_to_end(&mut said).with_context(|| format!("cannot read what {words} says"))?;
    let status = child.wait()?;
    let result = if status.success() { Ok(()) } else { Err(anyhow!("{words} ended with {status}")) };
    Ok((String::from_utf8_lossy(&said).into_owned(), result))
}

/// Runs to the end and gives what was printed; what went wrong comes with it.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| cannot_start(command))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{} ended with {}: {}", words(command), output.status, said.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Where a program is on the PATH.
pub(crate) fn which(program: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(program))
        .find(|path| is_executable(path))
}

/// The first of several names that is on the PATH.
pub(crate) fn which_of(programs: &[&str]) -> Option<PathBuf> {
    programs.iter().find_map(|program| which(program))
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.is_file()
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start {}", words(command))
}

fn words(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(OsStr::to_string_lossy).map(Into::into));
    format!("`{}`", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command_and_what_it_said() {
        let error =
            output(Command::new("sh").args(["-c", "echo trop tard >&2; exit 3"])).unwrap_err().to_string();
        assert!(error.contains("sh -c") && error.contains("trop tard") && error.contains('3'), "{error}");
    }

    #[test]
    fn what_is_said_apart_is_kept_in_its_order() {
        let script = "echo un; echo deux >&2; echo trois; exit 4";
        let (said, result) = run_silently(Command::new("sh").args(["-c", script])).unwrap();
        assert_eq!(said, "un\ndeux\ntrois\n");
        assert!(result.unwrap_err().to_string().contains('4'));
        assert!(run_silently(Command::new("true").arg("x")).unwrap().1.is_ok());
    }

    #[test]
    fn a_program_that_does_not_exist_is_named() {
        let error = run(&mut Command::new("no-such-program-here")).unwrap_err().to_string();
        assert!(error.contains("no-such-program-here"), "{error}");
        assert_eq!(which("no-such-program-here"), None);
    }
}
