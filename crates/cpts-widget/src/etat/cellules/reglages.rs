//! What the host page asks for: the attributes of `<cpts-simulateur>`, as they
//! change. `web/element.json` declares them; what only concerns the look (theme,
//! colour, density) is the affair of the style sheet and of the element.

/// An attribute that this side reads.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reglage {
    /// The région whose communes come first, by code or name.
    Region,
    /// The département whose communes come first, by code.
    Departement,
    /// Where « Parler de ce projet » leads.
    ContactUrl,
    /// Address of the file of the CPTS that exist.
    Couverture,
    /// Address of the configuration of the site.
    Configuration,
    /// Address of the site's own rules.
    Regles,
    /// Address of a project to open.
    Projet,
    /// Whether amounts are hidden.
    MasquerMontants,
    /// Not an attribute: which of the simulators of the page this is.
    Place,
}

impl Reglage {
    const TOUS: [(Self, &'static str); 9] = [
        (Self::Region, "region"),
        (Self::Departement, "departement"),
        (Self::ContactUrl, "contact-url"),
        (Self::Couverture, "couverture"),
        (Self::Configuration, "configuration"),
        (Self::Regles, "regles"),
        (Self::Projet, "projet"),
        (Self::MasquerMontants, "masquer-montants"),
        (Self::Place, "place"),
    ];
    const COMBIEN: usize = Self::TOUS.len();

    /// The one of this name; `None` for what this side does not read.
    pub(crate) fn from_nom(nom: &str) -> Option<Self> {
        Self::TOUS.iter().find(|(_, n)| *n == nom).map(|(reglage, _)| *reglage)
    }
}

/// The values of the attributes that are there.
#[derive(Clone, Default)]
pub(crate) struct Reglages([Option<String>; Reglage::COMBIEN]);

impl Reglages {
    /// The value of an attribute, without spaces around it; `None` if it is absent.
    pub(crate) fn get(&self, reglage: Reglage) -> Option<&str> {
        self.0[reglage as usize].as_deref()
    }

    /// Takes over an attribute. Returns whether it is another one.
    pub(crate) fn set(&mut self, reglage: Reglage, valeur: Option<String>) -> bool {
        let valeur = valeur.map(|v| v.trim().to_owned());
        let change = self.0[reglage as usize] != valeur;
        self.0[reglage as usize] = valeur;
        change
    }
}
