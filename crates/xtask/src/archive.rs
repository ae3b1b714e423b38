//! Folders in memory and ZIP files, for what is handed out to those who host the simulator.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use zip::write::SimpleFileOptions;

/// Files by their path inside something, in order.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Every file of a folder and of those in it.
pub(crate) fn read_folder(folder: &Path) -> Result<Files> {
    fn collect(folder: &Path, prefix: &str, files: &mut Files) -> Result<()> {
        for entry in std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                collect(&entry.path(), &format!("{name}/"), files)?;
            } else {
                files.insert(name, read(&entry.path())?);
            }
        }
        Ok(())
    }
    let mut files = Files::new();
    collect(folder, "", &mut files)?;
    Ok(files)
}

/// A file, or an error that names it.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Whether the name of a file ends so.
pub(crate) fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

/// The files under one folder. The same bytes for the same files: no date, a fixed order.
pub(crate) fn write_zip(target: &Path, folder: &str, files: &Files) -> Result<()> {
    let pack = || -> Result<()> {
        let mut zip = zip::ZipWriter::new(std::fs::File::create(target)?);
        let options = SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated)
            .compression_level(Some(9))
            .last_modified_time(zip::DateTime::default())
            .unix_permissions(0o644);
        for (name, bytes) in files {
            zip.start_file(format!("{folder}/{name}"), options)?;
            zip.write_all(bytes)?;
        }
        zip.finish()?;
        Ok(())
    };
    pack().with_context(|| format!("cannot write {}", target.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zip_holds_what_was_put_in_it_and_is_the_same_twice() {
        let files: Files =
            [("s.js", "un"), ("polices/b.woff2", "deux")].map(|(n, b)| (n.to_owned(), b.into())).into();
        let target = |n: u8| std::env::temp_dir().join(format!("cpts-xtask-{}-{n}.zip", std::process::id()));
        write_zip(&target(1), "dossier", &files).unwrap();
        write_zip(&target(2), "dossier", &files).unwrap();
        assert_eq!(read(&target(1)).unwrap(), read(&target(2)).unwrap());

        let mut archive = zip::ZipArchive::new(std::fs::File::open(target(1)).unwrap()).unwrap();
        assert_eq!(archive.len(), files.len());
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name("dossier/polices/b.woff2").unwrap(), &mut text)
            .unwrap();
        assert_eq!(text, "deux");
        for n in [1, 2] {
            std::fs::remove_file(target(n)).unwrap();
        }
    }
}
