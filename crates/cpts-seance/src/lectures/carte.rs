//! What the map says of a commune.

use cpts_codes::{CodeCommune, CodeDepartement};
use cpts_core::{Bilan, Territoire};
use cpts_perimetre::edition;
use cpts_territory::{Commune, Territory};

use crate::format::compte;
use crate::seance::Seance;

/// An overseas collectivity is its own région.
pub fn has_contour(commune: &Commune<'_>) -> bool {
    commune.region.as_str() != commune.departement.as_str()
}

/// Name of a département, then its communes, one a line: code, population, name.
pub fn names(seance: Seance, departement: CodeDepartement) -> (String, String) {
    let mut lignes = String::new();
    let nom = seance.with_territory(|t| {
        for commune in t.iter() {
            if commune.departement == departement {
                lignes.push_str(commune.code.as_str());
                lignes.push('\t');
                if let Some(population) = commune.population {
                    lignes.push_str(&population.to_string());
                }
                lignes.push('\t');
                // "Paris 13e": the word would not fit on the map.
                lignes.push_str(commune.nom.strip_suffix(" Arrondissement").unwrap_or(commune.nom));
                lignes.push('\n');
            }
        }
        t.departement(departement).map(|d| d.nom.to_owned())
    });
    (nom.flatten().unwrap_or_default(), lignes)
}

/// How a commune stands in the territory.
#[derive(Clone, Copy, PartialEq)]
pub enum Presence {
    /// It is not in.
    Dehors,
    /// Itself, whole or in part.
    Dedans,
    /// An arrondissement whose whole city is in.
    ParSaVille(CodeCommune),
}

/// How a commune stands in the territory. Watched.
pub fn presence(seance: Seance, commune: &Commune<'_>) -> Presence {
    seance.perimetre.with(|p| {
        let has = |code: CodeCommune| p.communes.iter().any(|c| c.code == code);
        match commune.ville {
            _ if has(commune.code) => Presence::Dedans,
            Some(ville) if has(ville) => Presence::ParSaVille(ville),
            _ => Presence::Dehors,
        }
    })
}

/// Puts a commune in or takes it out, whichever it calls for.
pub fn toggle(territoire: &mut Territoire, donnees: &Territory, code: CodeCommune, presence: Presence) {
    match presence {
        Presence::Dehors => {
            edition::add_commune(territoire, donnees, code);
        }
        Presence::Dedans => {
            edition::remove_commune(territoire, donnees, code);
            territoire.parts.retain(|p| p.commune != code);
        }
        Presence::ParSaVille(ville) => {
            edition::remove_commune(territoire, donnees, ville);
            for arrondissement in donnees.arrondissements(ville) {
                if arrondissement.code != code && !territoire.communes.contains(&arrondissement.code) {
                    territoire.communes.push(arrondissement.code);
                }
            }
        }
    }
}

/// The bilan once a commune is in, or out.
fn avec(seance: Seance, code: CodeCommune, presence: Presence) -> Option<Bilan> {
    let mut territoire = seance.projet.with_untracked(|p| p.territoire.clone());
    seance.with_territory(|t| toggle(&mut territoire, t, code, presence))?;
    Some(seance.ailleurs(&territoire)?.1)
}

/// The four lines of the card: see `Carte` of `cpts-carte`.
pub fn describe(seance: Seance, code: CodeCommune) -> Option<String> {
    let (presence, lieu, ville) = seance.with_territory(|t| {
        let commune = t.commune(code)?;
        let departement = t.departement(commune.departement)?;
        let lieu = [departement.nom, " (", departement.code.as_str(), ")"].concat();
        let presence = presence(seance, &commune);
        let ville = commune.ville.and_then(|v| t.commune(v)).map(|v| v.nom.to_owned());
        Some((presence, lieu, ville.unwrap_or_default()))
    })??;
    let dedans = presence != Presence::Dehors;
    let mut fiche = lieu;
    fiche.push('\n');
    if let Some(apres) = avec(seance, code, presence) {
        let taille = |b: &Bilan| b.taille.map(|t| t.taille);
        if taille(&apres) != seance.bilan.with(taille) {
            fiche.push('!');
        }
        fiche.push_str(if dedans { "Sans elle\u{a0}: " } else { "Avec elle\u{a0}: " });
        fiche.push_str(&compte(apres.territoire.population, "habitant", "habitants"));
        if let Some(taille) = apres.taille {
            fiche.push_str(", Taille\u{a0}");
            fiche.push_str(&taille.taille.numero().to_string());
        }
    }
    fiche.push('\n');
    fiche.push_str(if dedans { "Retirer" } else { "Ajouter" });
    fiche.push('\n');
    match presence {
        Presence::ParSaVille(_) => {
            fiche.push_str(&ville);
            fiche.push_str(" est comptée en entier. La retirer garde les autres arrondissements.");
        }
        Presence::Dedans if seance.projet.with(|p| p.territoire.parts.iter().any(|p| p.commune == code)) => {
            fiche.push_str("Une part seulement de cette commune est comptée.");
        }
        _ => {}
    }
    Some(fiche)
}
