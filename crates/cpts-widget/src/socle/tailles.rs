//! Names and sizes of the data files, as the build saw them (`build.rs`).

include!(concat!(env!("OUT_DIR"), "/fichiers.rs"));
