//! The perimeters put aside, each with its bilan.

use std::rc::Rc;

use cpts_core::{Bilan, Entre, Territoire, Totaux};
use cpts_perimetre::comparaison::Lettre;
use cpts_rules::Statut;

use crate::format::compte;
use crate::lectures::territoire::{nom_de, nommer};
use crate::seance::Seance;

/// A perimeter of the comparison.
#[derive(Clone)]
pub struct Colonne {
    /// Its letter.
    pub lettre: Lettre,
    /// Whether it is the one at work.
    pub courant: bool,
    /// Its name.
    pub nom: String,
    /// What it is made of.
    pub territoire: Territoire,
    /// What can be said of it.
    pub bilan: Rc<Bilan>,
}

/// The perimeters, each with its bilan, in the order of their letters.
pub fn colonnes(seance: Seance) -> Vec<Colonne> {
    let gardes = seance.gardes.get();
    let mut colonnes: Vec<Colonne> = Vec::new();
    for lettre in Lettre::TOUTES {
        let courant = gardes.courant() == lettre;
        let territoire = if courant {
            seance.projet.with(|p| p.territoire.clone())
        } else {
            match gardes.autres().iter().find(|g| g.lettre == lettre) {
                Some(garde) => garde.territoire.clone(),
                None => continue,
            }
        };
        let Some((perimetre, bilan)) = seance.ailleurs(&territoire) else { continue };
        let nom = gardes.nom(lettre).map(str::to_owned).unwrap_or_else(|| {
            let seules = territoire.communes.len() + territoire.parts.len();
            let mut nom = match perimetre.epci.as_slice() {
                // Perimeters side by side often share their EPCI: what each adds to it tells them apart.
                [epci] if seules > 0 => [epci.nom.as_str(), " + ", &ajout(seance, &territoire)].concat(),
                _ => nommer(&perimetre, seules, bilan.territoire.communes),
            };
            match territoire.exclues.as_slice() {
                [] => {}
                [seule] => nom.push_str(&[" sans ", &nom_de(seance, *seule)].concat()),
                plusieurs => {
                    nom.push_str(" sans ");
                    nom.push_str(&compte(plusieurs.len() as u32, "commune", "communes"));
                }
            }
            nom
        });
        colonnes.push(Colonne { lettre, courant, nom, territoire, bilan: Rc::new(bilan) });
    }
    colonnes
}

/// What a territory has beside its EPCI: the one commune, or how many.
fn ajout(seance: Seance, territoire: &Territoire) -> String {
    match (territoire.communes.as_slice(), territoire.parts.as_slice()) {
        ([seule], []) => nom_de(seance, *seule),
        (communes, parts) => compte((communes.len() + parts.len()) as u32, "commune", "communes"),
    }
}

/// An amount, its bounds, how sure it is.
pub struct Somme {
    /// Euros a year.
    pub montant: u32,
    /// The least and the most that it can be, where it is not proved.
    pub entre: Option<Entre>,
    /// How sure it is.
    pub statut: Statut,
}

impl Somme {
    /// Two amounts together.
    pub fn plus(self, autre: Self) -> Self {
        let bornes = Entre::of(self.montant, self.entre).plus(Entre::of(autre.montant, autre.entre));
        Self {
            montant: self.montant.saturating_add(autre.montant),
            entre: bornes.ouvert(),
            statut: self.statut.weakest(autre.statut),
        }
    }
}

/// What is granted whatever the results, a year.
pub fn fixe(t: &Totaux) -> Somme {
    Somme { montant: t.fixe, entre: t.fixe_entre, statut: t.statut }
}

/// What can be granted at most, a year.
pub fn maximum(t: &Totaux) -> Somme {
    Somme { montant: t.maximum, entre: t.maximum_entre, statut: t.statut_maximum }
}

/// What to call what is paid in the first twelve months.
pub fn verse(en_cours: bool) -> &'static str {
    if en_cours { "Versé sur 12 mois" } else { "Versé la 1re année" }
}
