//! What is said of a gesture, and where it can be taken back at once.

/// Where a gesture was made, and where its way back is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Endroit {
    /// The list of the communes.
    Lieux,
    /// The table of what other perimeters would do.
    EtSi,
    /// The perimeters side by side.
    Comparer,
}

/// A way back that is offered where the gesture was made: the same as that of the bar, at hand. It stands
/// for as long as nothing else was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offre {
    /// Where.
    pub endroit: Endroit,
    /// What was done, in a sentence.
    pub phrase: String,
    /// Which step it would take back.
    pub(crate) pas: u32,
}
