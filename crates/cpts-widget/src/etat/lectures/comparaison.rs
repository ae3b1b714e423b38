//! The perimeters put aside, each with its bilan.

use std::rc::Rc;

use cpts_codes::CodeCommune;
use cpts_core::{Bilan, Entre, Territoire, Totaux};
use cpts_perimetre::comparaison::Lettre;
use cpts_rules::Statut;

use crate::etat::Etat;
use crate::etat::lectures::territoire::nommer;
use crate::socle::format::compte;

/// A perimeter of the comparison.
#[derive(Clone)]
pub(crate) struct Colonne {
    pub(crate) lettre: Lettre,
    pub(crate) courant: bool,
    pub(crate) nom: String,
    pub(crate) territoire: Territoire,
    pub(crate) bilan: Rc<Bilan>,
}

/// The perimeters, each with its bilan, in the order of their letters.
pub(crate) fn colonnes(etat: Etat) -> Vec<Colonne> {
    let gardes = etat.gardes.get();
    let mut colonnes: Vec<Colonne> = Vec::new();
    for lettre in Lettre::TOUTES {
        let courant = gardes.courant() == lettre;
        let territoire = if courant {
            etat.projet.with(|p| p.territoire.clone())
        } else {
            match gardes.autres().iter().find(|g| g.lettre == lettre) {
                Some(garde) => garde.territoire.clone(),
                None => continue,
            }
        };
        let Some((perimetre, bilan)) = etat.evaluate_elsewhere(&territoire) else { continue };
        let nom = gardes.nom(lettre).map(str::to_owned).unwrap_or_else(|| {
            let seules = territoire.communes.len() + territoire.parts.len();
            let mut nom = match perimetre.epci.as_slice() {
                // Perimeters side by side often share their EPCI: what each adds to it tells them apart.
                [epci] if seules > 0 => [epci.nom.as_str(), " + ", &ajout(etat, &territoire)].concat(),
                _ => nommer(&perimetre, seules, bilan.territoire.communes),
            };
            match territoire.exclues.as_slice() {
                [] => {}
                [seule] => nom.push_str(&[" sans ", &nom_de(etat, *seule)].concat()),
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
fn ajout(etat: Etat, territoire: &Territoire) -> String {
    match (territoire.communes.as_slice(), territoire.parts.as_slice()) {
        ([seule], []) => nom_de(etat, *seule),
        (communes, parts) => compte((communes.len() + parts.len()) as u32, "commune", "communes"),
    }
}

pub(crate) fn nom_de(etat: Etat, code: CodeCommune) -> String {
    etat.with_territory(|t| t.commune(code).map(|c| c.nom.to_owned())).flatten().unwrap_or_default()
}

/// An amount, its bounds, how sure it is.
pub(crate) struct Somme {
    pub(crate) montant: u32,
    pub(crate) entre: Option<Entre>,
    pub(crate) statut: Statut,
}

impl Somme {
    pub(crate) fn plus(self, autre: Self) -> Self {
        let bornes = Entre::of(self.montant, self.entre).plus(Entre::of(autre.montant, autre.entre));
        Self {
            montant: self.montant.saturating_add(autre.montant),
            entre: bornes.ouvert(),
            statut: self.statut.weakest(autre.statut),
        }
    }
}

pub(crate) fn fixe(t: &Totaux) -> Somme {
    Somme { montant: t.fixe, entre: t.fixe_entre, statut: t.statut }
}

pub(crate) fn maximum(t: &Totaux) -> Somme {
    Somme { montant: t.maximum, entre: t.maximum_entre, statut: t.statut_maximum }
}

/// What to call what is paid in the first twelve months.
pub(crate) fn verse(en_cours: bool) -> &'static str {
    if en_cours { "Versé sur 12 mois" } else { "Versé la 1re année" }
}
